/** Programs from packages: the units say what the packages' own units say, and our cures. */
import { describe, expect, test } from 'vitest';
import { encodeBytes, parseUnit } from '../../src/codec/unit/index.ts';
import type { FileTree } from '../../src/tree/file-tree.ts';
import { fileOf, treeOf } from '../support/compile.ts';
import { argvOf, environmentOf } from '../support/launch.ts';

const kinds = ['etcd', 'kube-apiserver', 'kube-controller-manager', 'kube-scheduler', 'kubelet', 'kube-proxy'];
const spec = (os: string, more: Readonly<Record<string, object>> = {}) =>
  JSON.stringify({
    host: os === 'centos' ? { os: 'centos-atomic' } : { os: 'fedora-atomic', release: '27' },
    kubernetes: { version: '1.5.2' },
    hosts: { 'master-1': { address: '192.168.122.2', roles: ['etcd', 'control-plane', 'node'] } },
    components: Object.fromEntries(kinds.map((kind) => [kind, { target: 'host', ...more[kind] }])),
  });

function settings(tree: FileTree, unit: string): Record<string, string[]> {
  const { assignments } = parseUnit(encodeBytes(fileOf(tree, `etc/systemd/system/${unit}.service`).content));
  const found: Record<string, string[]> = {};
  for (const { key, value } of assignments) found[key] = [...(found[key] ?? []), value];
  return found;
}

/** Of kubernetes' contrib/init/systemd and of the etcd package. */
const packages: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  etcd: { User: 'etcd', Type: 'notify', LimitNOFILE: '65536', WorkingDirectory: '/var/lib/etcd' },
  'kube-apiserver': { User: 'kube', Type: 'notify', LimitNOFILE: '65536' },
  'kube-controller-manager': { User: 'kube', LimitNOFILE: '65536' },
  'kube-scheduler': { User: 'kube', LimitNOFILE: '65536' },
  kubelet: { KillMode: 'process', WorkingDirectory: '/var/lib/kubelet', Requires: 'docker.service' },
  'kube-proxy': { LimitNOFILE: '65536' },
};
const checked = ['User', 'Group', 'Type', 'LimitNOFILE', 'WorkingDirectory', 'KillMode', 'Requires'];

describe.each(kinds)('%s', (kind) => {
  const tree = treeOf(spec('fedora'));
  const unit = settings(tree, kind);

  test('has the settings of the package’s unit', () => {
    const own = Object.fromEntries(checked.flatMap((key) => (unit[key] ? [[key, unit[key].join(' ')]] : [])));
    expect(own).toEqual(packages[kind]);
  });
  test('runs /usr/bin, and no engine', () => {
    expect(argvOf(tree, `${kind}.service`)[0]).toBe(`/usr/bin/${kind}`);
    const text = fileOf(tree, `etc/systemd/system/${kind}.service`).content;
    expect(text).not.toMatch(/\/usr\/bin\/(docker|runc)|ensure-image|system container/);
  });
  test('start means ready, by systemd or by asking', () => {
    const asks = unit.ExecStartPost?.some((line) => line.includes('/wait-ready ')) ?? false;
    expect([unit.Type?.[0] === 'notify', asks]).toEqual(packages[kind]?.Type ? [true, false] : [false, true]);
    expect(unit.Restart).toEqual(['always']);
    expect(unit.WantedBy?.join(' ').split(' ')).toContain('multi-user.target');
  });
});

test('no container’s files are left', () => {
  const paths = treeOf(spec('fedora')).artifacts.map(({ path }) => path);
  expect(paths.filter((path) => /containers|ensure-image|fetch-rootfs|oci-config|etcdctl/.test(path))).toEqual([]);
});

test('state belongs to the user of the package, and root prepares it on every systemd', () => {
  for (const os of ['fedora', 'centos']) {
    const tree = treeOf(spec(os));
    expect(fileOf(tree, 'etc/tmpfiles.d/etcd.conf').content).toContain('\nd /var/lib/etcd 0700 etcd etcd - -\n');
    const { ExecStartPre, PermissionsStartOnly } = settings(tree, 'etcd');
    const command = '/usr/bin/systemd-tmpfiles --create /etc/tmpfiles.d/etcd.conf';
    // The prefix came with 231.
    expect(ExecStartPre).toEqual([os === 'centos' ? command : `+${command}`]);
    expect(PermissionsStartOnly).toEqual(os === 'centos' ? ['true'] : undefined);
    expect(settings(tree, 'kubelet').PermissionsStartOnly).toBeUndefined();
  }
});

test('what is in the kubelet’s directory keeps its owners', () => {
  const text = fileOf(treeOf(spec('fedora')), 'etc/tmpfiles.d/kubelet.conf').content;
  expect(text).toContain('\nd /var/lib/kubelet 0755 root root - -\n');
  expect(text).not.toMatch(/^Z/m);
});

