/** systemd itself reads what we compiled: argv, environment files and dependencies are what the workload says. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { expandVariables } from '../../src/codec/unit/index.ts';
import { compile } from '../../src/compile.ts';
import { loadBundle } from '../../src/edge/bundle.ts';
import type { FileTree } from '../../src/tree/file-tree.ts';
import { compileText } from '../support/compile.ts';
import { loadWithSystemd } from './systemd-test.ts';

const unitDirectory = 'etc/systemd/system/';

function unitsOf(tree: FileTree): Record<string, string> {
  const units: Record<string, string> = {};
  for (const artifact of tree) {
    if (artifact.type !== 'file' || artifact.kind !== 'unit' || !artifact.path.endsWith('.service')) continue;
    units[artifact.path.slice(unitDirectory.length)] = artifact.content;
  }
  return units;
}

function golden(name: string): FileTree {
  const read = (file: string) => readFileSync(file, 'utf8');
  const { trees } = compile({ entry: `golden/${name}/spec.yaml`, read }, { bundle: loadBundle(), version: '0.0.0' });
  const tree = trees.get('master-1');
  if (tree === undefined) throw new Error(`${name} does not compile`);
  return tree;
}

/** Systemd shows variables as written: they are replaced when the unit starts. */
const variables = (names: string) => names.split(' ').map((name) => `$${name}`);
const klog = 'KUBE_LOGTOSTDERR KUBE_LOG_LEVEL';
const expected = {
  'kube-apiserver': variables(
    `${klog} KUBE_ETCD_SERVERS KUBE_API_ADDRESS KUBE_API_PORT KUBELET_PORT KUBE_ALLOW_PRIV KUBE_SERVICE_ADDRESSES KUBE_ADMISSION_CONTROL KUBE_API_ARGS`,
  ),
  'kube-controller-manager': variables(`${klog} KUBE_MASTER KUBE_CONTROLLER_MANAGER_ARGS`),
  'kube-scheduler': variables(`${klog} KUBE_MASTER KUBE_SCHEDULER_ARGS`),
};

describe.each(['centos-atomic', 'debian'])('%s', (name) => {
  test('every unit loads without a message, with the packages’ variables in their order', async () => {
    const loaded = await loadWithSystemd(unitsOf(golden(name)), {
      'docker.service': '[Service]\nExecStart=/bin/true\n',
    });
    const flannel = name === 'centos-atomic' ? ['flannel-network-config.service', 'flanneld.service'] : [];
    expect([...loaded.keys()].sort()).toEqual([
      'etcd.service',
      ...flannel,
      'kube-apiserver.service',
      'kube-controller-manager.service',
      'kube-scheduler.service',
      'unitc-kubectl.service',
    ]);
    for (const [unit, { loadState, messages }] of loaded) {
      expect({ unit, loadState, messages }).toEqual({ unit, loadState: 'loaded', messages: [] });
    }
    for (const [unit, words] of Object.entries(expected)) {
      const commands = loaded.get(`${unit}.service`)?.commands;
      const image = `registry.lab:5000/centos/kubernetes-${unit.slice('kube-'.length)}:1.5.2`;
      const [run] = commands?.ExecStart ?? [];
      expect(run?.slice(run.indexOf('--entrypoint'))).toEqual(['--entrypoint', `/usr/bin/${unit}`, image, ...words]);
      const [probe] = commands?.ExecStartPost ?? [];
      expect(probe?.slice(probe.indexOf('--'))).toEqual(['--', unit, ...words]);
      expect(commands?.ExecStop).toEqual([['/usr/bin/docker', 'stop', '--time=20', unit]]);
    }
  });
  test('order: etcd, then the API, then its clients, all after docker', async () => {
    const loaded = await loadWithSystemd(unitsOf(golden(name)), {
      'docker.service': '[Service]\nExecStart=/bin/true\n',
    });
    const names = (unit: string, type: string) => loaded.get(unit)?.dependencies[type]?.map((one) => one.unit) ?? [];
    const order = (unit: string) => names(unit, 'After');
    expect(order('kube-apiserver.service')).toEqual(expect.arrayContaining(['docker.service', 'etcd.service']));
    for (const unit of ['kube-controller-manager.service', 'kube-scheduler.service']) {
      expect(order(unit)).toEqual(expect.arrayContaining(['docker.service', 'kube-apiserver.service']));
      expect(names(unit, 'Requires')).toContain('docker.service');
      // Else their own restart would start what somebody has stopped.
      expect(names(unit, 'Wants')).not.toContain('kube-apiserver.service');
    }
    expect(order('etcd.service')).not.toContain('docker.service');
  });
});

