/** What a user means by `git:REV:PATH`. */
import { Failure } from '../failure.ts';
import { openIndex } from './git-index.ts';
import { readGitName } from './git-name.ts';
import { findInTree } from './git-path.ts';
import type { GitNode } from './git-state.ts';
import { GitTree } from './git-tree.ts';
import { openRevision } from './revision.ts';

export interface NamedInGit {
  readonly tree: GitTree;
  readonly path: string;
  readonly node: GitNode;
  /** In front of paths of the tree, in names for people: `git:HEAD:`. */
  readonly prefix: string;
}

/** Undefined for what is no such name. Throws a Failure where nothing is there. */
export function namedInGit(name: string, directory: string): NamedInGit | undefined {
  const asked = readGitName(name);
  if (asked === undefined) return undefined;
  const { revision, path: written } = asked;
  const prefix = `git:${revision}:`;
  if (written === undefined) {
    throw new Failure(`\`${name}\` names no file`, `write ${prefix}PATH; ${prefix} is the whole repository`);
  }
  const tree = new GitTree(revision === '' ? openIndex(directory) : openRevision(directory, revision));
  return { tree, prefix, ...findInTree(tree, written) };
}
