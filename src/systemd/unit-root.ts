/** What systemd sees of a host's files. */
import { comparePaths } from './lookup/compare-paths.ts';
import { isPathLength } from './lookup/path-length.ts';

export type RootEntry =
  | {
      readonly type: 'file';
      readonly content: Uint8Array;
      /** In bytes, where the content is read only when it is asked for. */
      readonly size?: number;
    }
  | { readonly type: 'symlink'; readonly target: string }
  | { readonly type: 'directory' };

/** Paths are absolute, without `.`, `..` and repeated slashes; links are not followed. Its answers do not change. */
export interface UnitRoot {
  /** Of the path itself; undefined also for what is no file, directory or link. */
  entry(path: string): RootEntry | undefined;
  /** Names in the directory, sorted by bytes; none for what is no directory. */
  list(directory: string): readonly string[];
}

/**
 * Directories above an entry are there without being named; of two entries of one path the last counts. A path
 * that no system could hold is left out.
 */
export function unitRootOf(entries: Iterable<readonly [path: string, entry: RootEntry]>): UnitRoot {
  const known = new Map<string, RootEntry>([['/', { type: 'directory' }]]);
  const names = new Map<string, Set<string>>();
  for (const [path, entry] of entries) {
    if (!isPathLength(path)) continue;
    known.set(path, entry);
    for (let child = path; child !== '/'; ) {
      const slash = child.lastIndexOf('/');
      const parent = slash <= 0 ? '/' : child.slice(0, slash);
      const siblings = names.get(parent) ?? new Set();
      if (siblings.has(child.slice(slash + 1))) break;
      names.set(parent, siblings.add(child.slice(slash + 1)));
      if (!known.has(parent)) known.set(parent, { type: 'directory' });
      child = parent;
    }
  }
  return {
    entry: (path) => known.get(path),
    list: (directory) =>
      known.get(directory)?.type === 'directory' ? [...(names.get(directory) ?? [])].sort(comparePaths) : [],
  };
}
