/** The flags that unitc sets by itself, at every version: each must be one that the program takes. */
import { describe, expect, test } from 'vitest';
import { vocabulary } from '../../src/compile.ts';
import { components, service } from '../../src/components/registry.ts';
import { hasErrors } from '../../src/core/diagnostic.ts';
import { atLeast } from '../../src/core/version.ts';
import { loadBundle } from '../../src/edge/bundle.ts';
import { flagState, flagTables } from '../../src/model/flags/index.ts';
import { hostSystemTable } from '../../src/model/host-system.ts';
import { resolve } from '../../src/model/resolve.ts';
import { loadSpec } from '../../src/spec/load.ts';

const bundle = loadBundle();
const tables = flagTables(bundle.data);

const kubernetes = Array.from({ length: 34 }, (_, index) => `1.${index + 2}.0`);
const etcd = ['2.0', '2.1', '2.2', '2.3', '3.0', '3.1', '3.2', '3.3', '3.4', '3.5', '3.6', '3.7'].map((v) => `${v}.0`);

const pki = {
  kubernetes: {
    ca: 'ca.crt',
    server: { cert: 'server.crt', key: 'server.key' },
    serviceAccount: { public: 'sa.pub', private: 'sa.key' },
    kubeletClient: { cert: 'kubelet-client.crt', key: 'kubelet-client.key' },
  },
  etcd: { ca: 'etcd/ca.crt', server: { cert: 'etcd/server.crt', key: 'etcd/server.key' } },
  kubeconfigs: Object.fromEntries(
    ['controller-manager', 'scheduler', 'kubelet', 'proxy'].map((name) => [name, `/etc/kubernetes/${name}.conf`]),
  ),
};

interface Versions {
  readonly kubernetes: string;
  readonly etcd: string;
  readonly flannel?: string;
}

function spec(versions: Versions, secure: boolean, kubelet: object): string {
  const roles = [...new Set([...components.values()].flatMap((definition) => definition.roles))];
  return JSON.stringify({
    host: { os: 'debian' },
    images: { mirror: 'registry.lab:5000' },
    kubernetes: { version: versions.kubernetes },
    etcd: { version: versions.etcd },
    ...(versions.flannel !== undefined && { flannel: { version: versions.flannel } }),
    ...(secure && { pki }),
    hosts: { 'host-1': { address: '192.168.122.2', roles } },
    components: Object.fromEntries(
      [...components.keys()].map((kind) => [kind, { delivery: 'arguments', ...(kind === 'kubelet' && kubelet) }]),
    ),
  });
}

/** `kind flag: state` for each flag on a command line of the only host that its program does not surely take. */
function refused(versions: Versions, secure: boolean, kubelet: object = {}): string[] {
  const text = spec(versions, secure, kubelet);
  const { spec: loaded, diagnostics } = loadSpec({ entry: 'cluster.yaml', read: () => text }, vocabulary(bundle));
  if (loaded === undefined || hasErrors(diagnostics)) throw new Error(JSON.stringify(diagnostics));
  const systems = hostSystemTable(bundle.data['host-systems']);
  const resolved = resolve(loaded, { registry: components, service, systems, flagTables: tables, report: () => {} });
  if (resolved === undefined) throw new Error('the spec does not resolve');
  const { cluster } = resolved;
  const found: string[] = [];
  for (const self of cluster.hosts.flatMap((host) => host.instances)) {
    const definition = components.get(self.kind);
    const table = tables.get(self.kind);
    if (definition?.versionOf === undefined || table === undefined) continue;
    const version = versions[definition.versionOf] ?? '';
    const words = definition.workload(cluster, self).argv.map(({ value }) => value);
    const names = words.flatMap((word) => (typeof word === 'string' ? (/^--([^=]+)=/.exec(word)?.[1] ?? []) : []));
    expect(names.length, self.kind).toBeGreaterThan(0);
    for (const name of names) {
      const { kind } = flagState(table, name, version);
      if (!['known', 'deprecated', 'no-effect'].includes(kind)) found.push(`${self.kind} ${name}: ${kind}`);
    }
  }
  return found;
}

test('every kind that has a table is compiled', () => {
  expect([...components.keys()].filter((kind) => tables.get(kind) !== undefined)).toEqual(
    expect.arrayContaining(['kube-apiserver', 'kube-controller-manager', 'kube-scheduler', 'etcd']),
  );
});

describe('Kubernetes', () => {
  test.each(kubernetes)('%s with certificates', (version) => {
    expect(refused({ kubernetes: version, etcd: '3.4.23' }, true)).toEqual([]);
  });
  test.each(kubernetes)('%s with network plugins, or a runtime behind a socket', (version) => {
    const versions = { kubernetes: version, etcd: '3.4.23' };
    const kubelet = { cni: { binDir: '/opt/cni' }, dataDir: '/srv/kubelet' };
    const isOld = version === '1.2.0' || version === '1.3.0';
    expect(isOld ? [] : refused(versions, true, kubelet)).toEqual([]);
    const remote = { ...kubelet, target: 'host', criSocket: '/run/containerd/containerd.sock' };
    if (atLeast(version, '1.6')) expect(refused(versions, true, remote)).toEqual([]);
  });
  test.each(kubernetes.slice(0, 18))('%s without', (version) => {
    expect(refused({ kubernetes: version, etcd: '3.0.17' }, false)).toEqual([]);
  });
});

describe('etcd', () => {
  test.each(etcd)('%s', (version) => {
    for (const other of ['1.5.2', '1.19.0']) {
      expect(refused({ kubernetes: other, etcd: version }, true)).toEqual([]);
      expect(refused({ kubernetes: other, etcd: version }, false)).toEqual([]);
    }
  });
});

describe('flannel', () => {
  test.each(['0.5', '0.7', '0.8', '0.11', '0.17', '0.18', '0.22', '0.27', '0.28'])('%s', (version) => {
    const versions = { kubernetes: '1.5.2', etcd: '3.4.23', flannel: `${version}.0` };
    expect(refused(versions, true)).toEqual([]);
    expect(refused(versions, false)).toEqual([]);
  });
});
