/** A spec in a revision or the index; what it extends is read from the same. */
import type { CompileResult } from '../../compile.ts';
import type { Layout } from '../../tree/layout.ts';
import { compileWith } from '../compile-file.ts';
import { Failure } from '../failure.ts';
import { decodeText } from '../read-text.ts';
import type { World } from '../world.ts';
import { plainPath } from './git-path.ts';
import type { GitNode } from './git-state.ts';
import type { GitTree } from './git-tree.ts';
import type { NamedInGit } from './named-in-git.ts';

const largestSpec = 10_000_000;

/** Files are called by their paths in the repository. Throws a Failure where the spec itself cannot be read. */
export function compileInGit({ tree, prefix, path: entry }: NamedInGit, world: World, layout: Layout): CompileResult {
  const read = (file: string): string => {
    const shown = prefix + file;
    const path = plainPath(file);
    if (path === undefined) throw new Failure(`cannot read ${shown}: it is outside of the repository`);
    const node = tree.resolved(path)?.node;
    if (node?.type === 'file') return decodeText(contentOf(tree, node, shown, largestSpec), shown);
    throw new Failure(`cannot read ${shown}: ${node === undefined ? absence(tree, path) : 'it is a directory'}`);
  };
  return compileWith(entry, read, world, layout);
}

export function contentOf(tree: GitTree, node: GitNode, shown: string, most: number): Uint8Array {
  if (node.size > most) throw new Failure(`cannot read ${shown}: it has more than ${most} bytes`);
  return tree.contents([node.id]).get(node.id) ?? new Uint8Array();
}

function absence(tree: GitTree, path: string): string {
  return tree.state.isWaiting(path) ? 'it is not staged' : 'there is no such file';
}
