/** A unit file as systemd opens it: src/core/load-fragment.c. */
import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';
import { Failure, isSystemError } from './failure.ts';
import { reason } from './read-text.ts';
import type { World } from './world.ts';

const largest = 20_000_000;

/** Without a byte for devices, as a link to /dev/null masks a unit. Throws a Failure that says what is wrong. */
export function readUnitFile(file: string): Uint8Array {
  try {
    // A FIFO without a writer would block the opening.
    const descriptor = openSync(file, constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      const found = fstatSync(descriptor);
      if (found.isDirectory()) throw new Failure(`cannot read ${file}: it is a directory`);
      if (found.isCharacterDevice() || found.isBlockDevice()) return new Uint8Array();
      if (!found.isFile()) {
        throw new Failure(`cannot read ${file}: it is not a regular file`, 'pipe it in: `-` with --name');
      }
      if (found.size > largest) throw new Failure(`cannot read ${file}: it has more than ${largest} bytes`);
      return readFileSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    throw isSystemError(error) ? new Failure(`cannot read ${file}: ${reason(error)}`) : error;
  }
}

export function readUnitStdin(world: World): Uint8Array {
  const bytes = world.readStdin(largest);
  if (bytes.length > largest) throw new Failure(`standard input has more than ${largest} bytes`);
  return bytes;
}
