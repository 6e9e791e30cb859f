/** What a program reads that is told to read a path: the links on the way there, and what they lead to. */
import { resolvePath, type UnitRoot } from '../systemd/index.ts';

/** Absolute; the path itself where it passes no link of the root. */
export function linkedPaths(root: UnitRoot, path: string): string[] {
  const passed = new Set<string>();
  const todo = [path];
  for (let one = todo.pop(); one !== undefined; one = todo.pop()) {
    for (const above of pathsAbove(one)) {
      const link = resolvePath(root, above, true);
      if (!link.ok || link.entry?.type !== 'symlink' || passed.has(link.path)) continue;
      passed.add(link.path);
      const { target } = link.entry;
      todo.push(target.startsWith('/') ? target : `${link.path.slice(0, link.path.lastIndexOf('/'))}/${target}`);
    }
  }
  const end = resolvePath(root, path);
  return [...passed, ...(end.ok ? [end.path] : [])];
}

/** From the outermost directory to the path itself. */
function pathsAbove(path: string): string[] {
  const parts = path.split('/').filter((part) => part !== '');
  return parts.map((_, index) => `/${parts.slice(0, index + 1).join('/')}`);
}
