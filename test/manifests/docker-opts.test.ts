import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { effectiveEnvironment, parseEnvFile } from '../../src/codec/env-file/index.ts';
import { encodeBytes, splitVariable } from '../../src/codec/unit/index.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';
import { everyHost, fillPath, helperPath, recorded, recorder } from './support/programs.ts';
import { type Ran, run } from './support/run.ts';
import { shells } from './support/shells.ts';

const lease = 'FLANNEL_NETWORK=10.40.0.0/16\nFLANNEL_SUBNET=10.40.7.1/24\nFLANNEL_MTU=1450\nFLANNEL_IPMASQ=false\n';

interface Host {
  readonly lease?: string;
  /** Process of docker, as systemd knows it; none where there is no systemd. */
  readonly mainPid?: number;
  readonly shell?: readonly string[];
  readonly options?: readonly string[];
}

interface Result extends Ran {
  readonly written: string | undefined;
  readonly calls: string[][];
  readonly left: string[];
}

async function dockerOpts(host: Host, variable = 'DOCKER_OPTS'): Promise<Result> {
  const directory = temporaryDirectory();
  const path = join(directory, 'path');
  const state = join(directory, 'run');
  for (const folder of [path, state]) mkdirSync(folder);
  const log = join(directory, 'log');
  writeFileSync(log, '');
  const systemctl = recorder(log, `[ "$1" != show ] || echo MainPID=${host.mainPid ?? 0}`);
  fillPath(path, everyHost, host.mainPid === undefined ? {} : { systemctl });
  const env = join(state, 'subnet.env');
  if (host.lease !== undefined) writeFileSync(env, host.lease);
  const file = join(state, 'docker');
  const [program = helperPath('docker-opts'), ...before] = host.shell ? [...host.shell, helperPath('docker-opts')] : [];
  const args = [...before, ...(host.options ?? []), variable, file, env];
  const ran = await run(program, args, { env: { PATH: path } });
  const written = existsSync(file) ? readFileSync(file, 'utf8') : undefined;
  return { ...ran, written, calls: recorded(log), left: readdirSync(state).filter((name) => name.includes('new')) };
}

/** A process whose command line ends in these words, as docker's daemon has it. */
async function withProcess<T>(words: readonly string[], body: (pid: number) => Promise<T>): Promise<T> {
  const daemon = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)', '--', ...words], { stdio: 'ignore' });
  try {
    return await body(daemon.pid ?? 0);
  } finally {
    daemon.kill('SIGKILL');
  }
}