test('nodes, in containers and from packages: every unit loads without a message, and is ordered', async () => {
  const load = async (name: string, host: string) => {
    const read = (file: string) => readFileSync(file, 'utf8');
    const { trees } = compile({ entry: `golden/${name}/spec.yaml`, read }, { bundle: loadBundle(), version: '0.0.0' });
    const tree = trees.get(host);
    if (tree === undefined) throw new Error(`${name} does not compile`);
    const stub = '[Service]\nExecStart=/bin/true\n';
    return loadWithSystemd(unitsOf(tree), { 'docker.service': stub, 'containerd.service': stub });
  };
  for (const [name, host] of [
    ['debian', 'node-1'],
    ['hyperkube', 'master-1'],
    ['rpm-layered', 'master-1'],
    ['rpm-layered', 'node-1'],
    ['upstream', 'node-1'],
    ['services', 'monitor-1'],
  ] as const) {
    for (const [unit, { loadState, messages }] of await load(name, host)) {
      expect({ name, unit, loadState, messages }).toEqual({ name, unit, loadState: 'loaded', messages: [] });
    }
  }
  const debian = await load('debian', 'node-1');
  const klogVariables = variables('KUBE_LOGTOSTDERR KUBE_LOG_LEVEL');
  expect(debian.get('kube-proxy.service')?.commands.ExecStart?.[0]?.slice(-4)).toEqual([
    ...klogVariables,
    ...variables('KUBE_MASTER KUBE_PROXY_ARGS'),
  ]);
  expect(debian.get('kubelet.service')?.commands.ExecStart?.[0]?.slice(-9)).toEqual([
    ...klogVariables,
    ...variables('KUBELET_API_SERVER KUBELET_ADDRESS KUBELET_PORT KUBELET_HOSTNAME KUBE_ALLOW_PRIV'),
    ...variables('KUBELET_POD_INFRA_CONTAINER KUBELET_ARGS'),
  ]);
  const order = (loaded: Awaited<ReturnType<typeof load>>, unit: string, type: string) =>
    loaded.get(unit)?.dependencies[type]?.map((one) => one.unit) ?? [];
  const layered = await load('rpm-layered', 'node-1');
  expect(order(layered, 'kubelet.service', 'Requires')).toContain('docker.service');
  expect(order(layered, 'kube-proxy.service', 'Requires')).not.toContain('docker.service');
  const upstream = await load('upstream', 'node-1');
  expect(order(upstream, 'kubelet.service', 'After')).toContain('containerd.service');
  expect(order(upstream, 'kubelet.service', 'Requires')).not.toContain('docker.service');
});

/** Fragments that mean something to systemd, to docker, to a shell or to JSON. */
const hostile = fc.oneof(
  fc.string({ unit: fc.constantFrom(...' "\'\\%$;#=*`aé😀{}[]()&|<>~,:'), maxLength: 12 }),
  fc.string({ unit: 'grapheme', maxLength: 8 }),
);

test('300 specs with arbitrary strings: systemd passes exactly these words', async () => {
  const seed = 20261122;
  const samples = fc.sample(fc.tuple(hostile, hostile, hostile), { seed, numRuns: 400 });
  const units: Record<string, string> = {};
  const meant = new Map<string, string[]>();
  samples.forEach(([flag, word, value], index) => {
    const text = JSON.stringify({
      host: { os: 'debian', release: '12' },
      images: { family: 'distribution', mirror: 'registry.lab:5000' },
      kubernetes: { version: '1.5.2' },
      hosts: { 'master-1': { address: '192.168.122.2', roles: ['etcd', 'control-plane'] } },
      components: {
        'kube-scheduler': {
          delivery: 'arguments',
          flags: { 'feature-gates': flag },
          args: [word],
          env: { VALUE: value },
        },
      },
    });
    const tree = compileText(text).trees.get('master-1');
    if (tree === undefined) return;
    const unit = unitsOf(tree)['kube-scheduler.service'];
    if (unit === undefined) throw new Error('no unit');
    units[`u${index}.service`] = unit;
    meant.set(`u${index}.service`, [`VALUE=${value}`, `--feature-gates=${flag}`, word]);
  });
  expect(meant.size).toBeGreaterThanOrEqual(300);
  const loaded = await loadWithSystemd(units, {
    'docker.service': '[Service]\nExecStart=/bin/true\n',
    'kube-apiserver.service': '[Service]\nExecStart=/bin/true\n',
  });
  for (const [unit, [env = '', flag = '', word = '']] of meant) {
    const read = loaded.get(unit);
    const state = { unit, loadState: read?.loadState, messages: read?.messages };
    expect(state).toEqual({ unit, loadState: 'loaded', messages: [] });
    const argv = expandVariables(read?.commands.ExecStart?.[0] ?? [], {});
    expect(argv[argv.indexOf('--env') + 1]).toBe(env);
    expect(argv.slice(-2)).toEqual([flag, word]);
  }
});
