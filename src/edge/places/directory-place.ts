/** A directory, as the root of a host: links above a path are followed below it, and lead nowhere out of it. */
import fs from 'node:fs';
import path from 'node:path';
import { compareBytes } from '../../core/order.ts';
import type { Entry } from '../../diff/entry.ts';
import { directoryRoot, pathBelow } from '../directory-root.ts';
import { Failure, hasCode, isSystemError } from '../failure.ts';
import { reason } from '../read-text.ts';
import { eachEntry, type Place } from './place.ts';

/** Of one file. What build writes is far smaller. */
const largestFile = 20_000_000;

/** `hasOwners`: whether entries say whose they are, by number but for root's. */
export function directoryPlace(directory: string, hasOwners = false): Place {
  const root = directoryRoot(directory);
  const real = (at: string) => pathBelow(root, directory, at);
  const entry = (at: string): Entry | undefined => {
    const file = real(at);
    return file === undefined ? undefined : entryAt(file, hasOwners);
  };
  return {
    name: directory,
    entry,
    entries: (paths) => eachEntry({ entry }, paths),
    names: (at) => {
      const file = real(at);
      return file === undefined ? [] : namesIn(file);
    },
    isDirectory: (at) => {
      const file = real(at);
      return file !== undefined && fs.lstatSync(file, { throwIfNoEntry: false })?.isDirectory() === true;
    },
    below: (at) => directoryPlace(path.join(directory, at), hasOwners),
  };
}

/** Undefined for what is not there; links are not followed. */
function entryAt(file: string, hasOwners: boolean): Entry | undefined {
  try {
    const found = fs.lstatSync(file);
    const mode = found.mode & 0o7777;
    const common = hasOwners ? { owner: ownerOf(found) } : {};
    if (found.isSymbolicLink()) return { type: 'symlink', target: fs.readlinkSync(file), ...common };
    if (found.isDirectory()) return { type: 'directory', mode, ...common };
    if (found.isFile()) return { type: 'file', mode, content: readRegular(file), ...common };
  } catch (error) {
    if (hasCode(error, 'ENOENT', 'ENOTDIR')) return undefined;
    throw isSystemError(error) ? new Failure(`cannot read ${file}: ${reason(error)}`) : error;
  }
  throw new Failure(`cannot read ${file}: it is no file, directory or symlink`);
}

/** Root's are named in every manifest; of others, only the number is known here. */
function ownerOf({ uid, gid }: fs.Stats): string {
  return uid === 0 && gid === 0 ? 'root:root' : `${uid}:${gid}`;
}

function readRegular(file: string): Uint8Array {
  const found = fs.statSync(file);
  if (found.size > largestFile) throw new Failure(`cannot read ${file}: it has more than ${largestFile} bytes`);
  return fs.readFileSync(file);
}

function namesIn(directory: string): string[] {
  try {
    return fs.readdirSync(directory).sort(compareBytes);
  } catch (error) {
    if (hasCode(error, 'ENOENT', 'ENOTDIR')) return [];
    throw isSystemError(error) ? new Failure(`cannot read ${directory}: ${reason(error)}`) : error;
  }
}
