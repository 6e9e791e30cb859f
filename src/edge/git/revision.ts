/** A revision of a repository, as git finds it. */
import path from 'node:path';
import { decodeBytes } from '../../codec/unit/index.ts';
import { Failure } from '../failure.ts';
import { directoryNode, type GitNode, type GitState, nodeOf } from './git-state.ts';
import { gitOutput, runGit } from './run-git.ts';

/** `name` has been read by readGitName(). Throws a Failure that says what to do. */
export function openRevision(directory: string, name: string): GitState {
  const { prefix, isShallow } = repositoryAt(directory);
  const found = runGit(directory, ['rev-parse', '--verify', '--quiet', `${name}^{tree}`]);
  const tree = found.stdout.toString('utf8').trim();
  if (found.status !== 0 || !/^[0-9a-f]{40,64}$/.test(tree)) {
    throw new Failure(`the repository has no revision \`${name}\``, cure(name, isShallow));
  }
  return {
    ...{ name, title: `\`${name}\``, directory, prefix },
    top: directoryNode(tree),
    children: (_, id) => listed(directory, id),
    isWaiting: () => false,
  };
}

function listed(directory: string, id: string): Map<string, GitNode> {
  const printed = gitOutput(directory, ['ls-tree', '-z', '-l', '--full-tree', id]);
  const children = new Map<string, GitNode>();
  for (let at = 0; at < printed.length; ) {
    const end = printed.indexOf(0, at);
    const tab = printed.indexOf(0x09, at);
    const [mode = '', , child = '', size = ''] = printed.subarray(at, tab).toString('latin1').split(/ +/);
    const node = nodeOf(mode, child, Number(size));
    if (node !== undefined) children.set(decodeBytes(printed.subarray(tab + 1, end)), node);
    at = end + 1;
  }
  return children;
}

/** Where a file named from here lies in the repository; '' for its top. */
export function repositoryAt(directory: string): { readonly prefix: string; readonly isShallow: boolean } {
  const { status, stdout, stderr } = runGit(directory, ['rev-parse', '--is-shallow-repository', '--show-prefix']);
  if (status === 0) {
    // The names of directories may have line feeds.
    const [, shallow, prefix = ''] = /^(\w*)\n(.*)\n$/s.exec(stdout.toString('utf8')) ?? [];
    return { prefix, isShallow: shallow === 'true' };
  }
  if (/dubious ownership/.test(stderr)) {
    const help = `git config --global --add safe.directory DIR, where you trust it`;
    throw new Failure('git does not read this repository, which somebody else owns', help);
  }
  if (!/not a git repository/.test(stderr)) throw new Failure(`git failed: ${stderr || `exit status ${status}`}`);
  const where = directory === '.' ? 'this directory' : directory;
  throw new Failure(`${where} is in no git repository`, 'change to one with -C, or name both sides');
}

/** From a directory with that prefix to the top of its repository. */
export function upFrom(prefix: string): string {
  return path.join(...prefix.split('/').map((part) => (part === '' ? '.' : '..')));
}

function cure(name: string, isShallow: boolean): string {
  if (isShallow) {
    return 'this clone is shallow: git fetch --unshallow, or fetch-depth: 0 of actions/checkout, brings the others';
  }
  if (name === 'HEAD') return 'commit something first, or name both sides';
  return 'git branch -a and git log --oneline list what there is; git fetch brings what others have';
}
