import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type OpenPort, openPorts, printPlace, printPortTable } from '../../src/inventory/ports/index.ts';
import { compileText } from '../support/compile.ts';
import { compileGolden, goldenCases } from '../support/golden-case.ts';
import { runs } from '../support/runs.ts';

function portsOf(text: string): OpenPort[] {
  const { cluster, diagnostics } = compileText(text);
  if (cluster === undefined) throw new Error(JSON.stringify(diagnostics));
  return openPorts(cluster);
}

const spec = (version: string, more = '', roles = 'etcd, control-plane, node') => `host: { os: debian, release: "12" }
images: { family: distribution, mirror: "registry.lab:5000" }
kubernetes: { version: "${version}" }
hosts:
  master-1: { address: 192.0.2.1, roles: [${roles}] }
${more}`;

const pki = `pki:
  kubernetes: { ca: ca.crt, server: { cert: s.crt, key: s.key }, serviceAccount: { public: sa.pub, private: sa.key }, kubeletClient: { cert: k.crt, key: k.key } }
  etcd: { ca: ca.crt, server: { cert: s.crt, key: s.key } }
  kubeconfigs: { controller-manager: /c, scheduler: /s, kubelet: /k, proxy: /p }
`;

/** `tcp 192.0.2.1:2379 for members`. */
const lines = (ports: readonly OpenPort[], component: string) =>
  ports
    .filter((port) => port.component === component)
    .map((port) => `${port.protocol} ${printPlace(port)} ${[port.for, ...(port.note ? [port.note] : [])].join(', ')}`);

