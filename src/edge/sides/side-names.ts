/** What the two sides are where the user named one, or a revision without a path. */
import fs from 'node:fs';
import path from 'node:path';
import { Failure } from '../failure.ts';
import { readGitName } from '../git/git-name.ts';
import { repositoryAt, upFrom } from '../git/revision.ts';
import { isRepositoryGiven } from '../git/run-git.ts';
import type { SideNames } from './index.ts';

export interface AskedSides extends SideNames {
  /** Where git is asked: that of a file that is named, since it may be in another repository. */
  readonly directory: string;
}

/** One name is the work tree's against HEAD; a revision's, that revision against the work tree. */
export function sideNames(first: string | undefined, second: string | undefined): AskedSides {
  if (first === undefined) {
    throw new Failure('two sides are compared', 'name both, or one file or directory of a git repository');
  }
  const before = readGitName(first);
  if (second !== undefined) return withPaths(first, second);
  if (before === undefined) return fromHead(first);
  if (before.path === undefined) throw new Failure(`\`${first}\` names no file`, `write git:${before.revision}:PATH`);
  return { before: first, after: inWorkTree(before.path), directory: '.' };
}

function fromHead(name: string): AskedSides {
  if (name === '-') throw new Failure('standard input has no other side', 'name both');
  const found = fs.statSync(name, { throwIfNoEntry: false });
  if (found === undefined) throw new Failure(`cannot read ${name}: there is no such file`);
  return { ...placeOf(name, 'HEAD'), after: name };
}

/** `git:main cluster.yaml`: the file of the other side. */
function withPaths(first: string, second: string): AskedSides {
  const [before, after] = [readGitName(first), readGitName(second)];
  if (before !== undefined && before.path === undefined) {
    if (after === undefined) return { ...placeOf(second, before.revision), after: second };
    if (after.path !== undefined) return { before: `${first}:${after.path}`, after: second, directory: '.' };
  }
  if (after !== undefined && after.path === undefined) {
    if (before === undefined) {
      const { before: there, directory } = placeOf(first, after.revision);
      return { before: first, after: there, directory };
    }
    if (before.path !== undefined) return { before: first, after: `${second}:${before.path}`, directory: '.' };
  }
  return { before: first, after: second, directory: '.' };
}

/** Of a file or directory here, in a revision of its repository. */
function placeOf(name: string, revision: string): { readonly before: string; readonly directory: string } {
  if (isRepositoryGiven()) return { before: `git:${revision}:./${path.relative('.', name)}`, directory: '.' };
  const isDirectory = fs.statSync(name, { throwIfNoEntry: false })?.isDirectory() === true;
  if (isDirectory) return { before: `git:${revision}:./`, directory: name };
  return { before: `git:${revision}:./${path.basename(name)}`, directory: path.dirname(name) };
}

function inWorkTree(written: string): string {
  if (/^\.\.?(\/|$)/.test(written)) return written;
  const { prefix } = repositoryAt('.');
  return path.join(upFrom(prefix), written);
}
