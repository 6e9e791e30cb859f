/** What happens to units on hosts: causes, reasons, and hosts that are alike. */
import { describe, expect, it } from 'vitest';
import { encodeBytes } from '../../src/codec/unit/index.ts';
import type { Entry } from '../../src/diff/entry.ts';
import { review } from '../../src/review/review.ts';
import type { Side } from '../../src/review/side.ts';
import { hostLayout } from '../../src/tree/layout.ts';
import { reviewOptions, reviewTexts, sideOfSpec } from '../support/review.ts';

const unit = (name: string) => `etc/systemd/system/${name}`;
const service = (more: string, head = '') =>
  `${head}[Service]\nExecStart=/usr/bin/sleep infinity\n${more}\n[Install]\nWantedBy=multi-user.target\n`;
const needsA = '[Unit]\nRequires=a.service\nAfter=a.service\n';

const spec = (level: number, more = '') => `images: { family: distribution, mirror: m.lab }
host: { os: debian, release: "12" }
kubernetes: { version: "1.5.2", serviceCIDR: 10.254.0.0/16 }
etcd: { version: "3.1.0" }
flannel: { version: "0.7.0", network: 10.1.0.0/16 }
components: { kube-scheduler: { flags: { v: ${level} } } }
hosts:
  master-1: { address: 192.168.122.2, roles: [etcd, control-plane] }
  node-1: { address: 192.168.122.3, roles: [node] }
${more}`;

describe('consequences', () => {
  it('say which changes are the cause, and of what goes along why', () => {
    const before = { [unit('a.service')]: service(''), [unit('b.service')]: service('', needsA), 'etc/a.conf': '1\n' };
    const { hosts, changes } = reviewTexts(
      { one: before },
      { one: { ...before, [unit('a.service')]: service('Nice=5'), 'etc/a.conf': '2\n' } },
    );
    const own = changes.findIndex(({ path }) => path === unit('a.service'));
    expect(hosts).toEqual([
      {
        ...{ name: 'one', kind: 'changed', daemonReload: true },
        units: [
          { unit: 'a.service', action: 'restart', changes: [own] },
          { unit: 'b.service', action: 'restart', changes: [], because: { unit: 'a.service', by: 'Requires' } },
        ],
      },
    ]);
  });

  it('are those of the tree of a spec', () => {
    const { hosts } = review(sideOfSpec(spec(2)), sideOfSpec(spec(4)), reviewOptions);
    expect(hosts.map(({ name, units }) => [name, units.map((one) => [one.unit, one.action])])).toEqual([
      ['master-1', [['kube-scheduler.service', 'restart']]],
      ['node-1', []],
    ]);
  });

  it('start what a new host has, and ask nothing of one that is left out', () => {
    const more = '  node-2: { address: 192.168.122.4, roles: [node] }\n';
    const added = review(sideOfSpec(spec(2)), sideOfSpec(spec(2, more)), reviewOptions).hosts;
    const actions = added.find(({ name }) => name === 'node-2')?.units ?? [];
    expect(actions.filter(({ action }) => action === 'start').map((one) => one.unit)).toContain('kubelet.service');
    const removed = review(sideOfSpec(spec(2, more)), sideOfSpec(spec(2)), reviewOptions).hosts;
    expect(removed.find(({ name }) => name === 'node-2')).toEqual({
      ...{ name: 'node-2', kind: 'removed', daemonReload: false, units: [] },
    });
  });

  it('of a whole host are of what its boot starts, and of what lies below /usr too', () => {
    const whole = {
      'usr/lib/systemd/system/default.target': '[Unit]\nWants=a.service b.service\n',
      'usr/lib/systemd/system/a.service': service(''),
      'usr/lib/systemd/system/b.service': service('', '[Unit]\nDefaultDependencies=no\n'),
      'usr/lib/systemd/system/c.service': service('', '[Unit]\nDefaultDependencies=no\n'),
      'usr/lib/systemd/system/sysinit.target': '[Unit]\nDefaultDependencies=no\n',
    };
    const edit = service('Nice=5', '[Unit]\nDefaultDependencies=no\n');
    const { hosts } = reviewTexts(
      { one: whole },
      { one: { ...whole, [unit('b.service')]: edit, 'usr/lib/systemd/system/c.service': edit } },
    );
    expect(hosts[0]?.units.map((one) => [one.unit, one.action])).toEqual([
      // It hides the one below /usr, and runs.
      ['b.service', 'restart'],
      ['c.service', 'daemon-reload'],
    ]);
  });

  it('know where links lead on hosts that are alike but for these', () => {
    const files = (target: string, one: string) => ({
      [unit('a.service')]: service('EnvironmentFile=/etc/a/current'),
      'etc/a/current': `link:${target}`,
      'etc/a/one': one,
      'etc/a/two': 'A=2\n',
    });
    const { hosts } = reviewTexts(
      { one: files('one', 'A=1\n'), two: files('two', 'A=1\n') },
      { one: files('one', 'A=3\n'), two: files('two', 'A=3\n') },
    );
    expect(hosts.map(({ units }) => units.map((one) => [one.unit, one.action]))).toEqual([
      [['a.service', 'restart']],
      [],
    ]);
  });

  it('are found once for hosts that are alike', () => {
    let read = 0;
    const counted = (text: string): Entry => ({
      type: 'file',
      mode: 0o644,
      get content() {
        read += 1;
        return encodeBytes(text);
      },
    });
    const sideOf = (count: number, more: string): Side => {
      const snapshot = new Map([
        [unit('a.service'), counted(service(more))],
        [unit('b.service'), counted(service('', needsA))],
      ]);
      const hosts = Array.from({ length: count }, (_, index) => {
        return [`node-${index}`, { snapshot, layout: hostLayout }] as const;
      });
      return { name: { kind: 'directory', name: '', generator: '' }, hosts: new Map(hosts) };
    };
    const readsOf = (count: number): number => {
      read = 0;
      const { hosts } = review(sideOf(count, ''), sideOf(count, 'Nice=5'), reviewOptions);
      expect(hosts).toHaveLength(count);
      expect(hosts.every(({ units }) => units.length === 2)).toBe(true);
      return read;
    };
    const ofOne = readsOf(1);
    const ofMany = readsOf(201);
    // Comparing the files of each host reads them; nothing else does.
    expect((ofMany - ofOne) / 200).toBeLessThanOrEqual(8);
    expect(ofOne).toBeGreaterThan(8);
  });
});
