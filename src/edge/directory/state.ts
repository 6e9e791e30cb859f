/** What stands at a path, in one word and a half, so that states can be compared and kept in a journal. */
import type { ManifestEntry } from '../../tree/manifest.ts';
import type { Disk } from './disk.ts';

export type State = 'absent' | 'directory' | 'other' | `file ${string}` | `symlink ${string}`;

export function stateOf(disk: Disk, path: string): State {
  const kind = disk.kind(path);
  if (kind === 'file') return `file ${disk.digest(path)}`;
  if (kind === 'symlink') return `symlink ${disk.readLink(path)}`;
  return kind;
}

export function stateOfEntry(entry: ManifestEntry): State {
  if (entry.type === 'file') return `file ${entry.sha256}`;
  return entry.type === 'symlink' ? `symlink ${entry.target}` : 'directory';
}

export function isState(text: string): text is State {
  return /^(?:absent|directory|other|file [0-9a-f]{64}|symlink .*)$/s.test(text);
}
