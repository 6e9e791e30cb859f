/** Snapshots of etcd: which program reads them, who the member is, what a host's systemd has. */
import { describe, expect, test } from 'vitest';
import { compileText, fileOf, treeOf } from '../support/compile.ts';

const spec = (components: string, { os = 'debian', version = '3.4.3' } = {}) => `host: { os: ${os} }
etcd: { version: "${version}" }
images: { mirror: "m.lab" }
hosts:
  master-1: { address: 192.168.122.2, roles: [etcd] }
components:
${components}`;
const contentOf = (text: string, unit: string) => fileOf(treeOf(text), `etc/systemd/system/${unit}`).content;

describe('the program that reads a snapshot', () => {
  test.each([
    ['3.4.3', '-- /usr/local/bin/etcdctl\n', '-- /usr/local/bin/etcdctl\n'],
    ['3.6.6', '-- /usr/sbin/runc exec etcd /usr/local/bin/etcdutl\n', '-- /usr/local/bin/etcdutl\n'],
  ])('of etcd %s', (version, saved, restored) => {
    const text = spec('  etcd: { snapshots: {} }\n', { version });
    expect(contentOf(text, 'etcd-snapshot.service')).toContain(saved);
    expect(contentOf(text, 'etcd-restore@.service')).toContain(restored);
  });
});

test('a member is told who it is by its file, or by the unit where the flags stand on its command line', () => {
  const inFile = contentOf(spec('  etcd: { snapshots: {} }\n'), 'etcd-restore@.service');
  expect(inFile).toContain('\nEnvironmentFile=-/etc/etcd/etcd.conf\n');
  expect(inFile).not.toContain('\nEnvironment=');
  const inUnit = contentOf(spec('  etcd: { delivery: arguments, snapshots: {} }\n'), 'etcd-restore@.service');
  expect(inUnit).not.toContain('EnvironmentFile=');
  for (const variable of ['NAME=master-1', 'DATA_DIR=/var/lib/etcd/default.etcd', 'INITIAL_CLUSTER_TOKEN=cluster']) {
    expect(inUnit).toContain(`\nEnvironment=ETCD_${variable}\n`);
  }
});

test('the keys of all layers count together, and each instance has its own', () => {
  const text = `${spec('  etcd: { snapshots: { keep: 3 } }\n  etcd-events: { kind: etcd, on: [etcd], ports: { client: 1, peer: 2 }, snapshots: { dir: /srv/e } }\n')}roles:
  etcd: { components: { etcd: { snapshots: { schedule: hourly } } } }
`;
  expect(contentOf(text, 'etcd-snapshot.service')).toContain(' --dir=/var/lib/etcd-snapshots --keep=3 ');
  expect(contentOf(text, 'etcd-snapshot.timer')).toContain('\nOnCalendar=hourly\n');
  expect(contentOf(text, 'etcd-events-snapshot.service')).toContain(
    ' --dir=/srv/e --keep=7 /usr/local/bin/etcd-eventsctl -- /usr/local/bin/etcd-eventsctl\n',
  );
  expect(contentOf(text, 'etcd-events.service')).toMatch(/^Wants=.* etcd-events-snapshot\.timer$/m);
});

test.each([
  ['centos-atomic', false],
  ['debian', true],
])('on %s the delay of a timer is known: %s', (os, known) => {
  const timer = contentOf(spec('  etcd: { snapshots: {} }\n', { os }), 'etcd-snapshot.timer');
  expect(timer.includes('\nRandomizedDelaySec=1min\n')).toBe(known);
});

test('a schedule that systemd does not know is an error where it is written', () => {
  const text = spec('  etcd: { snapshots: { schedule: "25:00" } }\n');
  const { diagnostics, sources } = compileText(text);
  const found = diagnostics.find(({ code }) => code === 'UC312');
  expect(sources.get('cluster.yaml')?.slice(found?.range?.start, found?.range?.end)).toBe('schedule');
});
