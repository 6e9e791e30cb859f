/** Carries out a plan under a journal, and finishes the journal of a run that was interrupted. */
import path from 'node:path';
import { type Diagnostic, diagnostic } from '../../core/diagnostic.ts';
import { hasCode } from '../failure.ts';
import type { Disk } from './disk.ts';
import { printJournal, readJournal } from './journal.ts';
import { removeLeftLocks } from './lock.ts';
import type { Operation } from './operation.ts';
import { ancestors, journalFile, newJournalFile, stageDirectory, workDirectory } from './paths.ts';
import type { Plan } from './plan.ts';
import { stateOf } from './state.ts';
import type { Wanted } from './wanted.ts';

/** All or nothing, however often it is interrupted: before the journal nothing changed, after it all will. */
export function apply(disk: Disk, out: string, { operations, staged }: Plan): void {
  if (operations.length === 0) return;
  const at = (relative: string) => path.join(out, relative);
  disk.makeDirectory(at(stageDirectory));
  disk.setMode(at(stageDirectory), 0o700);
  for (const [name, wanted] of staged) stage(disk, at(`${stageDirectory}/${name}`), wanted);
  disk.sync(at(stageDirectory));
  disk.writeNew(at(newJournalFile), Buffer.from(printJournal(operations)), 0o644);
  disk.rename(at(newJournalFile), at(journalFile));
  disk.sync(at(workDirectory));
  carryOut(disk, out, operations);
}

function stage(disk: Disk, file: string, wanted: Wanted): void {
  if (wanted.type === 'symlink') disk.makeSymlink(file, wanted.target);
  else if (wanted.type === 'file') disk.writeNew(file, wanted.content, wanted.mode);
}

function carryOut(disk: Disk, out: string, operations: readonly Operation[]): void {
  for (const operation of operations) step(disk, out, operation);
  syncParents(disk, out, operations);
  disk.removeFile(path.join(out, journalFile));
  discard(disk, out);
}

function step(disk: Disk, out: string, operation: Operation): void {
  const target = path.join(out, operation.path);
  switch (operation.op) {
    case 'delete':
      // After an interruption the path, or a part of it, may be what is to be there already.
      if (isReachable(disk, out, operation.path) && stateOf(disk, target) === operation.before) disk.removeFile(target);
      break;
    case 'prune':
      if (isReachable(disk, out, operation.path)) pruneDirectory(disk, target);
      break;
    case 'directory':
      if (disk.kind(target) === 'absent') disk.makeDirectory(target);
      disk.setMode(target, operation.mode);
      break;
    case 'replace': {
      const staged = path.join(out, stageDirectory, operation.stage);
      if (disk.kind(staged) !== 'absent') disk.rename(staged, target);
    }
  }
}

/** Through directories only: a symlink that is there now is not followed. */
function isReachable(disk: Disk, out: string, relative: string): boolean {
  return ancestors(relative).every((each) => disk.kind(path.join(out, each)) === 'directory');
}

function pruneDirectory(disk: Disk, directory: string): void {
  try {
    if (disk.kind(directory) === 'directory') disk.removeDirectory(directory);
  } catch (error) {
    if (!hasCode(error, 'ENOTEMPTY', 'EEXIST')) throw error;
  }
}

function syncParents(disk: Disk, out: string, operations: readonly Operation[]): void {
  const parents = new Set(operations.map((operation) => path.dirname(path.join(out, operation.path))));
  for (const parent of parents) if (disk.kind(parent) === 'directory') disk.sync(parent);
}

/** Removes what a run leaves that was interrupted before it changed anything. */
export function discard(disk: Disk, out: string): void {
  const stageAt = path.join(out, stageDirectory);
  if (disk.kind(stageAt) === 'directory') {
    for (const name of disk.list(stageAt)) disk.removeFile(path.join(stageAt, name));
    disk.removeDirectory(stageAt);
  }
  removeLeftLocks(disk, out);
  const journal = path.join(out, newJournalFile);
  if (disk.kind(journal) !== 'absent') disk.removeFile(journal);
}

/** Finishes an interrupted run, unless what it was about to replace was changed since. */
export function finish(
  disk: Disk,
  out: string,
): { readonly finished: boolean; readonly diagnostics: readonly Diagnostic[] } {
  const file = path.join(out, journalFile);
  if (disk.kind(file) === 'absent') {
    discard(disk, out);
    return { finished: false, diagnostics: [] };
  }
  const operations = disk.kind(file) === 'file' ? readJournal(disk.readText(file)) : undefined;
  if (operations === undefined) {
    const message = `\`${journalFile}\` is not a journal that this unitc wrote`;
    const help = 'finish with the version that wrote it, or delete it and build again';
    return { finished: false, diagnostics: [diagnostic('UC604', { message, help, file })] };
  }
  const check = obstacleCheck(disk, out, operations);
  const diagnostics = operations.flatMap((operation) => check(operation) ?? []);
  if (diagnostics.length > 0) return { finished: false, diagnostics };
  carryOut(disk, out, operations);
  return { finished: true, diagnostics: [] };
}

/** Says of an operation what keeps it from being done or done again. */
function obstacleCheck(
  disk: Disk,
  out: string,
  all: readonly Operation[],
): (each: Operation) => Diagnostic | undefined {
  const pathsOf = (...kinds: Operation['op'][]) => {
    return new Set(all.filter(({ op }) => kinds.includes(op)).map((operation) => operation.path));
  };
  const deleted = pathsOf('delete');
  const directories = pathsOf('directory', 'prune');
  const isBlocked = (relative: string) => {
    const kind = disk.kind(path.join(out, relative));
    return kind !== 'absent' && kind !== 'directory' && !deleted.has(relative);
  };
  return (operation) => {
    if (operation.op === 'prune') return undefined;
    const reachable = isReachable(disk, out, operation.path);
    if (operation.op === 'delete' && !reachable) return undefined;
    const blocked = ancestors(operation.path).find(isBlocked);
    if (blocked !== undefined) return changed(out, blocked);
    if (operation.op === 'replace' && isDone(disk, out, operation.stage)) return undefined;
    // What is seen through a symlink that is still to be deleted is not there.
    const state = reachable ? stateOf(disk, path.join(out, operation.path)) : 'absent';
    if (state === 'absent' || (state === 'directory' && directories.has(operation.path))) return undefined;
    const fits = operation.op === 'directory' ? deleted.has(operation.path) : state === operation.before;
    return fits ? undefined : changed(out, operation.path);
  };
}

function changed(out: string, relative: string): Diagnostic {
  const message = `\`${relative}\` was changed since a build was interrupted`;
  return diagnostic('UC604', { message, file: path.join(out, relative) });
}

function isDone(disk: Disk, out: string, stageName: string): boolean {
  return disk.kind(path.join(out, stageDirectory, stageName)) === 'absent';
}
