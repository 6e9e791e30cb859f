import type { Entry } from '../diff/entry.ts';
import type { RootEntry } from '../systemd/index.ts';

/** What a tree holds at a path, as systemd finds it. */
export function rootEntry(entry: Entry): RootEntry {
  if (entry.type === 'file') return { type: 'file', content: entry.content };
  return entry.type === 'symlink' ? { type: 'symlink', target: entry.target } : { type: 'directory' };
}