describe('openPorts', () => {
  test('Kubernetes 1.5 without certificates', () => {
    const ports = portsOf(spec('1.5.2'));
    expect(lines(ports, 'etcd')).toEqual([
      'tcp 192.0.2.1:2379 clients of etcd, without login',
      'tcp 127.0.0.1:2379 this host',
      'tcp 192.0.2.1:2380 members, without login',
    ]);
    expect(lines(ports, 'kube-apiserver')).toEqual([
      'tcp 0.0.0.0:6443 anybody',
      'tcp 0.0.0.0:8080 anybody, without login',
    ]);
    expect(lines(ports, 'kube-controller-manager')).toEqual(['tcp 0.0.0.0:10252 monitoring, without login']);
    expect(lines(ports, 'kube-scheduler')).toEqual(['tcp 0.0.0.0:10251 monitoring, without login']);
    expect(lines(ports, 'kubelet')).toEqual([
      'tcp 0.0.0.0:10250 control plane, without login',
      'tcp 0.0.0.0:10255 monitoring, without login',
      'tcp 127.0.0.1:10248 this host',
      'tcp 0.0.0.0:4194 monitoring, without login',
    ]);
    expect(lines(ports, 'kube-proxy')).toEqual([
      'tcp 127.0.0.1:10249 this host',
      'tcp 0.0.0.0:30000-32767 anybody, for services of the type NodePort',
      'udp 0.0.0.0:30000-32767 anybody, for services of the type NodePort',
    ]);
  });

  test.each([
    ['1.11.0', ['tcp 0.0.0.0:10252 monitoring, without login'], ['tcp 0.0.0.0:10251 monitoring, without login']],
    [
      '1.12.0',
      ['tcp 0.0.0.0:10257 monitoring', 'tcp 0.0.0.0:10252 monitoring, without login'],
      ['tcp 0.0.0.0:10251 monitoring, without login'],
    ],
    [
      '1.19.0',
      ['tcp 0.0.0.0:10257 monitoring', 'tcp 0.0.0.0:10252 monitoring, without login'],
      ['tcp 0.0.0.0:10259 monitoring', 'tcp 0.0.0.0:10251 monitoring, without login'],
    ],
    ['1.22.0', ['tcp 0.0.0.0:10257 monitoring'], ['tcp 0.0.0.0:10259 monitoring']],
  ])('the controllers of %s', (version, manager, scheduler) => {
    const images = 'components: { kubelet: { target: host, criSocket: /run/containerd/containerd.sock } }\n';
    const ports = portsOf(spec(version, pki + images).replace('family: distribution', 'family: upstream'));
    expect(lines(ports, 'kube-controller-manager')).toEqual(manager);
    expect(lines(ports, 'kube-scheduler')).toEqual(scheduler);
  });

  test('with certificates nothing but monitoring is without login, and the plain API is of this host', () => {
    const ports = portsOf(spec('1.7.3', pki));
    expect(lines(ports, 'kube-apiserver')).toEqual(['tcp 0.0.0.0:6443 anybody', 'tcp 127.0.0.1:8080 this host']);
    expect(ports.filter(({ note }) => note === 'without login').map((port) => port.for)).not.toContain('members');
    expect(lines(ports, 'kubelet')[0]).toBe('tcp 0.0.0.0:10250 control plane');
    expect(lines(ports, 'kube-proxy').slice(0, 2)).toEqual([
      'tcp 0.0.0.0:10256 load balancers, without login',
      'tcp 127.0.0.1:10249 this host',
    ]);
  });

  test('flags move ports and addresses, take them away, and words behind them count', () => {
    const ports = portsOf(
      spec(
        '1.7.3',
        `components:
  etcd: { flags: { listen-client-urls: "http://[::]:4001,unix:///run/x,http://0.0.0.0,http://0.0.0.0:2379", listen-metrics-urls: null }, env: { ETCD_LISTEN_PEER_URLS: "http://10.0.0.1:7001" } }
  kube-apiserver: { flags: { insecure-port: 0 }, args: [--secure-port=443, --bind_address, "192.0.2.1"] }
  kube-controller-manager: { delivery: arguments, flags: { address: 127.0.0.1, port: "x" } }
  kube-scheduler: { flags: { port: 99999 } }
  kubelet: { flags: { port: 1, read-only-port: 0, healthz-port: 0, cadvisor-port: 0, address: "fd00::1" } }
  kube-proxy: { flags: { healthz-bind-address: "[::]:81" } }
`,
      ).replace('version: "1.7.3"', 'version: "1.7.3", controlPlaneEndpoint: "http://api.lab:8080"'),
    );
    expect(lines(ports, 'etcd')).toEqual([
      'tcp [::]:4001 clients of etcd, without login',
      'tcp 0.0.0.0:80 clients of etcd, without login',
      'tcp 0.0.0.0:2379 clients of etcd, without login',
      'tcp 10.0.0.1:7001 members, without login',
    ]);
    expect(lines(ports, 'kube-apiserver')).toEqual(['tcp 192.0.2.1:443 anybody']);
    expect(lines(ports, 'kube-controller-manager')).toEqual([]);
    expect(lines(ports, 'kube-scheduler')).toEqual([]);
    expect(lines(ports, 'kubelet')).toEqual(['tcp [fd00::1]:1 control plane, without login']);
    expect(lines(ports, 'kube-proxy')[0]).toBe('tcp [::]:81 load balancers, without login');
  });

  test.each([
    ['vxlan', '', ['udp 0.0.0.0:8472 hosts with flannel']],
    ['vxlan', ', port: 4789', ['udp 0.0.0.0:4789 hosts with flannel']],
    ['udp', '', ['udp 192.0.2.1:8285 hosts with flannel']],
    ['ipip', '', ['ipip 0.0.0.0 hosts with flannel, IP protocol 4']],
    ['host-gw', '', []],
  ])('flannel by %s%s', (type, more, expected) => {
    const version = type === 'ipip' ? '0.20.0' : '0.9.1';
    const flannel = `flannel: { version: "${version}", backend: { type: ${type}${more} } }\n`;
    const etcd = 'etcd: { version: "3.4.23" }\n';
    expect(lines(portsOf(spec('1.7.3', flannel + etcd)), 'flanneld')).toEqual(expected);
  });

  test('flanneld’s health only where it is asked for', () => {
    const more =
      'flannel: {}\ncomponents: { flanneld: { flags: { healthz-port: 9999, healthz-ip: 127.0.0.1 }, env: {} } }\n';
    const version = more.replace('{}', '{ version: "0.9.1" }');
    expect(lines(portsOf(spec('1.7.3', version)), 'flanneld')[1]).toBe('tcp 127.0.0.1:9999 this host');
  });
});

test.each(goldenCases())('every program of golden/%s has ports, and each says what decided it', (name) => {
  const { cluster } = compileGolden(name);
  if (cluster === undefined) throw new Error('it does not compile');
  const ports = openPorts(cluster);
  for (const { from, port = 1 } of ports) {
    expect(from.length).toBeGreaterThan(0);
    expect(port).toBeGreaterThan(0);
  }
  for (const host of cluster.hosts) expect(ports.some((port) => port.host === host.name)).toBe(true);
});

test('whatever stands in a flag, nothing is invented and no line is broken', () => {
  const hostile = fc.oneof(
    fc.string({ maxLength: 12 }),
    fc.constantFrom('\n', '::', '[', ']:', ':1', 'http://', '70000', '-1', '0x10', ' 80'),
  );
  fc.assert(
    fc.property(hostile, fc.constantFrom('address', 'port'), (text, flag) => {
      const components = { kubelet: { flags: { [flag]: text } } };
      const result = compileText(spec('1.7.3', `components: ${JSON.stringify(components)}\n`));
      if (result.cluster === undefined) return;
      const ports = openPorts(result.cluster).filter(({ component }) => component === 'kubelet');
      for (const { port } of ports) expect(port === undefined || (port > 0 && port < 65536)).toBe(true);
      const visible = (one: string) => one.replaceAll(/[^ -~]/g, '?');
      expect(printPortTable(ports, visible).split('\n').length).toBe(ports.length === 0 ? 1 : ports.length + 2);
    }),
    runs(12),
  );
});
