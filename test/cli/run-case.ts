/** Runs the command line in this process, as main.ts does, and keeps what it printed. */

import { run } from '../../src/cli/run.ts';
import type { World } from '../../src/edge/world.ts';

export interface Ran {
  readonly exit: number;
  readonly stdout: string;
  readonly stderr: string;
  /** Of standard output. */
  readonly bytes: Uint8Array;
}

export interface Terminal {
  readonly stdin?: string | Uint8Array;
  readonly env?: World['env'];
  readonly stdoutIsTTY?: boolean;
  readonly stderrIsTTY?: boolean;
}

export async function unitc(words: readonly string[], terminal: Terminal = {}): Promise<Ran> {
  const stdout: Uint8Array[] = [];
  const stderr: Uint8Array[] = [];
  const sink = (chunks: Uint8Array[], isTTY = false) => ({
    isTTY,
    write: (chunk: string | Uint8Array) => void chunks.push(Buffer.from(chunk)),
  });
  const start = process.cwd();
  try {
    const exit = await run(words, {
      stdout: sink(stdout, terminal.stdoutIsTTY),
      stderr: sink(stderr, terminal.stderrIsTTY),
      env: terminal.env ?? {},
      readStdin: () => Buffer.from(terminal.stdin ?? ''),
      changeDirectory: (to) => process.chdir(to),
    });
    const bytes = Buffer.concat(stdout);
    return { exit, stdout: bytes.toString('utf8'), stderr: Buffer.concat(stderr).toString('utf8'), bytes };
  } finally {
    process.chdir(start);
  }
}
