/** What the kernel of a node has to offer: once for each host, and only on nodes. */
import { expect, test } from 'vitest';
import { compileText, fileOf, treeOf } from '../support/compile.ts';
import { argvOf } from '../support/launch.ts';

const spec = (serviceCIDR: string, more = '') => `host: { os: centos-atomic }
images: { mirror: "m.lab" }
kubernetes: { serviceCIDR: "${serviceCIDR}" }
hosts:
  master-1: { address: 192.168.122.2, roles: [etcd, control-plane] }
  node-1: { address: 192.168.122.3, roles: [node] }
${more}`;
const sysctl = 'etc/sysctl.d/90-kubernetes.conf';
const modules = 'etc/modules-load.d/kubernetes.conf';

test('a node has both files, a master has neither', () => {
  const node = treeOf(spec('10.254.0.0/16'), 'node-1');
  expect(fileOf(node, modules).content.split('\n').slice(1)).toEqual(['br_netfilter', '']);
  expect(fileOf(node, sysctl).content.split('\n').slice(1)).toEqual([
    'net.ipv4.ip_forward = 1',
    'net.bridge.bridge-nf-call-iptables = 1',
    'net.bridge.bridge-nf-call-ip6tables = 1',
    '',
  ]);
  const master = treeOf(spec('10.254.0.0/16'));
  expect([master.get(modules), master.get(sysctl)]).toEqual([undefined, undefined]);
});

test('IPv6 is forwarded where services have it, and says why', () => {
  const node = treeOf(spec('fd00:10::/108'), 'node-1');
  const { content, origin } = fileOf(node, sysctl);
  const line = content.split('\n').indexOf('net.ipv6.conf.all.forwarding = 1');
  expect(origin.lines[line]?.from).toContainEqual({ kind: 'spec', path: ['kubernetes', 'serviceCIDR'] });
  expect(argvOf(node, 'kubelet.service')).toContain('--cluster-dns=fd00:10::a');
});

test('the units apply them, under docker and from packages, and kube-proxy alone too', () => {
  for (const [more, unit] of [
    ['', 'kubelet'],
    ['', 'kube-proxy'],
    ['components: { kubelet: { target: host }, kube-proxy: { target: host } }\n', 'kube-proxy'],
    ['components: { kubelet: { on: [etcd] } }\n', 'kube-proxy'],
  ] as const) {
    const node = treeOf(spec('10.254.0.0/16', more), 'node-1');
    const text = fileOf(node, `etc/systemd/system/${unit}.service`).content;
    expect(text).toContain(`\nExecStartPre=-/usr/lib/systemd/systemd-modules-load /${modules}\n`);
    expect(text).toContain(`\nExecStartPre=-/usr/lib/systemd/systemd-sysctl /${sysctl}\n`);
    expect(node.get(sysctl)).toBeDefined();
  }
});

test('every line of a node’s files has an origin', () => {
  for (const [name, tree] of compileText(spec('fd00:10::/108')).trees) {
    for (const artifact of tree) {
      if (artifact.type !== 'file' || artifact.path === 'etc/unitc/manifest.json') continue;
      const lines = artifact.content.split('\n').length - 1;
      expect(artifact.origin.lines.length, `${name}:${artifact.path}`).toBe(lines);
    }
  }
});

test('the lock of iptables is a file before docker can make a directory of it', () => {
  const node = treeOf(spec('10.254.0.0/16'), 'node-1');
  expect(fileOf(node, 'etc/tmpfiles.d/kube-proxy.conf').content).toContain(
    '\nf /run/xtables.lock 0600 root root - -\n',
  );
  const text = fileOf(node, 'etc/systemd/system/kube-proxy.service').content;
  expect(text.indexOf('systemd-tmpfiles --create /etc/tmpfiles.d/kube-proxy.conf')).toBeLessThan(
    text.indexOf('docker run'),
  );
  const layered = treeOf(spec('10.254.0.0/16', 'components: { kube-proxy: { target: host } }\n'), 'node-1');
  expect(layered.get('etc/tmpfiles.d/kube-proxy.conf')).toBeUndefined();
});
