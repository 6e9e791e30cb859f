/** What a version of Kubernetes or etcd changes: flags, health addresses, images, the API of etcdctl. */
import { describe, expect, test } from 'vitest';
import { atLeast } from '../../src/core/version.ts';
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

describe('nodes', () => {
  const login =
    'pki: { kubeconfigs: { kubelet: /etc/kubernetes/kubelet.conf, proxy: /etc/kubernetes/proxy.conf, controller-manager: /c.conf, scheduler: /s.conf }, kubernetes: { ca: ca.crt, server: { cert: s.crt, key: s.key }, serviceAccount: { public: sa.pub, private: sa.key } } }\n';
  const node = (version: string, more = login, kubelet = '') =>
    treeOf(
      `host: { os: debian }\nimages: { family: distribution, mirror: "m.lab" }\nkubernetes: { version: "${version}" }\nhosts:\n  master-1: { address: 192.168.122.2, roles: [etcd, control-plane] }\n  node-1: { address: 192.168.122.3, roles: [node] }\n${more}components: { kubelet: { delivery: arguments${kubelet} } }\n`,
      'node-1',
    );
  const kubelet = (version: string, more?: string, settings?: string) =>
    argvOf(node(version, more, settings), 'kubelet.service').filter(
      (word) => word.startsWith('--') && word.includes('='),
    );
  const remote = ', target: host, criSocket: /run/crio/crio.sock';

  test('where the API is: a flag before 1.8, a kubeconfig from then on', () => {
    expect(kubelet('1.7.3', '')).toContain('--api-servers=http://192.168.122.2:8080');
    expect(kubelet('1.8.0').filter((word) => word.startsWith('--api-servers'))).toEqual([]);
    expect(kubelet('1.8.0')).toContain('--kubeconfig=/etc/kubernetes/kubelet.conf');
  });
  test.each([
    ['1.4.0', '--allow-privileged=false', true],
    ['1.14.0', '--allow-privileged=false', true],
    ['1.15.0', '--allow-privileged=false', false],
    ['1.4.0', '--cgroup-driver=systemd', false],
    ['1.5.0', '--cgroup-driver=systemd', true],
    ['1.15.0', '--containerized=true', true],
    ['1.16.0', '--containerized=true', false],
    ['1.23.0', '--logtostderr=true', true],
  ])('kubelet %s: %s is %s', (version, word, expected) => {
    expect(kubelet(version).includes(word)).toBe(expected);
  });
  test.each([
    ['1.6.0', ['--container-runtime=remote', '--container-runtime-endpoint=unix:///run/crio/crio.sock']],
    ['1.23.0', ['--container-runtime=remote', '--container-runtime-endpoint=unix:///run/crio/crio.sock']],
    ['1.24.0', ['--container-runtime-endpoint=unix:///run/crio/crio.sock']],
  ])('kubelet %s with a socket', (version, expected) => {
    expect(kubelet(version, login, remote).filter((word) => word.startsWith('--container-'))).toEqual(expected);
  });
  test('CNI directories are the kubelet’s only while it runs docker itself', () => {
    const cni = ', cni: { confDir: /etc/net.d }';
    const flags = ['--network-plugin=cni', '--cni-bin-dir=/opt/cni/bin', '--cni-conf-dir=/etc/net.d'];
    expect(kubelet('1.23.0', login, cni)).toEqual(expect.arrayContaining(flags));
    for (const version of ['1.23.0', '1.24.0']) {
      const tree = node(version, login, remote + cni);
      expect(argvOf(tree, 'kubelet.service').filter((word) => /cni/.test(word))).toEqual([]);
      expect(fileOf(tree, 'etc/tmpfiles.d/kubelet.conf').content).toContain('\nd /etc/net.d 0755 root root - -\n');
    }
  });
  test('volumes: the host mounts them until 1.15, then they have to get out of the container', () => {
    const volumes = (version: string) =>
      argvOf(node(version), 'kubelet.service').filter((word) => /^\/(:|var\/lib\/kubelet)/.test(word));
    expect(volumes('1.15.0')).toEqual(['/:/rootfs:ro', '/var/lib/kubelet:/var/lib/kubelet:slave']);
    expect(volumes('1.16.0')).toEqual(['/var/lib/kubelet:/var/lib/kubelet:shared']);
  });
  test('variables of the packages’ unit', () => {
    const names = (version: string) => {
      const text = fileOf(
        treeOf(
          spec(version, login)
            .replace('control-plane]', 'control-plane, node]')
            .replace('images: {', 'images: { family: distribution,')
            .concat(atLeast(version, '1.24') ? `components: { kubelet: { target: host${remote.slice(14)} } }\n` : ''),
        ),
        'etc/systemd/system/kubelet.service',
      ).content;
      return [...new Set([...text.matchAll(/\$(\w+)/g)].map(([, name]) => name))];
    };
    const klog = ['KUBE_LOGTOSTDERR', 'KUBE_LOG_LEVEL'];
    const own = ['KUBELET_ADDRESS', 'KUBELET_PORT', 'KUBELET_HOSTNAME'];
    const pause = 'KUBELET_POD_INFRA_CONTAINER';
    expect(names('1.5.2')).toEqual([...klog, 'KUBELET_API_SERVER', ...own, 'KUBE_ALLOW_PRIV', pause, 'KUBELET_ARGS']);
    expect(names('1.8.0')).toEqual([...klog, 'KUBELET_KUBECONFIG', ...own, 'KUBE_ALLOW_PRIV', pause, 'KUBELET_ARGS']);
    expect(names('1.15.0')).toEqual([...klog, 'KUBELET_KUBECONFIG', ...own, pause, 'KUBELET_ARGS']);
    expect(names('1.35.0')).toEqual([...klog, 'KUBELET_KUBECONFIG', ...own, 'KUBELET_ARGS']);
  });
  test.each([
    ['1.6.0', 'http://127.0.0.1:10249/healthz'],
    ['1.7.0', 'http://127.0.0.1:10256/healthz'],
    ['1.35.0', 'http://127.0.0.1:10256/healthz'],
  ])('kube-proxy %s answers at %s', (version, url) => {
    const tree = node(version, login, version === '1.35.0' ? remote : '');
    expect(argvOf(tree, 'kube-proxy.service', 'ExecStartPost')).toContain(`--url=${url}`);
    expect(argvOf(tree, 'kubelet.service', 'ExecStartPost')).toContain('--url=http://127.0.0.1:10248/healthz');
  });
  test('kubelets ask for certificates where the API servers have one', () => {
    const secure = login.replace('serviceAccount', 'kubeletClient: { cert: k.crt, key: k.key }, serviceAccount');
    const flags = [
      '--client-ca-file=/etc/kubernetes/certs/ca.crt',
      '--anonymous-auth=false',
      '--authorization-mode=Webhook',
    ];
    expect(kubelet('1.9.0', secure)).toEqual(expect.arrayContaining(flags));
    expect(kubelet('1.9.0').filter((word) => /client-ca|anonymous|authorization/.test(word))).toEqual([]);
    const api = argvOf(treeOf(spec('1.9.0', secure)), 'kube-apiserver.service');
    expect(api).toEqual(
      expect.arrayContaining([
        '--kubelet-client-certificate=/etc/kubernetes/certs/k.crt',
        '--kubelet-client-key=/etc/kubernetes/certs/k.key',
      ]),
    );
  });
  test.each([
    ['1.9.1', 'm.lab/google_containers/hyperkube-amd64:v1.9.1', 'proxy'],
    ['1.10.0', 'm.lab/hyperkube:v1.10.0', 'proxy'],
    ['1.14.0', 'm.lab/hyperkube:v1.14.0', 'proxy'],
    ['1.15.0', 'm.lab/hyperkube:v1.15.0', 'kube-proxy'],
    ['1.18.0', 'm.lab/hyperkube:v1.18.0', 'kube-proxy'],
  ])('hyperkube %s is %s %s', (version, image, command) => {
    const text = spec(version, login)
      .replace('images: {', 'images: { family: hyperkube,')
      .replace('plane]', 'plane, node]');
    const argv = argvOf(treeOf(text), 'kube-proxy.service');
    expect(argv.slice(argv.indexOf('--entrypoint'), argv.indexOf('--entrypoint') + 4)).toEqual([
      '--entrypoint',
      '/hyperkube',
      image,
      command,
    ]);
  });
  test('from 1.19 on there is no hyperkube, and never a kubelet outside of it', () => {
    const hyperkube = spec('1.19.0', login).replace('images: {', 'images: { family: hyperkube,');
    expect(codesOf(compileText(hyperkube))).toEqual(['UC103', 'UC103', 'UC103']);
    expect(codesOf(compileText(spec('1.18.0', login).replace('plane]', 'plane, node]')))).toEqual(['UC103']);
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
