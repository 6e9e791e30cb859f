import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { codesOf, compileText, fileOf, treeOf } from '../support/compile.ts';

const spec = `host: { os: centos-atomic }
images: { mirror: "m.lab" }
hosts:
  master-1: { address: 192.168.122.2, roles: [etcd, control-plane] }
components:
  kube-scheduler: { target: system-container, user: "996:994" }
`;

describe('config.json', () => {
  const config: unknown = JSON.parse(
    fileOf(treeOf(spec), 'var/lib/containers/atomic/kube-scheduler.0/config.json').content,
  );
  test('keeps the network and the name of the host, by which leaders are told apart', () => {
    expect(config).toMatchObject({ linux: { namespaces: [{ type: 'pid' }, { type: 'ipc' }, { type: 'mount' }] } });
    expect(config).not.toHaveProperty('hostname');
  });
  test('gives a user that is not root its capabilities', () => {
    const all = ['CAP_NET_BIND_SERVICE', 'CAP_DAC_READ_SEARCH'];
    expect(config).toMatchObject({
      process: {
        user: { uid: 996, gid: 994 },
        capabilities: { bounding: all, effective: all, permitted: all, inheritable: all, ambient: all },
      },
    });
  });
});

describe('info', () => {
  const installed = (name: string, text = spec): unknown => {
    const { content } = fileOf(treeOf(text), `var/lib/containers/atomic/${name}.0/info`);
    return JSON.parse(content)['installed-files'];
  };
  test('names the files that go with the container, with their checksums', () => {
    const snapshots = spec.replace('components:', 'components:\n  etcd: { snapshots: {} }');
    const units = ['restore@.service', 'snapshot.service', 'snapshot.timer'];
    const files = ['/etc/etcd/etcd.conf', ...units.map((unit) => `/etc/systemd/system/etcd-${unit}`)];
    expect(installed('etcd', snapshots)).toEqual([...files, '/usr/local/bin/etcdctl']);
    const tree = treeOf(spec);
    const { content } = fileOf(tree, 'usr/local/bin/etcdctl');
    expect(fileOf(tree, 'var/lib/containers/atomic/etcd.0/info').content).toContain(
      `"/usr/local/bin/etcdctl": "${createHash('sha256').update(content).digest('hex')}"`,
    );
  });
  test('leaves out what others read too', () => {
    expect(fileOf(treeOf(spec), 'etc/kubernetes/config').content).not.toBe('');
    expect(installed('kube-scheduler')).toEqual(['/etc/kubernetes/scheduler']);
  });
});

test('one SIGTERM: systemd’s own, which runc passes on', () => {
  const { content } = fileOf(treeOf(spec), 'etc/systemd/system/etcd.service');
  expect(content).not.toContain('ExecStop=');
  expect(content).toContain('\nExecStopPost=-/usr/bin/runc delete -f etcd\n');
});

test.each(['system', 'kube', 'journal', 'etcd2'])('a second etcd is not named %s', (name) => {
  const more = `  ${name}: { kind: etcd, on: [etcd], ports: { client: 2381, peer: 2382 } }\n`;
  expect(codesOf(compileText(spec + more))).toEqual(['UC118']);
});

test('the place of a reserved name and of a missing image is where they are written', () => {
  const text = `host: { os: centos-atomic }
hosts:
  m: { address: 10.0.0.1, roles: [etcd], components: { etcd: { family: distribution }, docker: { kind: etcd, on: [etcd], target: system-container, ports: { client: 1, peer: 2 } } } }
`;
  const { diagnostics, sources } = compileText(text);
  const places = diagnostics
    .filter(({ code }) => code === 'UC103' || code === 'UC118')
    .map(({ code, range }) => [code, sources.get('cluster.yaml')?.slice(range?.start, range?.end)]);
  expect(places).toEqual([
    ['UC103', 'distribution'],
    ['UC118', 'docker'],
  ]);
});

describe('readiness of etcd', () => {
  const unitOf = (text: string) => fileOf(treeOf(text), 'etc/systemd/system/etcd.service').content;

  test('follows etcd.conf, or the flags where they stand on the command line', () => {
    expect(unitOf(spec)).toContain('--urls-from=ETCD_LISTEN_CLIENT_URLS \\\n    --cert-from=ETCD_CERT_FILE \\\n');
    const etcd = '{ delivery: arguments, flags: { listen-client-urls: "http://0.0.0.0:2379", cert-file: /e.crt } }';
    const unit = unitOf(`${spec}  etcd: ${etcd}\n`);
    expect(unit).toContain('--urls=http://0.0.0.0:2379 \\\n    --cert=/e.crt \\\n    -- etcd');
  });

  test('has nothing of sd_notify, which a runc that waits for it does not survive', () => {
    expect(unitOf(spec)).not.toMatch(/^(Type|NotifyAccess)=/m);
  });
});
