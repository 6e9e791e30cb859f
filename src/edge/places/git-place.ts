/** A directory of a revision or the index of git. */
import { decodeBytes } from '../../codec/unit/index.ts';
import type { Entry } from '../../diff/entry.ts';
import type { GitNode } from '../git/git-state.ts';
import type { GitTree } from '../git/git-tree.ts';
import type { Place } from './place.ts';

/** `at`: the directory's path in the repository, links followed. */
export function gitPlace(tree: GitTree, at: string, name: string): Place {
  const full = (path: string) => (at === '' || path === '' ? at + path : `${at}/${path}`);
  const entries = (paths: Iterable<string>): Map<string, Entry> => {
    const nodes = [...paths].flatMap((path): [string, GitNode][] => {
      const node = tree.node(full(path));
      return node === undefined ? [] : [[path, node]];
    });
    const contents = tree.contents(nodes.flatMap(([, { type, id }]) => (type === 'directory' ? [] : [id])));
    return new Map(nodes.map(([path, node]) => [path, entryOf(node, contents.get(node.id) ?? new Uint8Array())]));
  };
  return {
    name,
    entry: (path) => entries([path]).get(path),
    entries,
    names: (directory) => tree.names(full(directory)),
    isDirectory: (path) => tree.node(full(path))?.type === 'directory',
    below: (directory) => gitPlace(tree, full(directory), `${name}/${directory}`),
    isKeptByGit: true,
  };
}

function entryOf({ type, isExecutable }: GitNode, content: Uint8Array): Entry {
  if (type === 'directory') return { type, mode: 0o755 };
  if (type === 'symlink') return { type, target: decodeBytes(content) };
  return { type, mode: isExecutable ? 0o755 : 0o644, content };
}
