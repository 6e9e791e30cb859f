/** Real servers from Debian's packages, each with its own directories: nothing of this machine's own docker is touched. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { unpacked } from './debian.ts';
import { freePort } from './etcd-container.ts';
import { locate } from './programs.ts';
import { run } from './run.ts';

export interface Running {
  stop(): Promise<void>;
}

export interface Docker extends Running {
  /** The client, and the variable that leads it to this daemon. */
  readonly client: string;
  readonly env: { readonly DOCKER_HOST: string };
}

/** A docker daemon without bridge and firewall rules: it loads, pulls, creates and exports. */
export async function startDocker(directory: string): Promise<Docker> {
  const bin = join(unpacked('docker.io'), 'usr/bin');
  const path = [
    join(unpacked('docker.io'), 'usr/sbin'),
    bin,
    join(unpacked('containerd'), 'usr/bin'),
    process.env.PATH,
    '/usr/sbin',
  ];
  const env = { DOCKER_HOST: `unix://${join(directory, 'docker.sock')}` };
  const places = [
    '--data-root',
    join(directory, 'data'),
    '--exec-root',
    join(directory, 'exec'),
    '--pidfile',
    join(directory, 'pid'),
  ];
  const daemon = spawn(
    join(unpacked('docker.io'), 'usr/sbin/dockerd'),
    [...places, '--host', env.DOCKER_HOST, '--bridge=none', '--iptables=false'],
    {
      env: { ...process.env, PATH: path.join(':') },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const client = join(bin, 'docker');
  await answering(daemon, 'dockerd', async () => (await run(client, ['version'], { env })).status === 0);
  return { client, env, stop: () => stop(daemon) };
}

export interface Registry extends Running {
  /** `127.0.0.1:PORT`: docker takes plain http from there by itself. */
  readonly address: string;
  /** A registries.conf(5) with which skopeo and podman take it too. */
  readonly registriesConf: string;
}

export interface RegistryOptions {
  /** A line of htpasswd(1), in bcrypt: without it everybody may pull and push. */
  readonly htpasswd?: string;
}

export async function startRegistry(directory: string, { htpasswd }: RegistryOptions = {}): Promise<Registry> {
  mkdirSync(directory);
  const address = `127.0.0.1:${await freePort()}`;
  const config = {
    version: '0.1',
    storage: { filesystem: { rootdirectory: join(directory, 'data') } },
    http: { addr: address },
    ...(htpasswd !== undefined && { auth: { htpasswd: { realm: 'lab', path: join(directory, 'htpasswd') } } }),
  };
  if (htpasswd !== undefined) writeFileSync(join(directory, 'htpasswd'), `${htpasswd}\n`);
  writeFileSync(join(directory, 'config.yml'), JSON.stringify(config));
  const registriesConf = join(directory, 'registries.conf');
  writeFileSync(registriesConf, `[[registry]]\nlocation = "${address}"\ninsecure = true\n`);
  const server = spawn(
    join(unpacked('docker-registry'), 'usr/bin/docker-registry'),
    ['serve', join(directory, 'config.yml')],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  await answering(server, 'docker-registry', async () => {
    const answer = await fetch(`http://${address}/v2/`).catch(() => undefined);
    return answer?.ok === true || (htpasswd !== undefined && answer?.status === 401);
  });
  return { address, registriesConf, stop: () => stop(server) };
}

/** podman with its own storage, as a command that a PATH can hold. */
export function podmanScript(directory: string): string {
  const places = `--root '${join(directory, 'podman')}' --runroot '${join(directory, 'podman-run')}'`;
  return `#!/bin/sh\nexec ${locate('podman')} ${places} --cgroup-manager=cgroupfs "$@"\n`;
}

/** Puts a program into a directory that serves as PATH. */
export function link(program: string, path: string, name: string): void {
  symlinkSync(program, join(path, name));
}

async function answering(server: ChildProcess, name: string, answers: () => Promise<boolean>): Promise<void> {
  const log: string[] = [];
  for (const stream of [server.stdout, server.stderr]) stream?.on('data', (text) => log.push(String(text)));
  for (const start = performance.now(); performance.now() - start < 180_000; await sleep(100)) {
    if (hasEnded(server)) break;
    if (await answers()) return;
  }
  await stop(server);
  throw new Error(`${name} does not start:\n${log.slice(-20).join('')}`);
}

const hasEnded = ({ exitCode, signalCode }: ChildProcess) => exitCode !== null || signalCode !== null;

async function stop(server: ChildProcess): Promise<void> {
  if (hasEnded(server)) return;
  const end = new Promise((resolve) => server.on('exit', resolve));
  server.kill('SIGTERM');
  await end;
}
