/** The root of one host, wherever it lies: a directory, a host of a built directory, or an archive. */
import fs from 'node:fs';
import { snapshotRoot } from '../plan/root-entry.ts';
import type { UnitRoot } from '../systemd/index.ts';
import { manifestPaths } from '../tree/layout.ts';
import { directoryRoot } from './directory-root.ts';
import { Failure, isSystemError } from './failure.ts';
import { listedHosts } from './places/built-trees.ts';
import { openPlace } from './places/open-place.ts';
import type { Place } from './places/place.ts';
import { reason } from './read-text.ts';

export interface HostRoot {
  readonly root: UnitRoot;
  /** What the host is called where it is one of several. */
  readonly host?: string;
  /** What is asked of the host. */
  readonly asked: string;
}

/** `asked` is a name, with `HOST:` in front where the place holds several hosts. */
export async function openHostRoot(name: string, asked: string): Promise<HostRoot> {
  checkThere(name);
  const place = await openPlace(name);
  if (place === undefined) {
    throw new Failure(`cannot read ${name}: it is neither a directory nor an archive`, 'name the root of a host');
  }
  if (place.everything === undefined) return inDirectory(name, place, asked);
  return { root: snapshotRoot(place.everything), asked };
}

function checkThere(name: string): void {
  try {
    fs.statSync(name);
  } catch (error) {
    throw isSystemError(error) ? new Failure(`cannot read ${name}: ${reason(error)}`) : error;
  }
}

function inDirectory(name: string, place: Place, asked: string): HostRoot {
  const isOneHost = manifestPaths.some((path) => place.entry(path) !== undefined);
  const hosts = isOneHost ? [] : listedHosts(place);
  if (hosts.length === 0) return { root: directoryRoot(name), asked };
  const colon = asked.indexOf(':');
  const written = asked.slice(0, Math.max(colon, 0));
  const named = hosts.find(({ host }) => host === written);
  const found = named ?? (hosts.length === 1 ? hosts[0] : undefined);
  if (found === undefined) {
    const help = `write it as HOST:UNIT; the hosts are ${hosts.map(({ host }) => host).join(', ')}`;
    throw new Failure(written === '' ? `${name} holds several hosts` : `${name} has no host \`${written}\``, help);
  }
  const { host, directory } = found;
  return {
    root: directoryRoot(`${name}/${directory}`),
    host,
    asked: named === undefined ? asked : asked.slice(colon + 1),
  };
}
