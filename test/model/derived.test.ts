/** Flags from which other things follow: what fits stays possible, what does not names the key that moves all. */
import { describe, expect, test } from 'vitest';
import { compileText, fileOf, treeOf } from '../support/compile.ts';

const pki = `pki:
  kubernetes: { ca: ca.crt, server: { cert: s.crt, key: s.key }, serviceAccount: { public: sa.pub, private: sa.key } }
  etcd: { ca: ca.crt, server: { cert: s.crt, key: s.key } }
  kubeconfigs: { kubelet: /etc/kubernetes/kubelet.conf, proxy: /etc/kubernetes/proxy.conf }
`;
const spec = (component: string, settings: string, more = '', address = '192.168.122.2') =>
  `host: { os: debian }
images: { family: distribution, mirror: "m.lab" }
hosts: { master-1: { address: "${address}", roles: [etcd, control-plane, node] } }
components: { ${component}: ${settings} }
${/^kubernetes:/m.test(more) ? '' : 'kubernetes: { version: "1.7.3" }\n'}${more}`;

function found(text: string): string[] {
  return compileText(text).diagnostics.flatMap(({ code, help }) => (code === 'UC142' ? [help ?? ''] : []));
}

describe('what fits', () => {
  test.each([
    ['etcd', '{ flags: { listen-client-urls: "http://0.0.0.0:2379" } }'],
    ['etcd', '{ flags: { listen-client-urls: "http://[::]:2379,http://[::]:4001" } }'],
    ['etcd', '{ flags: { listen-client-urls: ["http://192.168.122.2:2379", "http://10.0.0.1:2379"] } }'],
    ['etcd', '{ flags: { advertise-client-urls: "http://store.lab:2379,http://store.lab:4001" } }'],
    ['etcd', '{ flags: { listen-peer-urls: "http://0.0.0.0:2380,http://10.0.0.1:7001" } }'],
    ['etcd', '{ flags: { name: a, initial-cluster: "a=http://192.168.122.2:2380,b=http://10.0.0.3:2380" } }'],
    ['etcd', '{ flags: { initial-cluster: null, discovery: "http://discovery.lab/x" } }'],
    ['etcd', '{ flags: { name: master-1, data-dir: /var/lib/etcd, wal-dir: /var/lib/etcd/wal } }'],
    ['etcd', '{ flags: { wal-dir: /srv/wal/etcd }, mounts: [{ source: /srv/wal }] }'],
    ['etcd', '{ ports: { client: 4001 }, flags: { listen-client-urls: "http://0.0.0.0:4001" } }'],
    ['etcd', '{ dataDir: /srv/etcd, flags: { data-dir: /srv/etcd/member-1 } }'],
    ['etcd', '{ flags: { initial-cluster-token: lab-2, initial-cluster-state: existing } }'],
    ['etcd', '{ flags: { client-cert-auth: false, cert-file: null, auto-tls: false } }'],
    ['etcd', '{ flags: { client-cert-auth: false } }', pki],
    ['kube-apiserver', '{ flags: { insecure-bind-address: 0.0.0.0, insecure-port: 8080, secure-port: 443 } }'],
    ['kube-apiserver', '{ flags: { address: 192.168.122.2, bind-address: 127.0.0.1 } }'],
    ['kube-apiserver', '{ flags: { insecure-port: 0, bind-address: 192.168.122.2 } }', pki],
    [
      'kube-apiserver',
      '{ flags: { secure-port: 6443 } }',
      `${pki}kubernetes: { version: "1.7.3", controlPlaneEndpoint: "https://api.lab" }\n`,
    ],
    ['kube-apiserver', '{ flags: { service-cluster-ip-range: "10.254.0.0/16,fd00:1::/108" } }'],
    ['kubelet', '{ dataDir: /srv/kubelet, flags: { root-dir: /srv/kubelet } }'],
    ['kubelet', '{ cni: { binDir: /srv/cni }, flags: { cni-bin-dir: /srv/cni/bin } }'],
  ])('%s: %s', (component, settings, more = '') => {
    const text = spec(component, settings, more);
    expect(compileText(text).diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(compileText(text).trees.size).toBe(1);
  });
});

describe('the key that moves all', () => {
  test.each([
    [
      'etcd',
      '{ flags: { listen-client-urls: "http://0.0.0.0:4001" } }',
      'write `ports: { client: 4001 }`, from which all of them follow',
    ],
    [
      'etcd',
      '{ args: [--listen-client-urls=http://0.0.0.0:4001] }',
      'write `ports: { client: 4001 }`, from which all of them follow',
    ],
    ['etcd', '{ flags: { listen-client-urls: "https://0.0.0.0:2379" } }', 'write `pki.etcd`, from which https follows'],
    [
      'etcd',
      '{ flags: { initial-advertise-peer-urls: "http://192.168.122.2:7001" } }',
      'write `ports: { peer: 7001 }`, from which both follow',
    ],
    ['etcd', '{ flags: { data-dir: /srv/etcd } }', 'write `dataDir: /srv/etcd`, or a directory below `/var/lib/etcd`'],
    [
      'kube-apiserver',
      '{ flags: { port: 80 } }',
      'write `kubernetes.controlPlaneEndpoint: http://192.168.122.2:80`, from which both follow',
    ],
    ['kubelet', '{ flags: { root-dir: /srv/kubelet } }', 'write `dataDir: /srv/kubelet`, from which both follow'],
  ])('%s: %s', (component, settings, help) => {
    expect(found(spec(component, settings))).toEqual([help]);
  });

  test('and what it says is true', () => {
    const tree = treeOf(spec('etcd', '{ ports: { client: 4001, peer: 7001 }, dataDir: /srv/etcd }'));
    const file = fileOf(tree, 'etc/etcd/etcd.conf').content;
    expect(file).toContain('ETCD_LISTEN_CLIENT_URLS="http://192.168.122.2:4001,http://127.0.0.1:4001"');
    expect(file).toContain('ETCD_INITIAL_CLUSTER="master-1=http://192.168.122.2:7001"');
    expect(file).toContain('ETCD_DATA_DIR="/srv/etcd/default.etcd"');
    expect(fileOf(tree, 'etc/kubernetes/apiserver').content).toContain('--etcd-servers=http://192.168.122.2:4001"');
    expect(fileOf(tree, 'usr/local/bin/etcdctl').content).toContain('\nendpoints=http://127.0.0.1:4001\n');
  });
});

test('etcdctl asks loopback only where etcd listens there', () => {
  const endpoints = (settings: string) =>
    /^endpoints=(.*)$/m.exec(fileOf(treeOf(spec('etcd', settings)), 'usr/local/bin/etcdctl').content)?.[1];
  expect(endpoints('{}')).toBe('http://127.0.0.1:2379');
  expect(endpoints('{ flags: { listen-client-urls: "http://0.0.0.0:2379" } }')).toBe('http://127.0.0.1:2379');
  expect(endpoints('{ flags: { listen-client-urls: "http://192.168.122.2:2379" } }')).toBe('http://192.168.122.2:2379');
});

test('a host with a name: any of its addresses may be where it listens', () => {
  const named = (urls: string) => found(spec('etcd', `{ flags: { listen-client-urls: "${urls}" } }`, '', 'store.lab'));
  expect(named('http://192.168.122.2:2379')).toEqual([]);
  expect(named('http://127.0.0.1:2379')).toEqual(['add `http://store.lab:2379`, or take the flag away']);
});
