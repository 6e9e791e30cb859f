/** One run at a time in an output directory. A run that was killed leaves its lock, which is taken over. */
import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';
import { Failure, hasCode } from '../failure.ts';
import type { Disk } from './disk.ts';
import { lockFile, workDirectory } from './paths.ts';

interface Holder {
  readonly pid: number;
  readonly host: string;
  /** When the process started, in the kernel's ticks, where /proc says it: a pid may be given again. */
  readonly started: string;
}

/** Attempts when another run makes and removes the same files at this moment. */
const attempts = 20;

/** Takes the lock of `out` or fails; the result gives it back. */
export function acquireLock(disk: Disk, out: string): () => void {
  const lock = path.join(out, lockFile);
  const mine = `${lock}.${process.pid}`;
  const me: Holder = { pid: process.pid, host: hostname(), started: startOf(process.pid) };
  for (let attempt = 0; attempt < attempts; attempt++) {
    try {
      makeWorkDirectory(disk, out);
      if (takeFree(disk, lock, mine, me)) return () => disk.removeFile(lock);
      takeOver(disk, out, lock);
    } catch (error) {
      // Another run made or removed one of the files between two steps.
      if (!hasCode(error, 'ENOENT', 'EEXIST')) throw error;
    }
  }
  throw new Failure(`${lock} is taken and given back all the time`, 'look for other runs of unitc in this directory');
}

function takeFree(disk: Disk, lock: string, mine: string, me: Holder): boolean {
  if (disk.kind(mine) !== 'absent') disk.removeFile(mine);
  disk.writeNew(mine, Buffer.from(JSON.stringify(me)), 0o644);
  try {
    // Only a link appears with its content and fails where another one is.
    disk.link(mine, lock);
    return true;
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false;
    throw error;
  } finally {
    disk.removeFile(mine);
  }
}

function makeWorkDirectory(disk: Disk, out: string): void {
  const work = path.join(out, workDirectory);
  if (disk.kind(work) === 'directory') return;
  disk.makeDirectory(work);
  disk.setMode(work, 0o755);
}

/** Removes the lock of a process that is gone, else fails. */
function takeOver(disk: Disk, out: string, lock: string): void {
  const held = readIfThere(disk, lock);
  if (held === undefined) return;
  const holder = parse(held);
  if (holder !== undefined && mayRun(holder)) {
    throw new Failure(
      `another unitc (process ${holder.pid} on ${holder.host}) is writing to ${out}`,
      holder.host === hostname() ? 'wait for it to end' : `wait for it to end; if it was killed, delete ${lock}`,
    );
  }
  const stale = `${lock}.stale.${process.pid}`;
  if (disk.kind(stale) !== 'absent') disk.removeFile(stale);
  disk.rename(lock, stale);
  // Somebody else may have taken over between reading and renaming: then this is a good lock, give it back.
  if (disk.readText(stale) !== held) disk.link(stale, lock);
  disk.removeFile(stale);
}

function readIfThere(disk: Disk, file: string): string | undefined {
  try {
    return disk.readText(file);
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

function parse(text: string): Holder | undefined {
  try {
    const data: unknown = JSON.parse(text);
    if (typeof data !== 'object' || data === null || !('pid' in data) || !('host' in data) || !('started' in data))
      return;
    const { pid, host, started } = data;
    if (typeof pid !== 'number' || typeof host !== 'string' || typeof started !== 'string') return;
    return { pid, host, started };
  } catch {
    return undefined;
  }
}

/** Removes what runs left that were killed while they took the lock. */
export function removeLeftLocks(disk: Disk, out: string): void {
  for (const name of disk.list(path.join(out, workDirectory))) {
    const pid = /^lock\.(?:stale\.)?(\d+)$/.exec(name)?.[1];
    if (pid === undefined) continue;
    if (Number(pid) === process.pid || !isAlive(Number(pid))) disk.removeFile(path.join(out, workDirectory, name));
  }
}

/** Of a process on another machine nothing can be said, so it is taken for running. */
function mayRun(holder: Holder): boolean {
  if (holder.host !== hostname()) return true;
  return isAlive(holder.pid) && holder.started === startOf(holder.pid);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return !hasCode(error, 'ESRCH');
  }
}

/** Field 22 of /proc/PID/stat, counted behind the program's name in parentheses; empty where there is no /proc. */
function startOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}
