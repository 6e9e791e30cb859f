/** From files to units: what starts anew, and who goes along. */
import { describe, expect, it } from 'vitest';
import { readDirectiveTable } from '../../src/codec/unit/index.ts';
import type { Entry, Snapshot } from '../../src/diff/entry.ts';
import { snapshotOf } from '../../src/diff/snapshot-of.ts';
import { loadBundle } from '../../src/edge/bundle.ts';
import { readManifest } from '../../src/inputs/read-manifest.ts';
import { type HostPlan, planHost } from '../../src/plan/host-plan.ts';
import { effectsIn, installedBy } from '../../src/plan/installed.ts';
import { rootEntry } from '../../src/plan/root-entry.ts';
import { unitRootOf } from '../../src/systemd/index.ts';
import type { FileTree } from '../../src/tree/file-tree.ts';
import { hostLayout } from '../../src/tree/layout.ts';
import { fileOf, treeOf } from '../support/compile.ts';

const directives = readDirectiveTable(loadBundle().data.directives);
const base = `host: { os: debian, release: "12" }
kubernetes: { version: "1.5.2", serviceCIDR: 10.254.0.0/16 }
etcd: { version: "3.1.0" }
hosts:
  master-1: { address: 192.168.122.2, roles: [etcd, control-plane] }
`;

function manifestOf(tree: FileTree) {
  const read = readManifest(fileOf(tree, 'etc/unitc/manifest.json').content);
  if (!read.ok) throw new Error(read.problems.join());
  return read.manifest;
}

/** What any host has, with our units started at its boot. */
function hostOf(tree: FileTree, wanted: readonly string[]): Snapshot {
  const text = (content: string): Entry => ({ type: 'file', mode: 0o644, content: Buffer.from(content) });
  const links = wanted.map((unit): [string, Entry] => [
    `etc/systemd/system/multi-user.target.wants/${unit}`,
    { type: 'symlink', target: `/etc/systemd/system/${unit}` },
  ]);
  return new Map([
    ...snapshotOf(tree),
    ['usr/lib/systemd/system/default.target', text('[Unit]\nRequires=multi-user.target\n')],
    ...['multi-user', 'sysinit', 'basic', 'shutdown', 'network', 'network-online'].map((name): [string, Entry] => [
      `usr/lib/systemd/system/${name}.target`,
      text('[Unit]\nDefaultDependencies=no\n'),
    ]),
    ['usr/lib/systemd/system/docker.service', text('[Service]\nExecStart=/usr/bin/dockerd\n')],
    ...links,
  ]);
}

const own = ['etcd.service', 'kube-apiserver.service', 'kube-controller-manager.service', 'kube-scheduler.service'];

function planFrom(
  old: FileTree,
  now: FileTree,
  wanted: readonly string[] = own,
  edits: Snapshot = new Map(),
): HostPlan {
  const host = new Map([...hostOf(old, wanted), ...edits]);
  return planHost({
    wanted: {
      entries: snapshotOf(now),
      effects: effectsIn(manifestOf(now)),
      kinds: new Map([...now].flatMap((each) => (each.type === 'file' ? [[each.path, each.kind] as const] : []))),
    },
    host: {
      installed: installedBy(manifestOf(old)),
      entry: (path) => host.get(path),
    },
    root: unitRootOf([...host].map(([path, entry]) => [`/${path}`, rootEntry(entry)])),
    ...{ directives, layout: hostLayout, systemd: 252 },
  });
}

const plan = (more: string, wanted?: readonly string[]) => planFrom(treeOf(base), treeOf(`${base}${more}`), wanted);
const commands = ({ commands: { before, after } }: HostPlan) => [...before, ...after].map((argv) => argv.join(' '));

