/** Everything of a process that commands touch, so that tests run them in their own. */
import { readFileSync } from 'node:fs';

export interface Sink {
  readonly isTTY: boolean;
  write(chunk: string | Uint8Array): void;
}

export interface World {
  readonly stdout: Sink;
  readonly stderr: Sink;
  readonly env: Readonly<Record<string, string | undefined>>;
  readStdin(): Uint8Array;
  changeDirectory(to: string): void;
}

export function processWorld(): World {
  return {
    stdout: sink(process.stdout),
    stderr: sink(process.stderr),
    env: process.env,
    readStdin: () => readFileSync(0),
    changeDirectory: (to) => process.chdir(to),
  };
}

/** Who reads us may stop early (`unitc … | head`): then the rest has no reader, and that is no error. */
function sink(stream: NodeJS.WriteStream): Sink {
  let open = true;
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    open = false;
  });
  return {
    isTTY: stream.isTTY === true,
    write: (chunk) => {
      if (open) stream.write(chunk);
    },
  };
}
