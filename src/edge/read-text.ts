/** Texts that a user names: regular files of sane size in UTF-8, and standard input. */
import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';
import { Failure, isSystemError } from './failure.ts';
import type { World } from './world.ts';

const largest = 10_000_000;

/** Throws a Failure that says what is wrong with the file. */
export function readText(file: string): string {
  let bytes: Uint8Array;
  try {
    bytes = readRegular(file);
  } catch (error) {
    if (isSystemError(error)) throw new Failure(`cannot read ${file}: ${reason(error)}`);
    throw error;
  }
  return decodeText(bytes, file);
}

export function readStdin(world: World): string {
  const bytes = world.readStdin(largest);
  if (bytes.length > largest) throw new Failure(`standard input has more than ${largest} bytes`);
  return decodeText(bytes, 'standard input');
}

function readRegular(file: string): Uint8Array {
  // A FIFO without a writer would block the opening.
  const descriptor = openSync(file, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const found = fstatSync(descriptor);
    if (found.isDirectory()) throw new Failure(`cannot read ${file}: it is a directory`);
    if (!found.isFile())
      throw new Failure(`cannot read ${file}: it is not a regular file`, 'pipe it in and name it `-`');
    if (found.size > largest) throw new Failure(`cannot read ${file}: it has more than ${largest} bytes`);
    return readFileSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

export function decodeText(bytes: Uint8Array, file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new Failure(`cannot read ${file}: it is not UTF-8 text`);
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  ENOTDIR: 'a part of its path is no directory',
  EISDIR: 'it is a directory',
  ELOOP: 'its symlinks lead in a circle',
  ENAMETOOLONG: 'the name is too long',
  ENOSPC: 'no space is left on the device',
  EROFS: 'the file system is read-only',
  EXDEV: 'it is on another file system',
  ENXIO: 'it is not a regular file',
};

/** Of a system error, in words. */
export function reason(error: Error & { readonly code: string }): string {
  return reasons[error.code] ?? error.message;
}
