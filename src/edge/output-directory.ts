/**
 * OUT/<host>/<path on the host> and OUT/<host>.manifest.json, written so that nothing is lost: files that
 * no manifest of ours names are never touched, and a run that is killed is finished by the next one.
 */
import fs from 'node:fs';
import path from 'node:path';
import type { Diagnostic } from '../core/diagnostic.ts';
import type { FileTree } from '../tree/file-tree.ts';
import { hostLayout } from '../tree/layout.ts';
import { apply, finish } from './directory/apply.ts';
import { type Disk, nodeDisk } from './directory/disk.ts';
import { acquireLock } from './directory/lock.ts';
import type { Operation } from './directory/operation.ts';
import type { OwnedRequest } from './directory/owned.ts';
import { journalFile, workDirectory } from './directory/paths.ts';
import { type Plan, plan } from './directory/plan.ts';
import { wantedHost } from './directory/wanted.ts';
import { Failure, hasCode } from './failure.ts';
import { makeDirectories } from './make-directories.ts';

export interface DirectoryRequest {
  readonly out: string;
  /** By host; each tree holds its manifest. */
  readonly trees: ReadonlyMap<string, FileTree>;
  /** Whether these are all hosts of the spec: files of hosts that it no longer has are deleted then. */
  readonly complete: boolean;
  /** Where the manifest lies in each tree; by default as on a host. */
  readonly manifest?: string;
}

export interface DirectoryResult {
  /** With any, nothing was written. */
  readonly diagnostics: readonly Diagnostic[];
  /** What was wrong before, file by file. */
  readonly changes: readonly Difference[];
  /** Number of files and symlinks that were right already. */
  readonly unchanged: number;
  /** Whether an interrupted run was finished first. */
  readonly finished: boolean;
}

/** Throws a Failure, or an error of the system, where the directory cannot be used at all. */
export function writeDirectory(request: DirectoryRequest, disk: Disk = nodeDisk): DirectoryResult {
  const { out } = request;
  const wanted = directoryRequest(request);
  const made = makeOut(out);
  const unlock = acquireLock(disk, out);
  try {
    const earlier = finish(disk, out);
    const found = earlier.diagnostics.length > 0 ? blocked(earlier.diagnostics) : plan(disk, wanted);
    const changes = differences(found, disk, out);
    if (found.diagnostics.length === 0) apply(disk, out, found);
    return { changes, unchanged: found.unchanged, diagnostics: found.diagnostics, finished: earlier.finished };
  } finally {
    release(disk, out, unlock, made);
  }
}

/** `path` is relative to the directory. */
export interface Difference {
  readonly kind: 'missing' | 'stale' | 'extra';
  readonly path: string;
}

/** What writeDirectory would do; writes nothing. */
export function checkDirectory(
  request: DirectoryRequest,
  disk: Disk = nodeDisk,
): { readonly differences: readonly Difference[]; readonly diagnostics: readonly Diagnostic[] } {
  const found = plan(disk, directoryRequest(request));
  const unfinished = disk.kind(path.join(request.out, journalFile)) !== 'absent';
  const left: Difference[] = unfinished ? [{ kind: 'extra', path: journalFile }] : [];
  return { differences: [...left, ...differences(found, disk, request.out)], diagnostics: found.diagnostics };
}

function differences({ operations }: Plan, disk: Disk, out: string): Difference[] {
  return operations.flatMap((operation) => difference(operation, disk, out) ?? []);
}

function difference(operation: Operation, disk: Disk, out: string): Difference | undefined {
  const at = operation.path;
  if (operation.op === 'prune') return undefined;
  if (operation.op === 'delete') return { kind: 'extra', path: at };
  if (operation.op === 'replace') return { kind: operation.before === 'absent' ? 'missing' : 'stale', path: at };
  // Parents come and go with their files; only a directory that is there with another mode is told.
  return disk.kind(path.join(out, at)) === 'directory' ? { kind: 'stale', path: at } : undefined;
}

function directoryRequest(request: DirectoryRequest): OwnedRequest {
  const manifestPath = (request.manifest ?? hostLayout.manifest).replace(/^\//, '');
  const hosts = [...request.trees].map(([host, tree]) => wantedHost(host, tree, manifestPath));
  return { out: request.out, hosts, manifestPath, complete: request.complete };
}

function blocked(diagnostics: readonly Diagnostic[]): Plan {
  return { operations: [], staged: new Map(), diagnostics, unchanged: 0 };
}

/** Whether it had to be made. The directory itself may be a symlink: the user named it. */
function makeOut(out: string): boolean {
  const found = fs.statSync(out, { throwIfNoEntry: false });
  if (found === undefined) {
    makeDirectories(out);
    return true;
  }
  if (!found.isDirectory())
    throw new Failure(`${out} is no directory`, 'name a directory, or an archive such as out.tar.gz');
  const work = path.join(out, workDirectory);
  const left = fs.lstatSync(work, { throwIfNoEntry: false });
  if (left !== undefined && !left.isDirectory()) throw new Failure(`${work} is no directory`, 'move it away');
  return false;
}

function release(disk: Disk, out: string, unlock: () => void, made: boolean): void {
  unlock();
  try {
    disk.removeDirectory(path.join(out, workDirectory));
    // Succeeds only when nothing was written.
    if (made) disk.removeDirectory(out);
  } catch (error) {
    if (!hasCode(error, 'ENOTEMPTY', 'EEXIST', 'ENOENT')) throw error;
  }
}
