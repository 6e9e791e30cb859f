/** A booted Debian machine: systemd as PID 1 in systemd-nspawn, version 1 control groups with every controller. */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, openSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createGroups, joining, removeGroups } from './cgroups.ts';
import { type CommandOptions, type Outcome, pause, run } from './command.ts';
import type { MachineFiles } from './scratch.ts';

const searchPath = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

export interface ExecOptions extends CommandOptions {
  /** Name of the user; root unless told. */
  readonly user?: string;
  readonly variables?: Readonly<Record<string, string>>;
}

function nspawnArgs(scratch: MachineFiles): string[] {
  return [
    ...['--quiet', '--register=no', '--keep-unit', '--console=pipe'],
    scratch.network === undefined ? '--private-network' : `--network-namespace-path=${scratch.network}`,
    ...['--kill-signal=SIGRTMIN+3', '--resolv-conf=off', '--timezone=off', '--capability=all'],
    // runc makes a session keyring and asks the kernel for device filters.
    '--system-call-filter=@keyring bpf',
    `--machine=${scratch.name}`,
    `--hostname=${scratch.hostname}`,
    `--directory=${scratch.root}`,
    ...(scratch.docker === undefined ? [] : [`--bind=${scratch.docker}:/var/lib/docker`]),
    ...(scratch.binds ?? []).map((bind) => `--bind=${bind}`),
    `--bind-ro=${scratch.lab}:/lab`,
    '/usr/sbin/preinit',
  ];
}

function childOf(pid: number): number | undefined {
  const file = `/proc/${pid}/task/${pid}/children`;
  const first = existsSync(file) ? readFileSync(file, 'utf8').split(' ')[0] : undefined;
  return first === undefined || first === '' ? undefined : Number(first);
}

function isSystemd(pid: number): boolean {
  const file = `/proc/${pid}/comm`;
  return existsSync(file) && readFileSync(file, 'utf8') === 'systemd\n';
}

/** PID 1 substitutes `$` in the words of a transient service too (systemd.service(5) "Command lines"). */
function literal(word: string): string {
  return word.replaceAll('$', () => '$$');
}

export class Machine {
  readonly scratch: MachineFiles;
  private nspawn: ChildProcess | undefined;
  private leader = 0;

  constructor(scratch: MachineFiles) {
    this.scratch = scratch;
  }

  /** Boots and waits until systemd has no more jobs; the answer of is-system-running: `running` or `degraded`. */
  async boot(seconds = 240): Promise<string> {
    const groups = createGroups(this.scratch.name);
    const log = openSync(path.join(this.scratch.dir, 'console.log'), 'a');
    const child = spawn('sh', ['-c', joining(groups, 'systemd-nspawn'), 'sh', ...nspawnArgs(this.scratch)], {
      detached: true,
      stdio: ['ignore', log, log],
      env: { ...process.env, SYSTEMD_NSPAWN_UNIFIED_HIERARCHY: '0' },
    });
    this.nspawn = child;
    const end = Date.now() + seconds * 1000;
    while (Date.now() < end) {
      if (child.exitCode !== null || child.pid === undefined) break;
      const leader = childOf(child.pid);
      if (leader !== undefined && isSystemd(leader)) {
        this.leader = leader;
        const state = await this.systemState();
        if (state === 'running' || state === 'degraded') return state;
      }
      await pause(100);
    }
    throw new Error(`the machine did not boot within ${seconds} s; its console:\n${this.console()}`);
  }

  console(): string {
    return readFileSync(path.join(this.scratch.dir, 'console.log'), 'utf8').slice(-4000);
  }

  async systemState(): Promise<string> {
    const asked = await run('nsenter', ['-t', String(this.leader), '-a', 'systemctl', 'is-system-running']);
    return asked.stdout.trim();
  }

  /**
   * Runs a program as a transient service, so that it is in the machine's own control groups (docker and runc
   * misbehave in foreign ones); input, output and exit code pass through.
   */
  exec(argv: readonly string[], options: ExecOptions = {}): Promise<Outcome> {
    const seconds = options.timeout ?? 120;
    // The service has the pipes: what goes on for ever has to be ended in there, or nobody would see their end.
    const limit = [`--property=RuntimeMaxSec=${seconds}`, '--property=TimeoutStopSec=5'];
    const service = ['systemd-run', '--quiet', '--pipe', '--wait', '--collect', ...limit];
    const variables = { HOME: '/root', LANG: 'C.UTF-8', PATH: searchPath, ...options.variables };
    for (const [name, value] of Object.entries(variables)) service.push(`--setenv=${name}=${value}`);
    if (options.user !== undefined) service.push(`--uid=${options.user}`);
    const enter = ['-t', String(this.leader), '-a', 'env', '-i', `PATH=${searchPath}`];
    return run('nsenter', [...enter, ...service, '--', ...argv.map(literal)], { ...options, timeout: seconds + 15 });
  }

  sh(script: string, options: ExecOptions = {}): Promise<Outcome> {
    return this.exec(['/bin/sh', '-c', script], options);
  }

  /** Standard output of a script that has to succeed, without its last newline. */
  async get(script: string, options: ExecOptions = {}): Promise<string> {
    const outcome = await this.sh(script, options);
    if (outcome.code !== 0) {
      throw new Error(`in the machine: ${script}: exit code ${outcome.code}\n${outcome.stderr}${outcome.stdout}`);
    }
    return outcome.stdout.replace(/\n$/, '');
  }

  /** An orderly shutdown (systemd(1) "SIGNALS": SIGRTMIN+4 is poweroff). */
  async powerOff(seconds = 240): Promise<void> {
    await run('kill', ['-s', 'RTMIN+4', String(this.leader)]);
    await this.ended(seconds);
  }

  /** As if the power had gone. */
  async cutPower(): Promise<void> {
    process.kill(this.leader, 'SIGKILL');
    await this.ended(120);
  }

  private async ended(seconds: number): Promise<void> {
    const end = Date.now() + seconds * 1000;
    while (this.nspawn?.exitCode === null && this.nspawn.signalCode === null) {
      if (Date.now() > end) throw new Error(`the machine did not end within ${seconds} s:\n${this.console()}`);
      await pause(50);
    }
    removeGroups(this.scratch.name);
  }
}
