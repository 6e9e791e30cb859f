/** An archive of anybody's → its members. */
import fs from 'node:fs';
import { looksLikeTar, readTar, type TarMember } from '../inputs/tar.ts';
import { Failure } from './failure.ts';
import { isZstd, zstdDecompress } from './zstd.ts';

/** By the beginning of a file. */
export function looksLikeArchive(bytes: Uint8Array): boolean {
  return isZstd(bytes) || looksLikeTar(bytes);
}

/** In bytes; far more than build writes. */
export const largestArchive = 200_000_000;

export type ArchiveMembers = ReadonlyMap<string, TarMember>;

/** `largest` is in bytes, before and after it is uncompressed. Throws a Failure for what is no archive. */
export async function readArchive(name: string, largest = largestArchive): Promise<ArchiveMembers> {
  if (fs.statSync(name).size > largest) throw new Failure(`cannot read ${name}: it ${tooLarge(largest)}`);
  return archiveMembers(name, fs.readFileSync(name), largest);
}

/** `name` is for messages. Throws a Failure for what is no archive. */
export async function archiveMembers(
  name: string,
  bytes: Uint8Array,
  largest = largestArchive,
): Promise<ArchiveMembers> {
  const plain = isZstd(bytes) ? zstdDecompress(bytes, largest) : bytes;
  if (plain === undefined) throw new Failure(`cannot read ${name}: it is damaged, or ${tooLarge(largest)}`);
  const read = await readTar(plain, largest);
  if (!read.ok) throw new Failure(`cannot read ${name}: it ${read.reason}`);
  return read.members;
}

function tooLarge(largest: number): string {
  return `has more than ${largest} bytes`;
}
