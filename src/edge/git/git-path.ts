/** Where the path of `git:REV:PATH` lies: from the top of the repository, or from here with `./` or `../`, as git has it. */
import { Failure } from '../failure.ts';
import type { GitNode } from './git-state.ts';
import type { GitTree } from './git-tree.ts';

/** Links followed. Throws a Failure where nothing is there. */
export function findInTree(tree: GitTree, written: string): { readonly path: string; readonly node: GitNode } {
  const { name, title, prefix } = tree.state;
  const isFromHere = /^\.\.?(\/|$)/.test(written);
  const path = plainPath(isFromHere ? prefix + written : written);
  if (path === undefined) throw new Failure(`\`${written}\` is outside of the repository`);
  const found = tree.resolved(path);
  if (found !== undefined) return { path, node: found.node };
  const fromHere = isFromHere ? undefined : plainPath(prefix + written);
  const isThere = fromHere !== undefined && fromHere !== path && tree.resolved(fromHere) !== undefined;
  const message = `${title} has no \`${path}\``;
  if (isThere) throw new Failure(message, `write git:${name}:./${written}, or the path from the top: ${fromHere}`);
  throw new Failure(message, tree.state.isWaiting(path) ? 'the work tree has it: git add it' : nearby(tree, path));
}

/** Without `.`, `..` and repeated slashes; undefined for what leads out. */
export function plainPath(path: string): string | undefined {
  const kept: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') kept.push(part);
    else if (kept.pop() === undefined) return undefined;
  }
  return kept.join('/');
}

function nearby(tree: GitTree, path: string): string {
  let above = path;
  while (above !== '' && tree.node(above)?.type !== 'directory')
    above = above.slice(0, Math.max(above.lastIndexOf('/'), 0));
  const names = tree.names(above).slice(0, 8);
  return `in \`${above === '' ? '.' : above}\` it has ${names.join(', ') || 'nothing'}`;
}
