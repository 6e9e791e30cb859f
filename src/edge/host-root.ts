/** The root of one host, wherever it lies: a directory, a host of a built directory, or an archive. */
import fs from 'node:fs';
import { compareBytes } from '../core/order.ts';
import { looksLikeTar, readTar, type TarMember } from '../inputs/tar.ts';
import { type RootEntry, type UnitRoot, unitRootOf } from '../systemd/index.ts';
import { hostLayout } from '../tree/layout.ts';
import { manifestEnding } from './directory/paths.ts';
import { directoryRoot } from './directory-root.ts';
import { Failure, isSystemError } from './failure.ts';
import { reason } from './read-text.ts';

const largestArchive = 200_000_000;

export interface HostRoot {
  readonly root: UnitRoot;
  /** What the host is called where it is one of several. */
  readonly host?: string;
  /** What is asked of the host. */
  readonly asked: string;
}

/** `asked` is a name, with `HOST:` in front where `place` holds several hosts. */
export async function openHostRoot(place: string, asked: string): Promise<HostRoot> {
  const found = statOf(place);
  if (found.isDirectory()) return inDirectory(place, asked);
  if (!found.isFile()) throw new Failure(`cannot read ${place}: it is neither a directory nor an archive`);
  if (found.size > largestArchive) throw new Failure(`cannot read ${place}: it has more than ${largestArchive} bytes`);
  const bytes = fs.readFileSync(place);
  if (!looksLikeTar(bytes)) {
    throw new Failure(`cannot read ${place}: it is neither a directory nor an archive`, 'name the root of a host');
  }
  const read = await readTar(bytes, largestArchive);
  if (!read.ok) throw new Failure(`cannot read ${place}: it ${read.reason}`);
  return { root: unitRootOf([...read.members].map(([path, member]) => [`/${path}`, entryOf(member)])), asked };
}

function statOf(place: string): fs.Stats {
  try {
    return fs.statSync(place);
  } catch (error) {
    throw isSystemError(error) ? new Failure(`cannot read ${place}: ${reason(error)}`) : error;
  }
}

function entryOf(member: TarMember): RootEntry {
  if (member.type === 'file') return { type: 'file', content: member.content };
  return member.type === 'symlink' ? { type: 'symlink', target: member.target } : { type: 'directory' };
}

function inDirectory(place: string, asked: string): HostRoot {
  const hosts = hostsIn(place);
  if (hosts.length === 0) return { root: directoryRoot(place), asked };
  const colon = asked.indexOf(':');
  const written = asked.slice(0, Math.max(colon, 0));
  const named = hosts.find((host) => host === written);
  const host = named ?? (hosts.length === 1 ? hosts[0] : undefined);
  if (host === undefined) {
    const help = `write it as HOST:UNIT; the hosts are ${hosts.join(', ')}`;
    throw new Failure(written === '' ? `${place} holds several hosts` : `${place} has no host \`${written}\``, help);
  }
  return { root: directoryRoot(`${place}/${host}`), host, asked: named === undefined ? asked : asked.slice(colon + 1) };
}

/** Of a directory that build wrote for all hosts; none for the root of one. */
function hostsIn(place: string): string[] {
  if (fs.existsSync(`${place}${hostLayout.manifest}`)) return [];
  const files = fs.readdirSync(place).filter((file) => file.endsWith(manifestEnding));
  return files.map((file) => file.slice(0, -manifestEnding.length)).sort(compareBytes);
}