test('user, command, environment and flags reach the unit', () => {
  const tree = treeOf(
    spec('fedora', {
      'kube-scheduler': {
        user: 'sched:nobody',
        command: '/usr/local/bin/kube scheduler',
        env: { A: '50% "x" $B', B: '' },
        flags: { v: 4 },
      },
    }),
  );
  const unit = settings(tree, 'kube-scheduler');
  expect([unit.User, unit.Group]).toEqual([['sched'], ['nobody']]);
  expect(unit.Environment).toEqual(['"A=50%% \\"x\\" $B"', 'B=']);
  expect(argvOf(tree, 'kube-scheduler.service')).toEqual([
    '/usr/local/bin/kube scheduler',
    '--logtostderr=true',
    '--v=4',
    '--master=http://192.168.122.2:8080',
  ]);
  expect(environmentOf(tree, 'etcd.service').ETCD_NAME).toBe('master-1');
});

test('a kubelet with a runtime of its own waits for that one, not for docker', () => {
  const socket = (path: string) =>
    settings(treeOf(spec('fedora', { kubelet: { criSocket: path } }).replace('"1.5.2"', '"1.7.3"')), 'kubelet');
  expect(socket('/run/containerd/containerd.sock').After).toEqual([
    'network-online.target containerd.service kube-apiserver.service',
  ]);
  expect(socket('unix:///var/run/crio/crio.sock').Wants?.[0]).toMatch(/ crio\.service$/);
  expect(socket('/srv/other.sock').Wants).toEqual(['network-online.target']);
  expect(socket('/srv/other.sock').Requires).toBeUndefined();
});

describe('flannel from packages', () => {
  const withFlannel = (more: object) =>
    JSON.stringify({
      host: { os: 'fedora-atomic', release: '27' },
      hosts: { 'master-1': { address: '192.168.122.2', roles: ['etcd', 'control-plane'] } },
      images: { mirror: 'registry.lab:5000' },
      flannel: {},
      components: { etcd: { target: 'host' }, flanneld: { target: 'host', flags: { 'ip-masq': true } } },
      ...more,
    });

  test('flanneld says itself that it is ready, and docker has its options', () => {
    const tree = treeOf(withFlannel({}));
    const unit = settings(tree, 'flanneld');
    expect([unit.Type, unit.Before]).toEqual([['notify'], ['docker.service']]);
    expect(unit.EnvironmentFile).toEqual(['-/etc/sysconfig/flanneld']);
    expect(unit.ExecStartPost).toEqual([
      '/usr/local/libexec/unitc/docker-opts --late=restart DOCKER_NETWORK_OPTIONS /run/flannel/docker',
    ]);
    expect(argvOf(tree, 'flanneld.service')).toEqual([
      '/usr/bin/flanneld',
      '-etcd-endpoints=http://192.168.122.2:2379',
      '-etcd-prefix=/atomic.io/network',
      '--ip-masq=true',
    ]);
    expect(fileOf(tree, 'etc/systemd/system/flanneld.service').content).not.toMatch(/runc|system container/);
  });

  test('helpers that its units call are in the tree', () => {
    const tree = treeOf(withFlannel({}));
    const units = tree.artifacts.flatMap((artifact) =>
      artifact.type === 'file' && artifact.kind === 'unit' ? [artifact.content] : [],
    );
    const called = units.join('\n').match(/\/usr\/local\/libexec\/unitc\/[a-z-]+/g) ?? [];
    expect(called.length).toBeGreaterThan(3);
    expect(called.filter((path) => tree.get(path.slice(1)) === undefined)).toEqual([]);
  });

  test('the network is written by the package’s etcdctl, which is told where etcd is', () => {
    const unit = settings(treeOf(withFlannel({})), 'flannel-network-config');
    expect(unit.ExecStart?.[0]).toContain(' /usr/bin/etcdctl 2 /atomic.io/network/config ');
    expect(unit.Environment).toContain('ETCDCTL_ENDPOINTS=http://192.168.122.2:2379');
  });

  test('and how to log in, under the API of this flannel', () => {
    const pki = { etcd: { ca: 'ca.crt', server: { cert: 's.crt', key: 's.key' } } };
    const old = settings(treeOf(withFlannel({ pki })), 'flannel-network-config');
    expect(old.Environment?.slice(2)).toEqual([
      'ETCDCTL_PEERS=https://192.168.122.2:2379',
      'ETCDCTL_CA_FILE=/etc/etcd/certs/ca.crt',
      'ETCDCTL_CERT_FILE=/etc/etcd/certs/s.crt',
      'ETCDCTL_KEY_FILE=/etc/etcd/certs/s.key',
    ]);
    const today = withFlannel({ pki, flannel: { version: '0.28.9' }, etcd: { version: '3.6.6' } });
    expect(settings(treeOf(today), 'flannel-network-config').Environment).toEqual([
      'ETCDCTL_ENDPOINTS=https://192.168.122.2:2379',
      'ETCDCTL_CACERT=/etc/etcd/certs/ca.crt',
      'ETCDCTL_CERT=/etc/etcd/certs/s.crt',
      'ETCDCTL_KEY=/etc/etcd/certs/s.key',
    ]);
  });
});
