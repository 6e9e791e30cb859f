/** flannel on its hosts: where it runs, what it is told, what docker and etcd get. */
import { describe, expect, test } from 'vitest';
import type { FileTree } from '../../src/tree/file-tree.ts';
import { codesOf, compileText, fileOf, treeOf } from '../support/compile.ts';
import { argvOf, environmentOf } from '../support/launch.ts';

const spec = (flannel: string, more = '', os = 'centos-atomic', roles = 'etcd, control-plane') =>
  `host: { os: ${os} }\nimages: { family: distribution, mirror: "m.lab" }\nkubernetes: { version: "1.5.2" }\nflannel: ${flannel}\nhosts:\n  master-1: { address: 192.168.122.2, roles: [${roles}] }\n${more}`;
const unit = 'etc/systemd/system/flanneld.service';
const dropIn = 'etc/systemd/system/docker.service.d/50-flannel.conf';
const configUnit = 'etc/systemd/system/flannel-network-config.service';
const hosts = (text: string, path: string) =>
  [...compileText(text).trees].flatMap(([name, tree]) => (tree.get(path) === undefined ? [] : [name]));

describe('which hosts', () => {
  const more =
    '  node-1: { address: 192.168.122.3, roles: [node] }\n  etcd-2: { address: 192.168.122.4, roles: [etcd] }\n  etcd-3: { address: 192.168.122.5, roles: [etcd] }\n  other-1: { address: 192.168.122.6, roles: [other] }\ncomponents:\n  more: { kind: kube-scheduler, on: [other] }\n';
  test('control planes, nodes, and where docker runs something', () => {
    expect(hosts(spec('{}', more), unit)).toEqual(['master-1', 'node-1', 'other-1']);
    expect(hosts(spec('{}', more), dropIn)).toEqual(['master-1', 'node-1', 'other-1']);
  });
  test('those of `on` alone, where it is written', () => {
    expect(hosts(spec('{}', `${more}  flanneld: { on: [node] }\n`), unit)).toEqual(['node-1']);
  });
  test('the key is written where etcd is', () => {
    expect(hosts(spec('{}', more), configUnit)).toEqual(['etcd-2', 'etcd-3', 'master-1']);
  });
  test('none without `flannel`, and then nothing runs on nodes', () => {
    const text = spec('{}', more.replace('  node-1: { address: 192.168.122.3, roles: [node] }\n', ''));
    expect(hosts(text.replace('flannel: {}\n', ''), unit)).toEqual([]);
    expect(hosts(text.replace('flannel: {}\n', ''), configUnit)).toEqual([]);
  });
});

/** The last command after the start; the one before it waits for the lease. */
function dockerOptsOf(tree: FileTree): string[] {
  const line = /^ExecStartPost=(.*docker-opts.*)$/m.exec(fileOf(tree, unit).content)?.[1];
  return (line ?? '').split(' ');
}

describe('flanneld', () => {
  const oci = (text: string) => {
    const tree = treeOf(text);
    const { content } = fileOf(tree, unit);
    expect(content).toContain('-etcd-endpoints=${' + 'FLANNEL_ETCD_ENDPOINTS} \\\n');
    const env = environmentOf(tree, 'flanneld.service');
    return { tree, env };
  };
  test('is told as by the packages: one word each, then the options', () => {
    const pki =
      'pki: { etcd: { ca: ca.crt, server: { cert: s.crt, key: s.key }, client: { cert: c.crt, key: c.key } } }\n';
    const { env } = oci(spec('{}', `${pki}components: { flanneld: { flags: { iface: "eth 1", ip-masq: true } } }\n`));
    expect(env).toEqual({
      FLANNEL_ETCD_ENDPOINTS: 'https://192.168.122.2:2379',
      FLANNEL_ETCD_PREFIX: '/atomic.io/network',
      FLANNEL_OPTIONS:
        '--etcd-cafile=/etc/etcd/certs/ca.crt --etcd-certfile=/etc/etcd/certs/c.crt --etcd-keyfile=/etc/etcd/certs/c.key "--iface=eth 1" --ip-masq=true',
    });
  });
  test('endpoints can be others', () => {
    const { env } = oci(
      spec('{}', 'components: { flanneld: { flags: { etcd-endpoints: ["http://a:1", "http://b:2"] } } }\n'),
    );
    expect(env.FLANNEL_ETCD_ENDPOINTS).toBe('http://a:1,http://b:2');
  });
  test('ends a start that takes as long as docker waits, and stops in time', () => {
    const { content } = fileOf(treeOf(spec('{ dockerWait: 17 }')), unit);
    expect(content).toContain('wait-ready --timeout=17 --file=/run/flannel/subnet.env \\\n    -- flanneld\n');
    expect(content).toContain('\nTimeoutStopSec=10s\n');
    expect(fileOf(treeOf(spec('{ dockerWait: 17 }')), dropIn).content).toContain(' --timeout=17 ');
  });
  test.each([
    ['centos-atomic', 'DOCKER_NETWORK_OPTIONS'],
    ['fedora-atomic, release: "25"', 'DOCKER_NETWORK_OPTIONS'],
    ['debian', 'DOCKER_OPTS'],
    ['flatcar', 'DOCKER_OPTS'],
    ['generic, dockerNetworkVariable: OUR_OPTIONS', 'OUR_OPTIONS'],
  ])('gives docker of %s its options in %s', (os, variable) => {
    const tree = treeOf(spec('{ version: "0.20.2", late: report }', 'etcd: { version: "3.4.23" }\n', os));
    expect(dockerOptsOf(tree)).toEqual([
      '/usr/local/libexec/unitc/docker-opts',
      '--late=report',
      variable,
      '/run/flannel/docker',
    ]);
  });
  test('may change kernel settings, and opens a tun device for udp alone', () => {
    const config = (backend: string) =>
      fileOf(treeOf(spec(`{ backend: { type: ${backend} } }`)), 'var/lib/containers/atomic/flanneld.0/config.json')
        .content;
    expect(config('vxlan')).not.toContain('"/proc/sys"');
    expect(config('vxlan')).not.toContain('/dev/net/tun');
    expect(config('udp')).toContain('/dev/net/tun');
  });
  test.each([
    ['0.7.1', 'm.lab/coreos/flannel:v0.7.1-amd64'],
    ['0.14.0', 'm.lab/coreos/flannel:v0.14.0'],
    ['0.17.0', 'm.lab/rancher/mirrored-flannelcni-flannel:v0.17.0'],
    ['0.22.0', 'm.lab/flannel/flannel:v0.22.0'],
    ['0.27.4', 'm.lab/flannel-io/flannel:v0.27.4'],
  ])('%s is the image %s', (version, image) => {
    const tree = treeOf(spec(`{ version: "${version}" }`));
    const info = fileOf(tree, 'var/lib/containers/atomic/flanneld.0/info').content;
    expect(JSON.parse(info)).toMatchObject({ image });
  });
});

