/** A program that is its own group, started with `detached: true`, and what it has started. */
import { spawnSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { locate } from '../manifests/support/programs.ts';

/** Every state but that of a zombie, which does nothing any more and may never be reaped. */
const alive = 'R,S,D,T,t,I';

/** Waits for what a leader that has ended had started: a rename, say, that is under way still happens. */
export async function groupEnd(leader: number): Promise<void> {
  while (spawnSync(locate('pgrep', 'procps'), ['-r', alive, '-g', String(leader)]).status === 0) await sleep(10);
}

/** Kills all of it, and waits until nothing of it is left to write a file. */
export async function killGroup(leader: number): Promise<void> {
  try {
    process.kill(-leader, 'SIGKILL');
  } catch {
    // It is over already.
  }
  await groupEnd(leader);
}
