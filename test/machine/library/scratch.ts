/** The folder of one run: throw-away overlays over the cached root file system, and what is bound into the machines. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { endProcesses, groupsOf, removeGroups } from './cgroups.ts';
import { removeNamespaces } from './lan.ts';
import { runsDir } from './project.ts';

/** Folder of the other machines, one for each. */
const machines = 'machines';

export interface MachineFiles {
  /** Also the machine's and the control groups' name. */
  readonly name: string;
  readonly hostname: string;
  readonly dir: string;
  /** Root of the machine. */
  readonly root: string;
  /** Bound over /var/lib/docker, where docker runs: overlay2 cannot sit on an overlay. */
  readonly docker?: string;
  /** Further mounts, as `--bind=` of systemd-nspawn takes them. */
  readonly binds?: readonly string[];
  /** Bound read-only at /lab. */
  readonly lab: string;
  /** Path of the network namespace; without it the machine has a network of its own, with nobody else in it. */
  readonly network?: string;
}

/** The first machine's files; those of others lie below them. */
export interface Scratch extends MachineFiles {
  /** The cached root file system. */
  readonly base: string;
}

/** Field 22 of proc(5) stat: with the pid it names a process for good, even when pids are used again. */
function startTime(pid: number): string | undefined {
  const file = `/proc/${pid}/stat`;
  if (!existsSync(file)) return undefined;
  const text = readFileSync(file, 'utf8');
  return text.slice(text.lastIndexOf(')') + 2).split(' ')[19];
}

/** Mounts a fresh overlay at DIR/root. */
function overlay(dir: string, base: string): string {
  const [root, upper, work] = [path.join(dir, 'root'), path.join(dir, 'upper'), path.join(dir, 'work')];
  for (const folder of [root, upper, work]) mkdirSync(folder, { recursive: true });
  const options = `lowerdir=${base},upperdir=${upper},workdir=${work}`;
  const mounted = spawnSync('mount', ['-t', 'overlay', 'overlay', '-o', options, root], { encoding: 'utf8' });
  if (mounted.status !== 0) throw new Error(`cannot mount an overlay at ${root}: ${mounted.stderr}`);
  return root;
}

export function openScratch(base: string): Scratch {
  const name = `unitc-${process.pid}`;
  const dir = path.join(runsDir, name);
  const [docker, lab] = [path.join(dir, 'docker'), path.join(dir, 'lab')];
  mkdirSync(dir, { recursive: true });
  writeFileSync(path.join(dir, 'owner'), `${process.pid} ${startTime(process.pid)}`);
  for (const folder of [docker, lab]) mkdirSync(folder);
  return { name, hostname: 'master-1', dir, root: overlay(dir, base), docker, lab, base };
}

/** Files of one more machine of the run, in a network with others or alone. */
export function openMachine(
  scratch: Scratch,
  hostname: string,
  network?: string,
  options: { readonly docker?: boolean; readonly binds?: readonly string[] } = {},
): MachineFiles {
  const dir = path.join(scratch.dir, machines, hostname);
  const root = overlay(dir, scratch.base);
  writeFileSync(path.join(root, 'etc/hostname'), `${hostname}\n`);
  const common = { name: `${scratch.name}-${hostname}`, hostname, dir, root, lab: scratch.lab };
  const files = { ...common, ...(network !== undefined && { network }) };
  const binds = options.binds ?? [];
  if (!options.docker) return { ...files, binds };
  const docker = path.join(dir, 'docker');
  mkdirSync(docker);
  return { ...files, binds, docker };
}

/** Unmounts a root and removes everything of that machine; returns what is left. */
export function removeFiles(dir: string): string[] {
  const root = path.join(dir, 'root');
  const isMounted = () => spawnSync('mountpoint', ['-q', root]).status === 0;
  // What has just ended may still hold it.
  for (let round = 0; round < 50 && isMounted(); round++) {
    if (spawnSync('umount', [root]).status !== 0) spawnSync('sleep', ['0.1']);
  }
  if (isMounted()) return [`${root} is still mounted`];
  rmSync(dir, { recursive: true, force: true });
  return [];
}

/** Ends whatever still runs in the machines and removes their mounts, groups, networks and files. Synchronous: signal handlers call it. */
export function closeScratch(name: string): string[] {
  const groups = groupsOf(name);
  for (const group of groups) endProcesses(group);
  const dir = path.join(runsDir, name);
  const others = path.join(dir, machines);
  const inner = existsSync(others) ? readdirSync(others).flatMap((host) => removeFiles(path.join(others, host))) : [];
  // What is still mounted below must not be removed with what is around it.
  const files = inner.length > 0 ? inner : removeFiles(dir);
  return [...groups.flatMap(removeGroups), ...removeNamespaces(name), ...files];
}

/** Removes what runs that were killed have left. A run that is still going on is left alone. */
export function removeLeftovers(): void {
  mkdirSync(runsDir, { recursive: true });
  for (const name of readdirSync(runsDir)) {
    const owner = path.join(runsDir, name, 'owner');
    const [pid = '', since] = existsSync(owner) ? readFileSync(owner, 'utf8').split(' ') : [];
    if (since !== undefined && startTime(Number(pid)) === since) continue;
    // One that is just beginning has not said yet whose it is.
    if (since === undefined && existsSync(`/proc/${name.replace(/^unitc-/, '')}`)) continue;
    closeScratch(name);
  }
}
