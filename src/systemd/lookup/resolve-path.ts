/** Symlinks followed inside a root: chase_symlinks() of src/basic/chase-symlinks.c. */
import type { RootEntry, UnitRoot } from '../unit-root.ts';
import { isPathLength } from './path-length.ts';

export type Resolved =
  /** `entry` is undefined where nothing stands at `path`, and never a link unless the last one was to be kept. */
  | { readonly ok: true; readonly path: string; readonly entry: RootEntry | undefined }
  /** Links in a circle, a file in the place of a directory, `..` behind what does not exist. */
  | { readonly ok: false };

/** CHASE_SYMLINKS_MAX. */
const mostLinks = 32;

/** `keepLast`: a link at the end of the path is the answer, and not what it points to. `..` never leaves the root. */
export function resolvePath(root: UnitRoot, path: string, keepLast = false): Resolved {
  const todo = partsOf(path).reverse();
  let done: string[] = [];
  let links = 0;
  for (let part = todo.pop(); part !== undefined; part = todo.pop()) {
    if (part === '..') {
      done.pop();
      continue;
    }
    const here = `/${[...done, part].join('/')}`;
    const entry = root.entry(here);
    if (entry === undefined) {
      if (todo.includes('..')) return { ok: false };
      return { ok: true, path: `/${[...done, part, ...todo.reverse()].join('/')}`, entry };
    }
    if (entry.type === 'symlink' && !(keepLast && todo.length === 0)) {
      links += 1;
      if (links >= mostLinks || entry.target === '' || !isPathLength(entry.target)) return { ok: false };
      if (entry.target.startsWith('/')) done = [];
      todo.push(...partsOf(entry.target).reverse());
      continue;
    }
    if (entry.type === 'file' && todo.length > 0) return { ok: false };
    done.push(part);
  }
  const resolved = `/${done.join('/')}`;
  return { ok: true, path: resolved, entry: root.entry(resolved) };
}

function partsOf(path: string): string[] {
  return path.split('/').filter((part) => part !== '' && part !== '.');
}
