import fs from 'node:fs';

/** The first 512 bytes of a file, or fewer: a header of tar. */
export function beginning(name: string): Uint8Array {
  const bytes = Buffer.alloc(512);
  const descriptor = fs.openSync(name, 'r');
  try {
    return bytes.subarray(0, fs.readSync(descriptor, bytes));
  } finally {
    fs.closeSync(descriptor);
  }
}
