/** What a version of Kubernetes or etcd changes: flags, health addresses, images, the API of etcdctl. */
import { describe, expect, test } from 'vitest';
import { codesOf, compileText, fileOf, treeOf } from '../support/compile.ts';
import { argvOf, environmentOf } from '../support/launch.ts';

const host = 'hosts:\n  master-1: { address: 192.168.122.2, roles: [etcd, control-plane] }\n';
const pki = `pki:
  kubernetes: { ca: ca.crt, server: { cert: s.crt, key: s.key }, serviceAccount: { public: sa.pub, private: sa.key } }
  kubeconfigs: { controller-manager: /etc/kubernetes/cm.conf, scheduler: /etc/kubernetes/sched.conf }
`;
const spec = (version: string, more = '') =>
  `host: { os: debian }\nimages: { mirror: "m.lab" }\nkubernetes: { version: "${version}" }\n${host}${more}`;

function urls(text: string, unit: string): string[] {
  return argvOf(treeOf(text), unit, 'ExecStartPost')
    .filter((word) => word.startsWith('--url='))
    .map((word) => word.slice('--url='.length));
}

describe('health addresses', () => {
  test.each([
    ['1.5.2', '', ['http://127.0.0.1:8080/healthz', 'https://127.0.0.1:6443/healthz']],
    ['1.16.0', pki, ['http://127.0.0.1:8080/healthz', 'https://127.0.0.1:6443/readyz']],
    ['1.20.2', pki, ['https://127.0.0.1:6443/readyz']],
  ])('kube-apiserver %s', (version, more, expected) => {
    expect(urls(spec(version, more), 'kube-apiserver.service')).toEqual(expected);
  });
  test.each([
    ['1.12.10', ['http://127.0.0.1:10252/healthz']],
    ['1.13.0', ['https://127.0.0.1:10257/healthz', 'http://127.0.0.1:10252/healthz']],
    ['1.21.14', ['https://127.0.0.1:10257/healthz', 'http://127.0.0.1:10252/healthz']],
    ['1.22.0', ['https://127.0.0.1:10257/healthz']],
  ])('kube-controller-manager %s', (version, expected) => {
    expect(urls(spec(version, pki), 'kube-controller-manager.service')).toEqual(expected);
  });
  test.each([
    ['1.22.0', ['https://127.0.0.1:10259/healthz', 'http://127.0.0.1:10251/healthz']],
    ['1.23.0', ['https://127.0.0.1:10259/healthz']],
  ])('kube-scheduler %s', (version, expected) => {
    expect(urls(spec(version, pki), 'kube-scheduler.service')).toEqual(expected);
  });
});

describe('flags', () => {
  const words = (version: string, more = '') => argvOf(treeOf(spec(version, more)), 'kube-apiserver.service');
  test('admission: ServiceAccount only with its keys, no list of ours from 1.10 on', () => {
    expect(words('1.5.2')).toContain('--admission-control=NamespaceLifecycle,LimitRanger,ResourceQuota');
    expect(words('1.5.2', pki)).toContain(
      '--admission-control=NamespaceLifecycle,LimitRanger,ServiceAccount,ResourceQuota',
    );
    expect(words('1.10.0', pki).filter((word) => /admission/.test(word))).toEqual([]);
  });
  test('klog’s flag is gone with 1.26', () => {
    expect(words('1.25.0', pki)).toContain('--logtostderr=true');
    expect(words('1.26.0', pki)).not.toContain('--logtostderr=true');
  });
  test('the plain port is open to other hosts only without certificates', () => {
    expect(words('1.5.2')).toEqual(expect.arrayContaining(['--insecure-bind-address=0.0.0.0', '--insecure-port=8080']));
    expect(words('1.5.2', pki)).toEqual(
      expect.arrayContaining(['--insecure-bind-address=127.0.0.1', '--secure-port=6443']),
    );
    expect(words('1.20.2', pki).filter((word) => word.startsWith('--insecure'))).toEqual([]);
  });
  test('service account keys are compulsory from 1.20', () => {
    expect(codesOf(compileText(spec('1.20.2')))).toContain('UC111');
    expect(words('1.20.2', pki)).toEqual(
      expect.arrayContaining([
        '--service-account-key-file=/etc/kubernetes/certs/sa.pub',
        '--service-account-signing-key-file=/etc/kubernetes/certs/sa.key',
        '--service-account-issuer=https://kubernetes.default.svc',
      ]),
    );
  });
});

