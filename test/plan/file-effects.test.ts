/** What a change of a file means for what runs, on the tree of a real spec. */
import { describe, expect, it } from 'vitest';
import { readDirectiveTable } from '../../src/codec/unit/index.ts';
import { loadBundle } from '../../src/edge/bundle.ts';
import { fileEffects } from '../../src/plan/file-effects.ts';
import { hostLayout } from '../../src/tree/layout.ts';
import { treeOf } from '../support/compile.ts';

const directives = readDirectiveTable(loadBundle().data.directives);
const spec = `images: { family: distribution, mirror: m.lab }
host: { os: debian, release: "12" }
kubernetes: { version: "1.5.2", serviceCIDR: 10.254.0.0/16 }
etcd: { version: "3.1.0" }
flannel: { version: "0.7.0", network: 10.1.0.0/16 }
hosts:
  master-1: { address: 192.168.122.2, roles: [etcd, control-plane, node] }
`;
const effectsOf = (text: string) => fileEffects(treeOf(text), { directives, layout: hostLayout });
const effects = effectsOf(spec);
const unit = (name: string) => `etc/systemd/system/${name}`;

describe('fileEffects', () => {
  it('gives to each file the units that have it from their start', () => {
    expect(effects.get('etc/kubernetes/config')?.restarts).toEqual([
      'kube-apiserver.service',
      'kube-controller-manager.service',
      'kube-proxy.service',
      'kube-scheduler.service',
      'kubelet.service',
    ]);
    expect(effects.get('etc/kubernetes/scheduler')?.restarts).toEqual(['kube-scheduler.service']);
    expect(effects.get('etc/etcd/etcd.conf')?.restarts).toEqual(['etcd.service']);
    expect(effects.get('var/lib/containers/atomic/etcd.0/config.json')?.restarts).toEqual(['etcd.service']);
    expect(effects.get('var/lib/containers/atomic/etcd.0/info')?.restarts).toEqual(['etcd.service']);
    expect(effects.get(unit('etcd.service'))?.restarts).toEqual(['etcd.service']);
    expect(effects.get(unit('docker.service.d/50-flannel.conf'))?.restarts).toEqual(['docker.service']);
  });

  it('gives none to what counts at the next start, or is applied by itself', () => {
    for (const path of ['usr/local/libexec/unitc/wait-ready', 'usr/local/bin/etcdctl', 'etc/tmpfiles.d/etcd.conf']) {
      expect(treeOf(spec).get(path), path).toBeDefined();
      expect(effects.get(path), path).toBeUndefined();
    }
  });

  it('restarts neither templates nor what ends by itself, nor for what only they read', () => {
    const own = effectsOf(`${spec}components: { etcd: { snapshots: {} } }\n`);
    for (const name of ['etcd-restore@.service', 'etcd-snapshot.service']) {
      expect(own.get(unit(name))?.start, name).toBeDefined();
      expect(own.get(unit(name))?.restarts, name).toBeUndefined();
    }
    expect(own.get(unit('etcd-snapshot.timer'))?.restarts).toEqual(['etcd-snapshot.timer']);
    expect(own.get('etc/etcd/etcd.conf')?.restarts).toEqual(['etcd.service']);
  });

  const start = (more: string) => effectsOf(`${spec}${more}`).get(unit('etcd.service'))?.start;

  it.each([
    ['how it restarts', 'unit: { Service: { RestartSec: 9 } }'],
    ['its description', 'unit: { Unit: { Description: another } }'],
    ['who wants it', 'unit: { Install: { Alias: other.service } }'],
    ['its resources', 'unit: { Service: { CPUWeight: 7 } }'],
  ])('a unit starts the same whatever %s', (_what, key) => {
    expect(start(`components: { etcd: { ${key} } }\n`)).toBe(start(''));
  });

  it.each([
    ['another variable', 'unit: { Service: { Environment: A=1 } }'],
    ['another image option', 'unit: { Service: { LimitNOFILE: 4096 } }'],
  ])('a unit starts in another way with %s', (_what, key) => {
    expect(start(`components: { etcd: { ${key} } }\n`)).not.toBe(start(''));
  });

  it('are of links on the way to what is read or run, and of what stands behind them', () => {
    const file = (path: string, content: string, kind: 'unit' | 'text' = 'text') =>
      ({ path, type: 'file', kind, content }) as const;
    const link = (path: string, target: string) => ({ path, type: 'symlink', target }) as const;
    const service =
      '[Service]\nEnvironmentFile=/etc/a/current/env\nExecStart=/usr/local/bin/a --config=/etc/loop/x --key=/etc/up/k\n';
    const found = fileEffects(
      [
        file(unit('a.service'), service, 'unit'),
        ...[
          file('etc/a/one/env', ''),
          file('etc/a/two/env', ''),
          link('etc/a/current', '../b'),
          link('etc/b', '/etc/a/one'),
        ],
        ...[file('usr/local/bin/a-1', ''), file('usr/local/bin/a-2', ''), link('usr/local/bin/a', 'a-1')],
        ...[link('etc/loop', 'loop'), link('etc/up', '../../../../srv'), file('srv/k', ''), link('etc/other', 'a/one')],
        link(unit('multi-user.target.wants/a.service'), '../a.service'),
      ],
      { directives, layout: hostLayout },
    );
    const restarting = [...found].filter(([, { restarts }]) => restarts?.includes('a.service') === true);
    expect(restarting.map(([path]) => path).sort()).toEqual(
      [
        'etc/a/current',
        'etc/a/one/env',
        'etc/b',
        unit('a.service'),
        'etc/loop',
        'etc/up',
        'srv/k',
        'usr/local/bin/a',
        'usr/local/bin/a-1',
      ].sort(),
    );
  });
});
