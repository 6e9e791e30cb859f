/** A host as a plan sees it: the root directory of one, or a tree that build wrote. */
import fs from 'node:fs';
import type { Entry, Snapshot } from '../diff/entry.ts';
import type { HostFiles } from '../plan/file-changes.ts';
import { installedBy, installedOn } from '../plan/installed.ts';
import { snapshotRoot } from '../plan/root-entry.ts';
import { type UnitRoot, unitRootOf } from '../systemd/index.ts';
import { hostLayout } from '../tree/layout.ts';
import type { Manifest } from '../tree/manifest.ts';
import { directoryRoot } from './directory-root.ts';
import { Failure } from './failure.ts';
import { manifestAt } from './places/built-trees.ts';
import { directoryPlace } from './places/directory-place.ts';

/** Where the script that applies trees keeps what was there before. */
const previous = '/var/lib/unitc/apply/previous';

export interface PlannedHost {
  readonly files: HostFiles;
  readonly root: UnitRoot;
  /** What the host's own files say it is: our manifest, else /etc/hostname. */
  readonly name?: string;
}

/** Links above a path are followed below the root: on ostree hosts /usr/local is one. */
export function hostAt(directory: string): PlannedHost {
  if (fs.statSync(directory, { throwIfNoEntry: false })?.isDirectory() !== true) {
    throw new Failure(`${directory} is no directory`, 'name the root directory of a host');
  }
  const place = directoryPlace(directory);
  const manifest = manifestAt(place, hostLayout.manifest.slice(1));
  const older = manifestAt(place, `${previous}${hostLayout.manifest}`.slice(1));
  const name = manifest?.host ?? hostname(place.entry('etc/hostname'));
  const installed = manifest === undefined ? new Map() : installedOn(place.entry, manifest, older);
  return {
    files: { installed, entry: place.entry },
    root: directoryRoot(directory),
    ...(name !== undefined && { name }),
  };
}

export function hostname(entry: Entry | undefined): string | undefined {
  const text = entry?.type === 'file' ? Buffer.from(entry.content).toString('utf8').trim() : '';
  return text === '' ? undefined : text;
}

export function builtHost(manifest: Manifest, snapshot: Snapshot): PlannedHost {
  const files = { installed: installedBy(manifest), entry: (path: string) => snapshot.get(path) };
  return { files, root: snapshotRoot(snapshot), name: manifest.host };
}

/** A host on which nothing of unitc is yet. */
export function emptyHost(): PlannedHost {
  return { files: { installed: new Map(), entry: () => undefined }, root: unitRootOf([]) };
}
