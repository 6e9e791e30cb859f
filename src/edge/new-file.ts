import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { Failure, hasCode } from './failure.ts';
import { makeDirectories } from './make-directories.ts';

/** Writes a file that must not be there yet, directories on the way included; a symlink is in the way too. */
export function writeNewFile(file: string, text: string): void {
  makeDirectories(path.dirname(file));
  try {
    writeFileSync(file, text, { flag: 'wx' });
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error;
    throw new Failure(`${file} is there already and is not overwritten`, 'name another file, or move it away');
  }
}