describe('what is written', () => {
  it.each(shells)('is one variable that systemd splits into options, under %s', async (_, shell) => {
    const ran = await dockerOpts({ lease, shell });
    expect(ran).toMatchObject({ status: 0, stderr: '', left: [] });
    expect(ran.written).toBe('DOCKER_OPTS=" --bip=10.40.7.1/24 --ip-masq=true --mtu=1450"\n');
    const [[name, value] = []] = effectiveEnvironment([parseEnvFile(encodeBytes(ran.written ?? ''))]);
    expect(name).toBe('DOCKER_OPTS');
    expect(splitVariable(value ?? '')).toEqual(['--bip=10.40.7.1/24', '--ip-masq=true', '--mtu=1450']);
  });

  it('leaves masquerading to flannel where flannel does it', async () => {
    const ran = await dockerOpts({ lease: lease.replace('IPMASQ=false', 'IPMASQ=true') }, 'DOCKER_NETWORK_OPTIONS');
    expect(ran.written).toBe('DOCKER_NETWORK_OPTIONS=" --bip=10.40.7.1/24 --ip-masq=false --mtu=1450"\n');
  });

  it('reads a lease without a last newline, and with keys it does not know', async () => {
    const ran = await dockerOpts({ lease: `FLANNEL_IPV6_SUBNET=fd00::1/64\n${lease.trimEnd()}` });
    expect(ran.written).toBe('DOCKER_OPTS=" --bip=10.40.7.1/24 --ip-masq=true --mtu=1450"\n');
  });

  it.each([
    ['no lease', undefined, 'flanneld has no lease'],
    ['an empty one', '', 'does not say which subnet and MTU'],
    ['no MTU', 'FLANNEL_SUBNET=10.40.7.1/24\n', 'does not say which subnet and MTU'],
    ['a command for a subnet', 'FLANNEL_SUBNET=$(touch /x)/24\nFLANNEL_MTU=1450\n', 'does not say'],
    ['a quote in the MTU', 'FLANNEL_SUBNET=10.40.7.1/24\nFLANNEL_MTU=1"\n', 'does not say'],
    ['an address without a prefix', 'FLANNEL_SUBNET=10.40.7.1\nFLANNEL_MTU=1450\n', 'does not say'],
  ])('is nothing with %s', async (_, text, why) => {
    const ran = await dockerOpts(text === undefined ? {} : { lease: text });
    expect(ran).toMatchObject({ status: 1, written: undefined, left: [] });
    expect(ran.stderr).toContain(why);
  });

  it('is nothing where the file cannot be written', async () => {
    const env = join(temporaryDirectory(), 'subnet.env');
    writeFileSync(env, lease);
    const path = fillPath(temporaryDirectory(), everyHost);
    const ran = await run(helperPath('docker-opts'), ['X', '/nowhere/docker', env], { env: { PATH: path } });
    expect(ran.status).toBe(1);
    expect(ran.stderr).toContain('docker-opts: cannot write /nowhere/docker\n');
  });

  it.each([[[]], [['X']], [['1X', '/a']], [['X', 'a']], [['X', '/a/']], [['--late=never', 'X', '/a']], [['', '/a']]])(
    'refuses the arguments %j',
    async (args) => {
      const ran = await run(helperPath('docker-opts'), args, {
        env: { PATH: fillPath(temporaryDirectory(), everyHost) },
      });
      expect(ran.status).toBe(64);
      expect(ran.stderr).toContain('usage: docker-opts [--late=restart|report] VARIABLE FILE');
    },
  );
});

describe('a docker that came too early', () => {
  const restarted = ['systemctl', '--no-block', 'restart', 'docker.service'];

  it('is left alone while it has no process: it still waits for the file', async () => {
    const ran = await dockerOpts({ lease, mainPid: 0, options: ['--late=restart'] });
    expect(ran).toMatchObject({ status: 0, stderr: '' });
    expect(ran.calls).toHaveLength(1);
  });

  it('is left alone where it has these options', async () => {
    const ran = await withProcess(['--bip=10.40.7.1/24', '--mtu=1450'], (mainPid) =>
      dockerOpts({ lease, mainPid, options: ['--late=restart'] }),
    );
    expect(ran).toMatchObject({ status: 0, stderr: '' });
    expect(ran.calls).not.toContainEqual(restarted);
  });

  it('is restarted, without waiting for it, where it has none', async () => {
    const ran = await withProcess([], (mainPid) => dockerOpts({ lease, mainPid, options: ['--late=restart'] }));
    expect(ran.status).toBe(0);
    expect(ran.stderr).toContain(
      "docker does not use flannel's subnet 10.40.7.1/24: it started before flanneld had a lease",
    );
    expect(ran.calls).toContainEqual(restarted);
  });

  it('is reported with the cure', async () => {
    const ran = await withProcess(['--bip=10.40.9.1/24'], (mainPid) =>
      dockerOpts({ lease, mainPid, options: ['--late=report'] }),
    );
    expect(ran.status).toBe(0);
    expect(ran.stderr).toContain('it has the subnet 10.40.9.1/24; to cure it run: systemctl restart docker.service');
    expect(ran.calls).not.toContainEqual(restarted);
    expect(ran.written).toContain('--bip=10.40.7.1/24');
  });
});
