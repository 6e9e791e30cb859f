/** The root of a host that unitc has not installed: what systemd reads there. */
import fs from 'node:fs';
import path from 'node:path';
import { effectiveValues, parseUnit } from '../../codec/unit/index.ts';
import { unknownHost } from '../../core/unknown-name.ts';
import type { Entry, Snapshot } from '../../diff/entry.ts';
import type { SideHost } from '../../review/side.ts';
import { hostLayout } from '../../tree/layout.ts';
import { Failure } from '../failure.ts';
import { notBuilt } from '../places/built-trees.ts';
import { directoryPlace } from '../places/directory-place.ts';
import type { Place } from '../places/place.ts';
import { hostname } from '../planned-host.ts';
import { isSystem } from './built-side.ts';
import { whichHost } from './named-hosts.ts';
import type { Opened, SideContext, SideKindRow } from './side-source.ts';

const unitDirectories = [
  'etc/systemd/system',
  'run/systemd/system',
  'usr/local/lib/systemd/system',
  'usr/lib/systemd/system',
  'lib/systemd/system',
  'etc/containers/systemd',
  'usr/share/containers/systemd',
];
/** systemd-tmpfiles(8), systemd-sysusers(8), modules-load.d(5), sysctl.d(5). */
const configuration = ['tmpfiles.d', 'sysusers.d', 'modules-load.d', 'sysctl.d'];
const above = ['etc', 'run', 'usr/local/lib', 'usr/lib'];
const read = [...unitDirectories, ...above.flatMap((at) => configuration.map((name) => `${at}/${name}`))];

/** What a system has there is some thousands. */
const mostEntries = 100_000;

export const rootSide: SideKindRow = async (name, context) => {
  if (name === '-' || fs.statSync(name, { throwIfNoEntry: false })?.isDirectory() !== true) return undefined;
  const place = directoryPlace(name);
  if (!isSystem(name) && !unitDirectories.some((at) => place.isDirectory(at))) throw notBuilt(name);
  return { turn: 'last', open: (other) => opened(place, other, context) };
};

/**
 * Beside what says which files there are, only those are looked at: everything else on a host is not its business.
 * Two hosts are compared by all that systemd reads.
 */
function opened(place: Place, other: Opened | undefined, context: SideContext): Opened {
  const own = hostname(place.entry('etc/hostname'));
  const [host, wanted] = other === undefined || isBare(other) ? [] : counterpart(other, own, context);
  const snapshot = wanted === undefined ? allRead(place) : place.entries(wanted.snapshot.keys());
  const name = host ?? own ?? path.basename(path.resolve(place.name));
  const side: SideHost = { snapshot, layout: wanted?.layout ?? hostLayout };
  return {
    ok: true,
    side: { name: { kind: 'root', name: place.name, generator: '' }, hosts: new Map([[name, side]]) },
    single: true,
  };
}

function isBare({ side }: Opened): boolean {
  return side.name.kind === 'root' && [...side.hosts.values()].every(({ manifest }) => manifest === undefined);
}

function counterpart(
  { side: { hosts } }: Opened,
  own: string | undefined,
  { host: asked }: SideContext,
): [string, SideHost] {
  const only = hosts.size === 1 ? [...hosts.keys()][0] : undefined;
  const name = asked ?? (own !== undefined && hosts.has(own) ? own : only);
  const found = name === undefined ? undefined : hosts.get(name);
  if (name !== undefined && found !== undefined) return [name, found];
  throw name === undefined ? whichHost(hosts.keys()) : Failure.of(unknownHost('the other side', name, hosts.keys()));
}

function allRead(place: Place): Snapshot {
  const entries = new Map<string, Entry>();
  for (const directory of read) {
    // A merged /usr, where /lib is a link, has all of it once.
    if (directory.startsWith('lib/') && place.entry('lib')?.type === 'symlink') continue;
    walk(place, directory, entries);
  }
  const files = [...entries].flatMap(([at, entry]) =>
    isUnit(at) && entry.type === 'file' ? named(entry.content) : [],
  );
  for (const [at, entry] of place.entries(new Set(files))) if (entry.type === 'file') entries.set(at, entry);
  return entries;
}

function walk(place: Place, directory: string, entries: Map<string, Entry>): void {
  for (const name of place.names(directory)) {
    const at = `${directory}/${name}`;
    if (place.isDirectory(at)) walk(place, at, entries);
    else {
      const entry = place.entry(at);
      if (entry !== undefined) entries.set(at, entry);
    }
    if (entries.size > mostEntries) throw new Failure(`${place.name} has more than ${mostEntries} files of units`);
  }
}

function isUnit(at: string): boolean {
  return unitDirectories.some((directory) => at.startsWith(`${directory}/`));
}

/** Relative paths of the files whose variables a unit's programs get; those with specifiers or patterns are left out. */
function named(content: Uint8Array): string[] {
  const document = parseUnit(content);
  const values = effectiveValues(document, 'Service', 'EnvironmentFile', { list: true, empty: 'reset' });
  return values.flatMap(({ value }) => {
    const file = value.replace(/^-/, '');
    return /^\/[^%*?[\]]+$/.test(file) && !file.split('/').includes('..') ? [file.replace(/^\/+/, '')] : [];
  });
}
