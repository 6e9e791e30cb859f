/** Runs programs of this machine, with a time limit that takes the whole process group down. */
import { spawn } from 'node:child_process';

export interface Outcome {
  /** Exit code; 128 + N after signal N; 124 after the time limit, as timeout(1). */
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CommandOptions {
  readonly input?: string | Buffer;
  /** Seconds; 120 unless told. */
  readonly timeout?: number;
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
}

/** Process groups of the programs that are running. */
const groups = new Set<number>();

/** Programs run in groups of their own, which a Ctrl-C at the terminal does not reach. */
export function endCommands(): void {
  for (const group of groups) {
    try {
      process.kill(-group, 'SIGTERM');
    } catch {
      // It is over; only its pipes are held by somebody else.
    }
  }
}

/** Should this program be ended by a signal, its commands are ended first, and `clear` is done. */
export function onSignal(clear: () => void): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => {
      endCommands();
      clear();
      process.exit(130);
    });
  }
}

const signalNumbers: Readonly<Record<string, number>> = { SIGHUP: 1, SIGINT: 2, SIGKILL: 9, SIGTERM: 15 };

export function run(program: string, args: readonly string[], options: CommandOptions = {}): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      detached: true,
      stdio: 'pipe',
      cwd: options.cwd,
      env: options.env ?? process.env,
    });
    const group = child.pid;
    if (group !== undefined) groups.add(group);
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    let late = false;
    const timer = setTimeout(
      () => {
        late = true;
        if (group !== undefined) process.kill(-group, 'SIGKILL');
      },
      (options.timeout ?? 120) * 1000,
    );
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
    child.on('error', (error) => {
      clearTimeout(timer);
      reject(error);
    });
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      if (group !== undefined) groups.delete(group);
      const status = late ? 124 : (code ?? 128 + (signalNumbers[signal ?? ''] ?? 0));
      resolve({ code: status, stdout: Buffer.concat(out).toString(), stderr: Buffer.concat(err).toString() });
    });
    // A program may end without reading what it is given.
    child.stdin.on('error', () => undefined);
    child.stdin.end(options.input ?? '');
  });
}

/** As run(), for a program that has to succeed. */
export async function must(program: string, args: readonly string[], options: CommandOptions = {}): Promise<string> {
  const outcome = await run(program, args, options);
  if (outcome.code !== 0) {
    throw new Error(`${[program, ...args].join(' ')}: exit code ${outcome.code}\n${outcome.stderr}${outcome.stdout}`);
  }
  return outcome.stdout;
}

export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