describe('etcd', () => {
  const etcd = (version: string, kubernetes: string) =>
    treeOf(
      `host: { os: debian }\nkubernetes: { version: "${kubernetes}" }\netcd: { version: "${version}" }\nhosts:\n  master-1: { address: 192.168.122.2, roles: [etcd] }\n`,
    );
  test.each([
    ['3.3.10', '1.5.2', '2', undefined],
    ['3.4.23', '1.5.2', '3', 'true'],
    ['3.4.23', '1.6.0', '3', undefined],
    ['3.6.6', '1.35.0', '3', undefined],
  ])('etcd %s for Kubernetes %s', (version, kubernetes, api, enableV2) => {
    const tree = etcd(version, kubernetes);
    expect(environmentOf(tree, 'etcd.service').ETCD_ENABLE_V2).toBe(enableV2);
    expect(fileOf(tree, 'usr/local/bin/etcdctl').content).toContain(`\ndefault_api=${api}\n`);
  });
  test('a second instance shares nothing with the first', () => {
    const tree = treeOf(
      `host: { os: debian }\nname: lab\nhosts:\n  master-1: { address: 192.168.122.2, roles: [etcd] }\ncomponents:\n  etcd-events: { kind: etcd, on: [etcd], ports: { client: 2381, peer: 2382 } }\n`,
    );
    const first = Object.entries(environmentOf(tree, 'etcd.service'));
    const second = environmentOf(tree, 'etcd-events.service');
    const same = first.filter(([name, value]) => second[name] === value).map(([name]) => name);
    expect(same).toEqual(['ETCD_NAME', 'ETCD_INITIAL_CLUSTER_STATE']);
    expect(tree.get('usr/local/bin/etcd-eventsctl')).toBeDefined();
    expect(tree.get('var/lib/containers/atomic/etcd-events.0/config.json')).toBeDefined();
  });
});

describe('default images', () => {
  const image = (text: string) =>
    /kube-apiserver \\\n {4}(\S+) \\/.exec(
      fileOf(treeOf(text), 'etc/systemd/system/kube-apiserver.service').content,
    )?.[1];
  test.each([
    ['os: centos-atomic', '1.5.2', 'm.lab/centos/kubernetes-apiserver:1.5.2'],
    ['os: fedora-atomic, release: "27"', '1.7.3', 'm.lab/f27/kubernetes-apiserver:0'],
    ['os: debian', '1.9.1', 'm.lab/google_containers/kube-apiserver-amd64:v1.9.1'],
    ['os: debian', '1.12.0', 'm.lab/kube-apiserver:v1.12.0'],
    ['os: debian', '1.35.0', 'm.lab/kube-apiserver:v1.35.0'],
  ])('%s %s', (os, version, expected) => {
    const text = `host: { ${os} }\nimages: { mirror: "m.lab" }\nkubernetes: { version: "${version}" }\n${host}${pki}`;
    expect(image(text)).toBe(expected);
  });
  test('a registry that is gone warns, a mirror cures it', () => {
    expect(codesOf(compileText(`host: { os: centos-atomic }\n${host}`))).toEqual(['UC104']);
    expect(codesOf(compileText(`host: { os: centos-atomic }\nimages: { mirror: "m.lab" }\n${host}`))).toEqual([]);
  });
});

test('`host` and `hosts` alone are enough', () => {
  for (const os of ['centos-atomic', 'centos-atomic-continuous', 'fedora-atomic']) {
    expect([...compileText(`host: { os: ${os} }\n${host}`).trees.keys()], os).toEqual(['master-1']);
  }
});
