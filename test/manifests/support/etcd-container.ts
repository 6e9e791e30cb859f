/** A real etcd under the real runc: Debian's etcd in a bundle whose config.json has gone through oci-config. */
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { etcdRootfs } from './debian.ts';
import { helperPath, locate } from './programs.ts';

export interface EtcdOptions {
  readonly scheme: 'http' | 'https';
  /** Host directories that the container sees at the same path. */
  readonly visible: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

export interface EtcdContainer {
  readonly id: string;
  readonly endpoint: string;
  stop(): Promise<void>;
}

const runc = locate('runc');
let count = 0;
let ports = 0;

/** Starts etcd with its data in the first visible directory and returns when it answers. */
export async function startEtcd(directory: string, options: EtcdOptions): Promise<EtcdContainer> {
  const id = `unitc-test-${process.pid}-${count++}`;
  const [client, peer] = [await freePort(), await freePort()];
  const endpoint = `${options.scheme}://127.0.0.1:${client}`;
  const bundle = join(directory, `${id}.0`);
  const runDirectory = join(directory, `run-${id}`);
  makeRootfs(join(bundle, 'rootfs'));
  writeFileSync(join(bundle, 'config.json'), JSON.stringify(config(options.visible), null, 2));
  const env = { ...options.env, ETCD_ENABLE_V2: 'true', ETCD_DATA_DIR: join(options.visible[0] ?? '/nowhere', 'data') };
  const peers = `http://127.0.0.1:${peer}`;
  const argv = [
    ...['/usr/bin/etcd', `--listen-client-urls=${endpoint}`, `--advertise-client-urls=${endpoint}`],
    ...[`--listen-peer-urls=${peers}`, `--initial-advertise-peer-urls=${peers}`, `--initial-cluster=default=${peers}`],
  ];
  const path = { PATH: process.env.PATH ?? '' };
  execFileSync(helperPath('oci-config'), [bundle, runDirectory, 'ETCD_', '--', ...argv], { env: { ...env, ...path } });

  const log: string[] = [];
  const container = spawn(runc, ['run', '--bundle', runDirectory, id], { stdio: ['ignore', 'pipe', 'pipe'] });
  for (const stream of [container.stdout, container.stderr]) stream.on('data', (text) => log.push(String(text)));
  const ready = ['--timeout=120', `--url=http://127.0.0.1:${client}/health`, '--', 'etcd'];
  const file = ['--timeout=120', `--file=${join(env.ETCD_DATA_DIR, 'member/snap/db')}`, '--', 'etcd'];
  // With client certificates asked for, /health answers nobody here; the tests' first command then waits for etcd.
  const waiting = spawn(helperPath('wait-ready'), options.scheme === 'http' ? ready : file, {
    env: { ...path, MAINPID: String(container.pid) },
  });
  if ((await ended(waiting)) !== 0) throw new Error(`etcd does not start under runc:\n${log.join('')}`);
  return { id, endpoint, stop: () => stop(id, container) };
}

async function stop(id: string, container: ChildProcess): Promise<void> {
  const end = ended(container);
  spawnSync(runc, ['kill', id, 'TERM']);
  const timer = setTimeout(() => spawnSync(runc, ['kill', id, 'KILL']), 5000);
  await end;
  clearTimeout(timer);
  spawnSync(runc, ['delete', '-f', id]);
}

function ended(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null) return Promise.resolve(child.exitCode);
  return new Promise((resolve) => child.on('exit', resolve));
}

/** Below the ports that the kernel gives out by itself, and from other ones than other workers: nobody takes it meanwhile. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = 10_000 + ((process.pid * 100 + ports++) % 20_000);
    if (await isFree(port)) return port;
  }
}

function isFree(port: number): Promise<boolean> {
  const server = createServer();
  return new Promise((resolve) => {
    server.on('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}

/** etcd, etcdctl and, to look around inside, busybox. */
function makeRootfs(rootfs: string): void {
  etcdRootfs(rootfs, 'usr/bin', [[locate('busybox'), 'usr/bin/busybox']]);
  writeFileSync(join(rootfs, 'etc/passwd'), 'root:x:0:0:root:/root:/bin/sh\n');
}

/** The host's network, a read-only root, one capability: what a rendered system container of etcd looks like. */
function config(visible: readonly string[]): unknown {
  const capability = ['CAP_NET_BIND_SERVICE'];
  const quiet = ['nosuid', 'noexec', 'nodev'];
  return {
    ociVersion: '1.0.0',
    process: {
      terminal: false,
      user: { uid: 0, gid: 0 },
      args: [],
      env: ['PATH=/usr/bin', 'TERM=xterm', 'ETCD_LOGGER=zap'],
      cwd: '/',
      capabilities: { bounding: capability, effective: capability, inheritable: capability, permitted: capability },
      noNewPrivileges: true,
    },
    root: { path: 'rootfs', readonly: true },
    mounts: [
      { destination: '/proc', type: 'proc', source: 'proc' },
      {
        destination: '/dev',
        type: 'tmpfs',
        source: 'tmpfs',
        options: ['nosuid', 'strictatime', 'mode=755', 'size=65536k'],
      },
      {
        destination: '/dev/pts',
        type: 'devpts',
        source: 'devpts',
        options: ['nosuid', 'noexec', 'newinstance', 'ptmxmode=0666'],
      },
      { destination: '/sys', type: 'sysfs', source: 'sysfs', options: [...quiet, 'ro'] },
      ...visible.map((path) => ({ destination: path, type: 'bind', source: path, options: ['rbind', 'rw'] })),
    ],
    linux: { namespaces: ['pid', 'ipc', 'uts', 'mount'].map((type) => ({ type })), rootfsPropagation: 'rslave' },
    hostname: 'etcd',
  };
}
