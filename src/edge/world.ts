/** Everything of a process that commands touch, so that tests run them in their own. */
import { readSync } from 'node:fs';
import { isSystemError } from './failure.ts';

export interface Sink {
  readonly isTTY: boolean;
  /** Of a terminal. */
  readonly columns?: number;
  write(chunk: string | Uint8Array): void;
}

export interface World {
  readonly stdout: Sink;
  readonly stderr: Sink;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** All of it, or the first bytes where it has more than `most`: one byte more. */
  readStdin(most: number): Uint8Array;
  changeDirectory(to: string): void;
}

type Lost = (error: Error & { readonly code: string }) => void;

/** `lost` hears of standard output that did not arrive, such as on a full disk: possibly after the command has ended. */
export function processWorld(lost: Lost): World {
  return {
    stdout: sink(process.stdout, lost),
    // Where this one is lost, the exit code is what is left to say it.
    stderr: sink(process.stderr, () => undefined),
    env: process.env,
    readStdin,
    changeDirectory: (to) => process.chdir(to),
  };
}

/** Who reads us may stop early (`unitc … | head`): then the rest has no reader, and that is no error. */
function sink(stream: NodeJS.WriteStream, lost: Lost): Sink {
  let open = true;
  stream.on('error', (error) => {
    open = false;
    if (!isSystemError(error)) throw error;
    if (error.code !== 'EPIPE') lost(error);
  });
  return {
    isTTY: stream.isTTY === true,
    ...(stream.isTTY && { columns: stream.columns }),
    write: (chunk) => {
      if (open) stream.write(chunk);
    },
  };
}

/** A device may never end. */
function readStdin(most: number): Uint8Array {
  const chunks: Uint8Array[] = [];
  let size = 0;
  while (size <= most) {
    const chunk = Buffer.alloc(Math.min(65_536, most + 1 - size));
    const length = readSync(0, chunk);
    if (length === 0) break;
    chunks.push(chunk.subarray(0, length));
    size += length;
  }
  return Buffer.concat(chunks);
}
