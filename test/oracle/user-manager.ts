/**
 * Services started by a real systemd: an unprivileged `systemd --user` in a mount namespace of its own,
 * with nothing but the services under test. What arrives is what the programs themselves saw.
 */
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Service {
  /** Contents of the files that EnvironmentFile= names, in order. */
  readonly environmentFiles?: readonly (string | Uint8Array)[];
  /** Unit text behind the program of ExecStart=, as it is to stand in the unit. */
  readonly words?: string;
}

export interface Seen {
  /** False when systemd refused to start it. */
  readonly started: boolean;
  readonly argv: readonly string[];
  /** Variables of the service alone, without those that every service gets. */
  readonly environment: Readonly<Record<string, string>>;
}

const manager = '/usr/lib/systemd/systemd';
/** Whom the manager and all that it starts run as. */
export const nobody = 65534;
const program = '#!/bin/sh\nprintf \'%s\\0\' "$@" >"$1.argv"\nexec /usr/bin/env -0 >"$1.env"\n';

/** Version of the systemd that is run, for example `252`. */
export function systemdVersion(): string {
  if (!existsSync(manager)) throw new Error(`no ${manager}: install the package systemd`);
  const version = /^systemd (\d+)/.exec(spawnSync(manager, ['--version'], { encoding: 'utf8' }).stdout)?.[1];
  if (version === undefined) throw new Error(`${manager} --version says no version`);
  return version;
}

/** Starts all of them at once and returns what each saw, in order. Takes about a second. */
export function runServices(services: readonly Service[]): Seen[] {
  return runManager(
    (directory) => writeServices(directory, services),
    (directory) => {
      const common = new Set(Object.keys(see(directory, 'common').environment));
      return services.map((_service, index) => see(directory, `s${index}`, common));
    },
  );
}

/**
 * Runs a manager that starts default.target of the `units/` that `prepare` writes, until one of its units ends
 * it; then `read` finds what they wrote to `out/`.
 */
export function runManager<T>(prepare: (directory: string) => void, read: (directory: string) => T): T {
  if (process.getuid?.() !== 0) throw new Error('run as root: systemd needs a cgroup and a mount namespace of its own');
  const directory = mkdtempSync(join(tmpdir(), 'unitc-user-manager-'));
  const cgroups = makeCgroups();
  try {
    for (const name of ['units', 'run', 'out', 'empty']) mkdirSync(join(directory, name));
    for (const name of ['run', 'out']) chownSync(join(directory, name), nobody, nobody);
    chmodSync(directory, 0o755);
    chmodSync(join(directory, 'run'), 0o700);
    prepare(directory);
    start(directory, cgroups);
    return read(directory);
  } finally {
    for (const cgroup of cgroups) removeCgroup(cgroup);
    rmSync(directory, { recursive: true });
  }
}

function writeServices(directory: string, services: readonly Service[]): void {
  const write = (name: string, content: string | Uint8Array, mode = 0o644): void => {
    writeFileSync(join(directory, name), content);
    chmodSync(join(directory, name), mode);
  };
  write('program', program, 0o755);
  const all: [string, Service][] = services.map((service, index) => [`s${index}`, service]);
  all.push(['common', {}]);
  for (const [name, { environmentFiles = [], words = '' }] of all) {
    const files = environmentFiles.map((content, index) => {
      write(`${name}-${index}`, content);
      return `EnvironmentFile=${directory}/${name}-${index}\n`;
    });
    const exec = `ExecStart=${directory}/program ${directory}/out/${name} ${words}\nStandardOutput=null\n`;
    write(`units/${name}.service`, `${unit}[Service]\nType=oneshot\n${files.join('')}${exec}`);
  }
  const names = all.map(([name]) => `${name}.service`).join(' ');
  write('units/default.target', `${unit}Wants=${names} finish.service\n`);
  const finish = `${unit}After=${names}\nSuccessAction=exit-force\n[Service]\nType=oneshot\nExecStart=/bin/true\n`;
  write('units/finish.service', finish);
}

const unit = '[Unit]\nDefaultDependencies=no\n';

function start(directory: string, cgroups: readonly string[]): void {
  // A user manager wants /run/systemd/system to exist and a cgroup that it may write to.
  const script = [
    'set -e',
    'mount --make-rprivate /',
    'mount -t tmpfs tmpfs /run',
    'mkdir -p /run/systemd/system',
    ...cgroups.map((cgroup) => `echo $$ >${cgroup}/cgroup.procs`),
    ...cgroups.map((cgroup) => `chown -R ${nobody} ${cgroup}`),
    `exec setpriv --reuid=${nobody} --regid=${nobody} --clear-groups ${manager} --user --log-target=null --show-status=no`,
  ].join('\n');
  const run = spawnSync('unshare', ['--mount', '--fork', '--kill-child', 'sh', '-c', script], {
    encoding: 'utf8',
    timeout: 340_000,
    killSignal: 'SIGKILL',
    env: {
      PATH: '/usr/sbin:/usr/bin:/sbin:/bin',
      HOME: directory,
      XDG_RUNTIME_DIR: join(directory, 'run'),
      SYSTEMD_UNIT_PATH: join(directory, 'units'),
      SYSTEMD_GENERATOR_PATH: join(directory, 'empty'),
      SYSTEMD_ENVIRONMENT_GENERATOR_PATH: join(directory, 'empty'),
    },
  });
  if (run.error !== undefined || run.status !== 0) {
    throw new Error(`systemd --user: ${run.error?.message ?? `exit ${run.status}`} ${run.stderr}`);
  }
}

function see(directory: string, name: string, without: ReadonlySet<string> = new Set()): Seen {
  const words = (suffix: string): string[] => {
    const file = join(directory, 'out', name + suffix);
    return existsSync(file) ? readFileSync(file, 'utf8').split('\0').slice(0, -1) : [];
  };
  const argv = words('.argv');
  const variables = words('.env').map((word): [string, string] => {
    const at = word.indexOf('=');
    return [word.slice(0, at), word.slice(at + 1)];
  });
  const environment = Object.fromEntries(variables.filter(([key]) => !without.has(key)));
  return { started: argv.length > 0, argv: argv.slice(1), environment };
}

/** One of each hierarchy that systemd uses: version 2, version 1 by name, or both. */
function makeCgroups(): string[] {
  const roots = ['/sys/fs/cgroup', '/sys/fs/cgroup/unified', '/sys/fs/cgroup/systemd'];
  return roots
    .filter((root) => existsSync(join(root, 'cgroup.procs')))
    .map((root) => {
      const cgroup = join(root, `unitc-oracle-${process.pid}`);
      mkdirSync(cgroup, { recursive: true });
      return cgroup;
    });
}

/** With what the manager left behind when it was killed itself; the kernel may need a while to be done with that. */
function removeCgroup(cgroup: string): void {
  for (const name of readdirSync(cgroup)) {
    const inner = join(cgroup, name);
    if (statSync(inner).isDirectory()) removeCgroup(inner);
  }
  for (let attempt = 0; ; attempt++) {
    killProcesses(cgroup);
    try {
      rmdirSync(cgroup);
      return;
    } catch (error) {
      if (attempt === 100) throw error;
    }
    spawnSync('sleep', ['0.05']);
  }
}

function killProcesses(cgroup: string): void {
  const processes = readFileSync(join(cgroup, 'cgroup.procs'), 'utf8').split('\n').filter(Boolean).map(Number);
  for (const id of processes.filter((one) => one > 1)) {
    try {
      process.kill(id, 'SIGKILL');
    } catch {
      // It ended between the list and the signal.
    }
  }
}
