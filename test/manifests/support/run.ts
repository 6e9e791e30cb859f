/** Runs a program as a user would and gives back all that it said. */
import { spawn } from 'node:child_process';

export interface RunOptions {
  /** The whole environment: nothing is inherited but what stands here. */
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: string;
  /** Leaves stdin open, as that of somebody who is not typing. */
  readonly keepStdinOpen?: boolean;
  readonly cwd?: string;
}

export interface Ran {
  /** Exit code; 128 + signal number is not computed: a killed program has null. */
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Milliseconds. */
  readonly took: number;
}

/** Asynchronous, so that a server in the same test can answer meanwhile. */
export function run(program: string, args: readonly string[], options: RunOptions = {}): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const child = spawn(program, args, { env: options.env ?? {}, cwd: options.cwd, stdio: 'pipe' });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    child.stdin.on('error', () => {}); // a program may end without reading its stdin
    child.stdin.write(options.stdin ?? '');
    if (options.keepStdinOpen !== true) child.stdin.end();
    child.on('error', reject);
    child.on('close', (status) => resolve({ status, stdout, stderr, took: performance.now() - started }));
  });
}
