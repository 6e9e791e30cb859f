/** What is staged in a repository: its index, or that of GIT_INDEX_FILE, which git sets for hooks. It is only read. */
import fs from 'node:fs';
import path from 'node:path';
import { decodeBytes } from '../../codec/unit/index.ts';
import { directoryNode, type GitNode, type GitState, nodeOf, type Unmerged } from './git-state.ts';
import { repositoryAt, upFrom } from './revision.ts';
import { gitOutput } from './run-git.ts';

type Children = ReadonlyMap<string, GitNode | Unmerged>;
type Directories = Map<string, Map<string, GitNode | Unmerged>>;

interface Listing {
  /** By their paths. */
  readonly directories: Directories;
  readonly submodules: readonly string[];
}

/** Throws a Failure where no repository is. */
export function openIndex(directory: string): GitState {
  const { prefix } = repositoryAt(directory);
  const workTree = path.join(directory, upFrom(prefix));
  let read: Listing | undefined;
  const listed = (): Listing => {
    read ??= listing(directory);
    return read;
  };
  const isInSubmodule = (file: string) => listed().submodules.some((at) => `${file}/`.startsWith(`${at}/`));
  return {
    name: '',
    title: 'the index',
    directory,
    prefix,
    top: directoryNode(''),
    children: (at) => sized(directory, listed().directories.get(at) ?? new Map()),
    isWaiting: (file) => !isInSubmodule(file) && fs.existsSync(path.join(workTree, file)),
  };
}

/**
 * All that a commit would have, as what differs from an empty tree: paths are from the top wherever git is asked, and
 * without those of `git add --intent-to-add`. git-diff-index(1), "RAW OUTPUT FORMAT".
 */
function listing(directory: string): Listing {
  const empty = gitOutput(directory, ['hash-object', '-t', 'tree', '--stdin']).toString('latin1').trim();
  const options = ['--cached', '--ita-invisible-in-index', '--ignore-submodules=none', '--no-renames', '--raw', '-z'];
  const printed = gitOutput(directory, ['diff-index', ...options, empty]);
  const directories: Directories = new Map([['', new Map()]]);
  const submodules: string[] = [];
  for (let at = 0; at < printed.length; ) {
    const middle = printed.indexOf(0, at);
    const end = printed.indexOf(0, middle + 1);
    const [, mode = '', , id = '', status] = printed.subarray(at, middle).toString('latin1').split(' ');
    const file = decodeBytes(printed.subarray(middle + 1, end));
    const node = status === 'U' ? 'unmerged' : nodeOf(mode, id, 0);
    if (node === undefined) submodules.push(file);
    else put(directories, file, node);
    at = end + 1;
  }
  return { directories, submodules };
}

function put(directories: Directories, file: string, node: GitNode | Unmerged): void {
  const slash = file.lastIndexOf('/');
  const above = file.slice(0, Math.max(slash, 0));
  let children = directories.get(above);
  if (children === undefined) {
    children = new Map();
    directories.set(above, children);
    put(directories, above, directoryNode(''));
  }
  // While a merge has a file and a directory of one name, both are listed.
  const name = file.slice(slash + 1);
  if (children.get(name) !== 'unmerged') children.set(name, node);
}

/** The index does not know how large files are. */
function sized(directory: string, children: Children): Children {
  const ids = [...children.values()].flatMap((node) => (node === 'unmerged' || node.id === '' ? [] : [node.id]));
  if (ids.length === 0) return children;
  const words = ['cat-file', '--batch-check=%(objectsize)'];
  const lines = gitOutput(directory, words, ids.map((id) => `${id}\n`).join(''))
    .toString('latin1')
    .split('\n');
  const sizes = new Map(ids.map((id, index) => [id, Number(lines[index])]));
  return new Map(
    [...children].map(([name, node]) => {
      return [name, node === 'unmerged' ? node : { ...node, size: sizes.get(node.id) ?? 0 }];
    }),
  );
}
