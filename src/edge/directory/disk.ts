/**
 * The file operations of the directory writer, few enough that a test can stop a run after each of them.
 */
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { hasCode } from '../failure.ts';

export type Kind = 'absent' | 'file' | 'directory' | 'symlink' | 'other';

export interface Disk {
  /** Of the path itself: symlinks are not followed. */
  kind(path: string): Kind;
  /** Permission bits. */
  mode(path: string): number;
  /** SHA-256 of a regular file's content. */
  digest(path: string): string;
  readText(path: string): string;
  readLink(path: string): string;
  /** Names, sorted. */
  list(path: string): string[];

  makeDirectory(path: string): void;
  setMode(path: string, mode: number): void;
  /** A new file, on disk with its content and exactly this mode when this returns. */
  writeNew(path: string, content: Uint8Array, mode: number): void;
  makeSymlink(path: string, target: string): void;
  /** Fails where `to` exists. */
  link(from: string, to: string): void;
  /** Replaces `to`. */
  rename(from: string, to: string): void;
  removeFile(path: string): void;
  removeDirectory(path: string): void;
  /** Makes changes of a directory's entries survive a power cut. */
  sync(path: string): void;
}

export const nodeDisk: Disk = {
  kind,
  mode: (path) => fs.lstatSync(path).mode & 0o7777,
  digest,
  readText: (path) => fs.readFileSync(path, 'utf8'),
  readLink: (path) => fs.readlinkSync(path),
  list: (path) => fs.readdirSync(path).sort(),
  makeDirectory: (path) => fs.mkdirSync(path),
  setMode: (path, mode) => fs.chmodSync(path, mode),
  writeNew,
  makeSymlink: (path, target) => fs.symlinkSync(target, path),
  link: (from, to) => fs.linkSync(from, to),
  rename: (from, to) => fs.renameSync(from, to),
  removeFile: (path) => fs.unlinkSync(path),
  removeDirectory: (path) => fs.rmdirSync(path),
  sync,
};

function kind(path: string): Kind {
  let found: fs.Stats | undefined;
  try {
    found = fs.lstatSync(path, { throwIfNoEntry: false });
  } catch (error) {
    if (hasCode(error, 'ENOTDIR')) return 'absent';
    throw error;
  }
  if (found === undefined) return 'absent';
  if (found.isFile()) return 'file';
  if (found.isDirectory()) return 'directory';
  return found.isSymbolicLink() ? 'symlink' : 'other';
}

function digest(path: string): string {
  const hash = createHash('sha256');
  const chunk = Buffer.allocUnsafe(1 << 16);
  const descriptor = fs.openSync(path, fs.constants.O_RDONLY | fs.constants.O_NOFOLLOW);
  try {
    for (let n = fs.readSync(descriptor, chunk); n > 0; n = fs.readSync(descriptor, chunk))
      hash.update(chunk.subarray(0, n));
  } finally {
    fs.closeSync(descriptor);
  }
  return hash.digest('hex');
}

function writeNew(path: string, content: Uint8Array, mode: number): void {
  const descriptor = fs.openSync(path, 'wx', 0o600);
  try {
    fs.writeFileSync(descriptor, content);
    fs.fchmodSync(descriptor, mode);
    fs.fsyncSync(descriptor);
  } finally {
    fs.closeSync(descriptor);
  }
}

function sync(path: string): void {
  const descriptor = fs.openSync(path, fs.constants.O_RDONLY);
  try {
    fs.fsyncSync(descriptor);
  } finally {
    fs.closeSync(descriptor);
  }
}
