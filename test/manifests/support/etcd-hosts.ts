/**
 * Hosts of a compiled cluster of etcd: each a network of its own behind one bridge, with the files of its tree, and
 * its system containers under the real runc. Needs root; nothing outside the given directory and its own network
 * namespaces is touched.
 */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { FileTree } from '../../../src/tree/file-tree.ts';
import { environmentOf, launchedBy } from '../../support/launch.ts';
import { etcdRootfs } from './debian.ts';
import { helperPath, locate } from './programs.ts';
import { type Ran, run } from './run.ts';

const PATH = process.env.PATH ?? '';
const runc = locate('runc');
const ip = locate('ip', 'iproute2');
/** `ip netns exec` would mount a /sys without control groups. */
const enter = (space: string) => [locate('nsenter', 'util-linux'), `--net=/run/netns/${space}`] as const;
const quiet = (program: string, ...args: string[]) => execFileSync(program, args, { stdio: 'pipe', encoding: 'utf8' });

/** A bridge without anything else on it. */
export class Lan {
  readonly #name = `unitc-${process.pid}-lan`;
  readonly hosts: EtcdHost[] = [];

  constructor() {
    quiet(ip, 'netns', 'add', this.#name);
    quiet(ip, '-n', this.#name, 'link', 'add', 'lan', 'type', 'bridge');
    quiet(ip, '-n', this.#name, 'link', 'set', 'lan', 'up');
  }

  /** A host with this address, and its tree below `directory`. */
  host(name: string, address: string, tree: FileTree, directory: string): EtcdHost {
    const space = `unitc-${process.pid}-${name}`;
    quiet(ip, 'netns', 'add', space);
    const pair = ['link', 'add', 'eth0', 'netns', space, 'type', 'veth', 'peer', 'name', name, 'netns', this.#name];
    quiet(ip, ...pair);
    quiet(ip, '-n', this.#name, 'link', 'set', name, 'master', 'lan', 'up');
    for (const link of ['lo', 'eth0']) quiet(ip, '-n', space, 'link', 'set', link, 'up');
    quiet(ip, '-n', space, 'address', 'add', `${address}/24`, 'dev', 'eth0');
    const host = new EtcdHost(space, tree, join(directory, name));
    this.hosts.push(host);
    return host;
  }

  async remove(): Promise<void> {
    await Promise.all(this.hosts.map((host) => host.stop()));
    for (const { space } of this.hosts) quiet(ip, 'netns', 'del', space);
    quiet(ip, 'netns', 'del', this.#name);
  }
}

export class EtcdHost {
  readonly space: string;
  readonly root: string;
  readonly #tree: FileTree;
  /** Exit codes to come, each behind the last words of its container. */
  readonly #running = new Map<string, Promise<number | null>>();
  readonly log: string[] = [];

  constructor(space: string, tree: FileTree, root: string) {
    this.space = space;
    this.root = root;
    this.#tree = tree;
    for (const artifact of tree) {
      if (artifact.type !== 'file') continue;
      mkdirSync(dirname(join(root, artifact.path)), { recursive: true });
      // The wrapper enters the container of this host: runc's state and the network are its own.
      const content = artifact.content.replace(/^runc=.*$/m, `runc=${join(root, 'runc')}`);
      writeFileSync(join(root, artifact.path), content, { mode: artifact.mode });
    }
    const words = [...enter(space), runc, '--root', join(root, 'state')].join(' ');
    writeFileSync(join(root, 'runc'), `#!/bin/sh\nexec ${words} "$@"\n`, { mode: 0o755 });
  }

  /** What the unit does before and with `ExecStart=`, without systemd. */
  start(name: string): void {
    const bundle = join(this.root, 'var/lib/containers/atomic', `${name}.0`);
    const prepared = join(this.root, 'prepared', name);
    etcdRootfs(join(bundle, 'rootfs'), 'usr/local/bin');
    this.#moveMounts(join(bundle, 'config.json'), name);
    const unit = `${name}.service`;
    const env = { ...environmentOf(this.#tree, unit), PATH };
    const words = ['ETCD_', '--', ...launchedBy(this.#tree, unit)];
    execFileSync(helperPath('oci-config'), [bundle, prepared, ...words], { env });
    const container = spawn(join(this.root, 'runc'), ['run', '--bundle', prepared, name], { stdio: 'pipe' });
    for (const stream of [container.stdout, container.stderr]) stream.on('data', (text) => this.log.push(String(text)));
    this.#running.set(name, new Promise((resolve) => container.on('close', resolve)));
  }

  /** The directories of the host are below `root`; this machine may allow fewer open files than a host. */
  #moveMounts(file: string, name: string): void {
    const artifact = this.#tree.get(`var/lib/containers/atomic/${name}.0/config.json`);
    if (artifact?.type !== 'file') throw new Error(`${name} has no config.json`);
    const text = artifact.content.replace(/"source": "(\/(?:etc|srv|var)\/[^"]+)"/g, (whole, source: string) => {
      if (source === '/etc/hosts' || source === '/etc/resolv.conf') return whole;
      mkdirSync(join(this.root, source), { recursive: true });
      return `"source": "${join(this.root, source)}"`;
    });
    // Containers of several hosts have one name.
    const group = text.replace('"linux": {', `"linux": { "cgroupsPath": "/${this.space}/${name}",`);
    writeFileSync(file, group.replace(/("hard"|"soft"): 16384/g, '$1: 1024'));
  }

  /** A program of the host's /usr/local/bin. */
  command(name: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ran> {
    return run(join(this.root, 'usr/local/bin', name), args, { env: { PATH, ...env } });
  }

  /** A program of this machine in the network of the host. */
  inNetwork(program: string, ...args: string[]): Promise<Ran> {
    const [nsenter, net] = enter(this.space);
    return run(nsenter, [net, program, ...args], { env: { PATH } });
  }

  /** The exit code of a container that ends by itself. */
  ended(name: string): Promise<number | null> {
    return this.#running.get(name) ?? Promise.resolve(null);
  }

  async stop(...names: string[]): Promise<void> {
    const wrapped = join(this.root, 'runc');
    for (const name of names.length > 0 ? names : this.#running.keys()) {
      const end = this.ended(name);
      spawnSync(wrapped, ['kill', name, 'TERM']);
      const timer = setTimeout(() => spawnSync(wrapped, ['kill', name, 'KILL']), 10_000);
      await end;
      clearTimeout(timer);
      spawnSync(wrapped, ['delete', '-f', name]);
      this.#running.delete(name);
    }
  }
}