describe('planHost', () => {
  it('has nothing to do for the same tree', () => {
    const same = plan('');
    expect(same.files).toEqual([]);
    expect(commands(same)).toEqual([]);
  });

  it('restarts the one unit whose flag has changed', () => {
    const one = plan('components: { kube-scheduler: { flags: { v: 5 } } }\n');
    expect(one.files.map(({ path, action }) => [path, action])).toEqual([['etc/kubernetes/scheduler', 'change']]);
    expect(one.files[0]?.keys?.map(({ key }) => key)).toEqual(['KUBE_LOG_LEVEL']);
    expect(commands(one)).toEqual(['systemctl try-restart kube-scheduler.service']);
    expect(one.interrupted.map(({ unit, type }) => `${type} ${unit}`)).toEqual(['restart kube-scheduler.service']);
  });

  it('restarts nothing that does not run', () => {
    const one = plan('components: { kube-scheduler: { flags: { v: 5 } } }\n', []);
    expect(one.units.restart).toEqual([]);
    expect(one.interrupted).toEqual([]);
  });

  it('only reads units anew for what counts without a start', () => {
    const one = plan('components: { etcd: { unit: { Service: { RestartSec: 9 } } } }\n');
    expect(commands(one)).toEqual(['systemctl daemon-reload']);
  });

  it('enables a unit anew whose [Install] section differs', () => {
    const one = plan('components: { etcd: { unit: { Install: { Alias: database.service } } } }\n');
    expect(commands(one)).toEqual(['systemctl daemon-reload', 'systemctl reenable etcd.service']);
  });

  it('stops a unit whose file goes, enables and starts one that is new', () => {
    const from = `images: { family: distribution, mirror: m.lab }
${base}`;
    const added = planFrom(treeOf(from), treeOf(from.replace('control-plane]', 'control-plane, node]')));
    expect(added.units.enable).toEqual(['kube-proxy.service', 'kubelet.service']);
    expect(commands(added).at(-1)).toBe('systemctl start kube-proxy.service kubelet.service');
    expect(added.units.restart).toEqual([]);
    const gone = planFrom(treeOf(base), treeOf(base.replace(', control-plane]', ']')));
    expect(gone.units.disable).toContain('kube-apiserver.service');
    expect(commands(gone)[0]).toMatch(/^systemctl disable --now kube-apiserver\.service /);
    expect(gone.interrupted.map(({ unit, type }) => `${type} ${unit}`)).toContain('stop kube-apiserver.service');
  });

  it('says who goes along when docker starts anew', () => {
    const flannel = `flannel: { version: "0.7.0", network: 10.1.0.0/16 }\n`;
    const now = treeOf(`${base}${flannel}`);
    const one = planFrom(treeOf(base), now);
    expect(one.units.restart).toContain('docker.service');
    const along = one.interrupted.filter(({ because }) => because.some(({ kind }) => kind === 'dependency'));
    expect(along.map(({ unit }) => unit)).toEqual(expect.arrayContaining(own.slice(1)));
  });

  it('leaves alone what was edited, and does not restart for it', () => {
    const edit: Snapshot = new Map([
      ['etc/kubernetes/scheduler', { type: 'file', mode: 0o644, content: Buffer.from('KUBE_SCHEDULER_ARGS=--mine\n') }],
    ]);
    const now = treeOf(`${base}components: { kube-scheduler: { flags: { v: 5 } } }\n`);
    const one = planFrom(treeOf(base), now, own, edit);
    expect(one.files.map(({ action }) => action)).toEqual(['keep']);
    expect(commands(one)).toEqual([]);
  });

  it('updates a container that gets another image, and starts it once', () => {
    const one = planFrom(treeOf(base), treeOf(base.replace('3.1.0', '3.1.9')));
    expect(one.units.restart).toContain('etcd.service');
    expect(commands(one)).toContain('/usr/local/libexec/unitc/slot update etcd');
    expect(commands(one).filter((command) => command.includes('etcd.service'))).toEqual([]);
  });

  it('stops a container by the unit of atomic while its other image is fetched', () => {
    const launch = (tag: string) =>
      treeOf(`${base}components: { etcd: { launch: image, image: "m.lab/etcd:${tag}" } }\n`);
    const etcd = (from: FileTree, to: FileTree) =>
      commands(planFrom(from, to)).filter((command) => /etcd(\.service)?$/.test(command));
    const other = [
      'systemctl stop etcd.service',
      '/usr/local/libexec/unitc/fetch-rootfs etcd',
      'systemctl start etcd.service',
    ];
    expect(etcd(launch('1'), launch('2'))).toEqual(other);
    expect(etcd(treeOf(base), launch('1'))).toEqual(other);
    expect(etcd(launch('1'), treeOf(base))).toEqual(['/usr/local/libexec/unitc/slot update etcd']);
  });

  it('makes accounts before what needs them', () => {
    const own = treeOf(`${base}components: { kube-controller-manager: { target: host, user: "kube-manager:kube" } }\n`);
    const all = commands(planFrom(treeOf(base), own));
    const order = ['add-accounts /etc/sysusers.d/unitc.conf', 'systemctl daemon-reload', 'systemctl try-restart'];
    const at = order.map((words) => all.findIndex((command) => command.includes(words)));
    expect(at).toEqual([...at].sort((a, b) => a - b));
    expect(at).not.toContain(-1);
  });

  it('creates directories before what needs them', () => {
    const now = treeOf(`${base}components: { etcd: { dataDir: /srv/etcd } }\n`);
    const all = commands(planFrom(treeOf(base), now));
    expect(all).toEqual(['systemd-tmpfiles --create /etc/tmpfiles.d/etcd.conf', 'systemctl try-restart etcd.service']);
  });
});
