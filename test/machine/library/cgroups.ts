/** A control group of its own for each machine, in every version 1 hierarchy. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const top = '/sys/fs/cgroup';

function groups(name: string): string[] {
  return readdirSync(top, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => path.join(top, entry.name, name));
}

/** Names of the groups of a run: that of its first machine, and those that begin with it and a dash. */
export function groupsOf(run: string): string[] {
  return readdirSync(path.join(top, 'pids')).filter((name) => name === run || name.startsWith(`${run}-`));
}

/** Shell that puts itself into groups and becomes a program. */
export function joining(made: readonly string[], program: string): string {
  return `for g in ${made.join(' ')}; do echo $$ > "$g/cgroup.procs"; done; exec ${program} "$@"`;
}

export function createGroups(name: string): string[] {
  const made = groups(name);
  for (const group of made) mkdirSync(group, { recursive: true });
  // A fresh cpuset group takes no process before it has CPUs and memory nodes (cpuset(7)).
  for (const file of ['cpuset.cpus', 'cpuset.mems']) {
    const wanted = readFileSync(path.join(top, 'cpuset', file));
    writeFileSync(path.join(top, 'cpuset', name, file), wanted);
  }
  return made;
}

/** What `read` gives, or `otherwise` where the group went away meanwhile: a live machine makes and removes them all the time. */
function whileThere<T>(read: () => T, otherwise: T): T {
  try {
    return read();
  } catch {
    return otherwise;
  }
}

function below(group: string): string[] {
  if (!existsSync(group)) return [];
  const entries = whileThere(() => readdirSync(group, { withFileTypes: true }), []);
  const children = entries.filter((entry) => entry.isDirectory());
  return [...children.flatMap((entry) => below(path.join(group, entry.name))), group];
}

/** Every process of a machine, whatever its parent: the last resort when nspawn itself is gone. */
export function processesOf(name: string): number[] {
  const found = new Set<number>();
  for (const group of groups(name).flatMap(below)) {
    const processes = whileThere(() => readFileSync(path.join(group, 'cgroup.procs'), 'utf8'), '');
    for (const line of processes.split('\n')) {
      if (line !== '' && line !== '0') found.add(Number(line));
    }
  }
  return [...found];
}

/** Kills every process of a machine, those too that come meanwhile. Synchronous: signal handlers call it. */
export function endProcesses(name: string): void {
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

function isRemoved(group: string): boolean {
  try {
    rmdirSync(group);
    return true;
  } catch {
    return false;
  }
}

/** Children first, as rmdir(2) demands, until the kernel is done with who was in there; returns what could not be removed. */
export function removeGroups(name: string): string[] {
  for (let round = 0; ; round++) {
    const left = groups(name)
      .flatMap(below)
      .filter((group) => !isRemoved(group));
    if (left.length === 0 || round === 50) return left;
    spawnSync('sleep', ['0.1']);
  }
}