describe('the network key', () => {
  const words = (text: string) => argvOf(treeOf(text), 'flannel-network-config.service').slice(2);
  test('is written with the API that flannel reads', () => {
    const rest = ['/atomic.io/network/config', '/etc/flanneld/network.json'];
    expect(words(spec('{ version: "0.17.0" }'))).toEqual(['/usr/local/bin/etcdctl', '2', ...rest]);
    expect(words(spec('{ version: "0.18.0" }'))).toEqual(['/usr/local/bin/etcdctl', '3', ...rest]);
  });
  test('has the prefix of the image family', () => {
    expect(words(spec('{}').replace('distribution', 'upstream'))[2]).toBe('/coreos.com/network/config');
    expect(words(spec('{ etcdPrefix: /lab/net }'))[2]).toBe('/lab/net/config');
  });
  test('always names the backend', () => {
    const json = (flannel: string) => JSON.parse(fileOf(treeOf(spec(flannel)), 'etc/flanneld/network.json').content);
    expect(json('{}')).toEqual({ Network: '172.16.0.0/12', SubnetLen: 24, Backend: { Type: 'vxlan' } });
    const all =
      '{ version: "0.14.0", network: 10.1.0.0/16, subnetLength: 22, backend: { type: vxlan, vni: 7, port: 1, directRouting: true } }';
    expect(json(all)).toEqual({
      Network: '10.1.0.0/16',
      SubnetLen: 22,
      Backend: { Type: 'vxlan', VNI: 7, Port: 1, DirectRouting: true },
    });
  });
  test('makes etcd 3.4 and 3.5 serve API 2 where flannel reads it', () => {
    const etcd = (flannel: string, version: string) =>
      environmentOf(
        treeOf(spec(flannel, `etcd: { version: "${version}" }\n`).replace('1.5.2', '1.7.3')),
        'etcd.service',
      ).ETCD_ENABLE_V2;
    expect(etcd('{ version: "0.7.1" }', '3.4.23')).toBe('true');
    expect(etcd('{ version: "0.18.0" }', '3.4.23')).toBeUndefined();
    expect(etcd('{ version: "0.7.1" }', '3.3.10')).toBeUndefined();
  });
});

describe('networks', () => {
  test.each([
    ['10.254.0.0/16', 'UC163'],
    ['10.254.7.0/24, subnetLength: 26', 'UC163'],
    ['10.0.0.0/8', 'UC163'],
    ['192.168.0.0/16', 'UC163'],
    ['192.168.122.2/32, subnetLength: 30', 'UC163'],
    ['"fd00::/48"', 'UC164'],
    ['10.1.0.0/24', 'UC164'],
    ['10.1.0.0/25', 'UC164'],
  ])('%s is refused with %s', (network, code) => {
    expect(codesOf(compileText(spec(`{ network: ${network} }`)))).toContain(code);
  });
  test.each(['10.255.0.0/16', '10.252.0.0/15', '192.168.64.0/19', '100.64.0.0/10'])('%s is taken', (network) => {
    expect(codesOf(compileText(spec(`{ network: ${network} }`)))).toEqual([]);
  });
  test('every host needs a subnet', () => {
    const more = '  node-1: { address: 192.168.122.3, roles: [node] }\n';
    expect(codesOf(compileText(spec('{ network: 10.1.0.0/23 }', more)))).toEqual(['UC164']);
    expect(codesOf(compileText(spec('{ network: 10.1.0.0/22 }', more)))).toEqual([]);
  });
});

describe('the version of docker', () => {
  const forward = (docker: string) =>
    fileOf(treeOf(spec('{}').replace('centos-atomic', `centos-atomic, docker: "${docker}"`)), dropIn).content;
  test('decides whether the FORWARD policy needs a cure', () => {
    expect(forward('1.12.6')).not.toContain('FORWARD');
    expect(forward('1.13.1')).toContain('ExecStartPost=-/usr/sbin/iptables -P FORWARD ACCEPT\n');
    expect(fileOf(treeOf(spec('{}')), dropIn).content).toContain('FORWARD');
  });
  test('has no effect where docker runs nothing', () => {
    const only = 'host: { os: debian, docker: "20.10" }\nhosts: { a: { address: 10.0.0.1, roles: [etcd] } }\n';
    expect(codesOf(compileText(only))).toEqual(['UC120']);
  });
});
