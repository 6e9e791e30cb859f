/** Root directories of hosts that do not run, for the programs that bring a tree onto a host. */
import { mkdirSync, readdirSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect } from 'vitest';
import { snapshotOf } from '../../../src/diff/snapshot-of.ts';
import { hostAt } from '../../../src/edge/planned-host.ts';
import { fileChanges } from '../../../src/plan/file-changes.ts';
import type { FileTree } from '../../../src/tree/file-tree.ts';
import { treeOf } from '../../support/compile.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';
import { type Helper, helperPath } from './programs.ts';
import { type Ran, run } from './run.ts';

export const base = `host: { os: debian, release: "12" }
kubernetes: { version: "1.5.2", serviceCIDR: 10.254.0.0/16 }
etcd: { version: "3.1.0" }
hosts:
  master-1: { address: 192.168.122.2, roles: [etcd, control-plane] }
`;
export const first = treeOf(base);
export const second = treeOf(
  `${base}components: { kube-scheduler: { flags: { v: 5 } }, etcd: { dataDir: /srv/etcd } }\n`,
);
export const fewer = treeOf(
  base.replace('kubernetes: { version: "1.5.2", serviceCIDR: 10.254.0.0/16 }\n', '').replace(', control-plane', ''),
);

export const scheduler = 'etc/kubernetes/scheduler';
export const state = 'var/lib/unitc/apply';

function write(directory: string, tree: FileTree): string {
  for (const artifact of tree) {
    if (artifact.type !== 'file') throw new Error(`${artifact.path} is no file`);
    const file = join(directory, artifact.path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, artifact.content, { mode: artifact.mode });
  }
  return directory;
}

/** Of all files below a directory; links by their target. */
export function contents(directory: string): Record<string, string> {
  const entries = readdirSync(directory, { recursive: true, withFileTypes: true });
  return Object.fromEntries(
    entries
      .filter((entry) => !entry.isDirectory())
      .map((entry) => {
        const file = join(entry.parentPath, entry.name);
        const said = entry.isSymbolicLink() ? `-> ${readlinkSync(file)}` : readFileSync(file, 'latin1');
        return [file.slice(directory.length + 1), said];
      })
      .sort(),
  );
}

export class Host {
  readonly directory = temporaryDirectory();
  readonly root = join(this.directory, 'root');
  #trees = 0;

  constructor() {
    for (const program of ['docker', 'runc']) {
      const place = join(this.root, program === 'docker' ? 'usr/bin' : 'usr/sbin');
      mkdirSync(place, { recursive: true });
      writeFileSync(join(place, program), '#!/bin/sh\n', { mode: 0o755 });
    }
    mkdirSync(join(this.root, 'usr/lib/systemd'), { recursive: true });
    writeFileSync(join(this.root, 'usr/lib/systemd/libsystemd-shared-252.so'), '');
    mkdirSync(join(this.root, 'var'));
  }

  tree(tree: FileTree): string {
    this.#trees += 1;
    return write(join(this.directory, `tree-${this.#trees}`), tree);
  }

  /** `path`: what comes before the system's own programs. */
  run(args: readonly string[], path = '', program: Helper = 'apply'): Promise<Ran> {
    const own = join(this.directory, 'bin');
    mkdirSync(own, { recursive: true });
    // The disks of this machine have nothing to do with it, and take their time.
    writeFileSync(join(own, 'sync'), '#!/bin/sh\n', { mode: 0o755 });
    const env = { PATH: `${path}${own}:${process.env.PATH ?? ''}:/usr/sbin:/sbin`, TMPDIR: this.directory };
    return run('/bin/sh', [helperPath(program), `--root=${this.root}`, ...args], { env });
  }

  preflight(tree: FileTree): Promise<Ran> {
    return this.run([this.tree(tree)], '', 'preflight');
  }

  async apply(tree: FileTree, ...options: string[]): Promise<string> {
    const ran = await this.run([...options, this.tree(tree)]);
    expect(ran.stderr.replaceAll(/^(Created symlink|Removed|Unit ).*\n/gm, ''), ran.stdout).toBe('');
    expect(ran.status).toBe(0);
    return ran.stdout;
  }

  edit(path: string, text: string): void {
    mkdirSync(dirname(join(this.root, path)), { recursive: true });
    writeFileSync(join(this.root, path), text);
  }

  read(path: string): string {
    return readFileSync(join(this.root, path), 'utf8');
  }

  /** Without what the script keeps for a rollback. */
  get files(): Record<string, string> {
    return Object.fromEntries(Object.entries(contents(this.root)).filter(([path]) => !path.startsWith(state)));
  }
}

export function content(tree: FileTree, path: string): string {
  const artifact = tree.get(path);
  if (artifact?.type !== 'file') throw new Error(`no ${path}`);
  return artifact.content;
}

/** `+ /etc/x` → `create`. What `unitc plan` says of the same host. */
export function actionsIn(stdout: string): string[] {
  const signs: Readonly<Record<string, string>> = { '+': 'create', '~': 'change', '-': 'remove', '!': 'keep' };
  return stdout.split('\n').flatMap((line) => {
    const [, sign = '', path] = /^([+~!-]) \/(\S+)/.exec(line) ?? [];
    return path === undefined ? [] : [`${signs[sign]} ${path}`];
  });
}

export function planned(root: string, tree: FileTree): string[] {
  const { files } = hostAt(root);
  return fileChanges({ entries: snapshotOf(tree), effects: new Map() }, files)
    .filter(({ action }) => action !== 'edited')
    .map(({ action, path }) => `${action === 'left' ? 'keep' : action === 'mode' ? 'change' : action} ${path}`);
}
