import type { Entry } from '../diff/entry.ts';
import { type RootEntry, type UnitRoot, unitRootOf } from '../systemd/index.ts';

/** What a tree holds at a path, as systemd finds it. */
export function rootEntry(entry: Entry): RootEntry {
  if (entry.type === 'file') return { type: 'file', content: entry.content };
  return entry.type === 'symlink' ? { type: 'symlink', target: entry.target } : { type: 'directory' };
}

/** What systemd finds on a host that has these; paths are relative to its root. */
export function snapshotRoot(entries: Iterable<readonly [path: string, entry: Entry]>): UnitRoot {
  return unitRootOf([...entries].map(([path, entry]) => [`/${path}`, rootEntry(entry)]));
}
