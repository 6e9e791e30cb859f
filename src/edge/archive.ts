/** Archives as products: replaced as a whole, never half written, never over anything but a regular file. */
import fs from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { nodeDisk } from './directory/disk.ts';
import { Failure } from './failure.ts';
import { makeDirectories } from './make-directories.ts';
import { largestArchive } from './read-archive.ts';
import { isZstd, zstdDecompress } from './zstd.ts';

/** Refuses a target before any is written. */
export function checkArchiveTarget(file: string): void {
  const kind = nodeDisk.kind(file);
  if (kind === 'directory')
    throw new Failure(`${file} is a directory`, 'name a file, or leave out --as to write a directory');
  if (kind !== 'absent' && kind !== 'file') {
    throw new Failure(`${file} is not a regular file`, 'write to standard output with `-o -` and redirect it');
  }
}

export function writeArchive(file: string, bytes: Uint8Array): void {
  makeDirectories(path.dirname(file));
  const temporary = path.join(path.dirname(file), `.${path.basename(file)}.${process.pid}.new`);
  try {
    fs.rmSync(temporary, { force: true });
    nodeDisk.writeNew(temporary, bytes, 0o644);
    fs.renameSync(temporary, file);
  } catch (error) {
    fs.rmSync(temporary, { force: true });
    throw error;
  }
  nodeDisk.sync(path.dirname(file));
}

/** Compressed bytes differ between versions of zlib and zstd, so what they hold is compared. */
export function compareArchive(file: string, bytes: Uint8Array): 'missing' | 'stale' | 'same' {
  checkArchiveTarget(file);
  if (nodeDisk.kind(file) === 'absent') return 'missing';
  return Buffer.compare(plain(fs.readFileSync(file)), plain(bytes)) === 0 ? 'same' : 'stale';
}

function plain(bytes: Uint8Array): Uint8Array {
  if (isZstd(bytes)) return zstdDecompress(bytes, largestArchive) ?? bytes;
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    return gunzipSync(bytes);
  } catch {
    return bytes;
  }
}
