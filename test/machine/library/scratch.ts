/** The folder of one run: a throw-away overlay over the cached root file system, and what is bound into the machine. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { processesOf, removeGroups } from './cgroups.ts';
import { runsDir } from './project.ts';

export interface Scratch {
  /** Also the machine's and the control groups' name. */
  readonly name: string;
  readonly dir: string;
  /** Root of the machine. */
  readonly root: string;
  /** Bound over /var/lib/docker: overlay2 cannot sit on an overlay. */
  readonly docker: string;
  /** Bound read-only at /lab. */
  readonly lab: string;
}

/** Field 22 of proc(5) stat: with the pid it names a process for good, even when pids are used again. */
function startTime(pid: number): string | undefined {
  const file = `/proc/${pid}/stat`;
  if (!existsSync(file)) return undefined;
  const text = readFileSync(file, 'utf8');
  return text.slice(text.lastIndexOf(')') + 2).split(' ')[19];
}

export function openScratch(rootfs: string): Scratch {
  const name = `unitc-${process.pid}`;
  const dir = path.join(runsDir, name);
  const [root, docker, lab] = [path.join(dir, 'root'), path.join(dir, 'docker'), path.join(dir, 'lab')];
  const [upper, work] = [path.join(dir, 'upper'), path.join(dir, 'work')];
  for (const folder of [root, docker, lab, upper, work]) mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(dir, 'owner'), `${process.pid} ${startTime(process.pid)}`);
  const options = `lowerdir=${rootfs},upperdir=${upper},workdir=${work}`;
  const mounted = spawnSync('mount', ['-t', 'overlay', 'overlay', '-o', options, root], { encoding: 'utf8' });
  if (mounted.status !== 0) throw new Error(`cannot mount an overlay at ${root}: ${mounted.stderr}`);
  return { name, dir, root, docker, lab };
}

function kill(name: string): void {
  for (let round = 0; round < 50; round++) {
    const processes = processesOf(name);
    if (processes.length === 0) return;
    for (const pid of processes) {
      try {
        process.kill(pid, 'SIGKILL');
      } catch {
        // It ended between the list and the signal.
      }
    }
    spawnSync('sleep', ['0.1']);
  }
}

/** Ends whatever still runs in the machine and removes its mounts, groups and files. Synchronous: signal handlers call it. */
export function closeScratch(name: string): string[] {
  kill(name);
  const dir = path.join(runsDir, name);
  spawnSync('umount', [path.join(dir, 'root')]);
  const left = removeGroups(name);
  if (spawnSync('mountpoint', ['-q', path.join(dir, 'root')]).status === 0) left.push(`${dir}/root is still mounted`);
  else rmSync(dir, { recursive: true, force: true });
  return left;
}

/** Removes what runs that were killed have left. A run that is still going on is left alone. */
export function removeLeftovers(): void {
  mkdirSync(runsDir, { recursive: true });
  for (const name of readdirSync(runsDir)) {
    const owner = path.join(runsDir, name, 'owner');
    const [pid, since] = existsSync(owner) ? readFileSync(owner, 'utf8').split(' ') : [];
    if (pid !== undefined && since !== undefined && startTime(Number(pid)) === since) continue;
    closeScratch(name);
  }
}
