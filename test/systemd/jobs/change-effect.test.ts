import { expect, test } from 'vitest';
import { type ActiveState, changeEffect } from '../../../src/systemd/index.ts';
import { bare, rootOfUnits } from '../graph/graphs.ts';
import { directives } from '../roots.ts';

const service = (lines: string, unit = '') => bare(unit, `[Service]\nExecStart=/bin/true /etc/a.conf\n${lines}`);
const base: Readonly<Record<string, string>> = {
  'a.service': service('EnvironmentFile=/etc/a.env'),
  'b.service': service('ExecReload=/bin/kill -HUP $MAINPID', 'PartOf=a.service'),
  'm.target': '[Unit]\nWants=a.service\n',
  'data.mount': '[Mount]\nWhat=/dev/sda1\nWhere=/data\nOptions=ro\n',
};

/** `unit action` of what changed, and the jobs. */
function effect(
  changed: Readonly<Record<string, string>>,
  files: readonly string[] = [],
  inactive: readonly string[] = [],
) {
  const after = Object.fromEntries(Object.entries({ ...base, ...changed }).filter(([, text]) => text !== 'gone'));
  const running = [
    'a.service',
    'b.service',
    'm.target',
    'data.mount',
    'system.slice',
    'sysinit.target',
    'dev-sda1.device',
  ];
  const states = new Map(
    running.filter((unit) => !inactive.includes(unit)).map((unit): [string, ActiveState] => [unit, 'active']),
  );
  const found = changeEffect(rootOfUnits(base), rootOfUnits(after), states, { directives, systemd: 252, files });
  return {
    units: found.units.map(({ unit, action }) => `${unit} ${action}`),
    jobs: found.jobs.jobs.map(({ unit, type }) => `${unit} ${type}`),
    reload: found.daemonReload,
  };
}

test('comments, order and [Install] change nothing', () => {
  const text = `# why\n${base['a.service']}\n[Install]\nWantedBy=m.target\n`;
  expect(effect({ 'a.service': text })).toEqual({ units: [], jobs: [], reload: false });
});

test('what a program starts with needs a restart, which goes to parts; what systemd does later does not', () => {
  expect(effect({ 'a.service': service('EnvironmentFile=/etc/a.env\nUser=x') })).toEqual({
    units: ['a.service restart'],
    jobs: ['a.service restart', 'b.service restart'],
    reload: true,
  });
  const later = service('EnvironmentFile=/etc/a.env\nRestart=always\nMemoryMax=1G', 'After=z.service');
  expect(effect({ 'a.service': later })).toMatchObject({
    units: ['a.service daemon-reload', 'z.service nothing'].slice(0, 1),
    jobs: [],
  });
  expect(effect({ 'a.service': service('User=x') }, [], ['a.service', 'b.service'])).toMatchObject({
    units: ['a.service daemon-reload'],
    jobs: [],
  });
});

test('a drop-in counts as its unit, a new wish of an active target is a start, a unit that is gone a stop', () => {
  expect(effect({ 'a.service.d/x.conf': '[Service]\nNice=5\n' }).units).toEqual(['a.service restart']);
  expect(effect({ 'm.target.wants/n.service': '-> ../n.service', 'n.service': bare() })).toMatchObject({
    units: ['m.target daemon-reload', 'n.service start'],
    jobs: ['n.service start'],
  });
  expect(effect({ 'b.service': 'gone' })).toMatchObject({ units: ['b.service stop'], jobs: ['b.service stop'] });
});

test('mount options are remounted; files that settings name restart, or reload where the program reads them itself', () => {
  const mount = '[Mount]\nWhat=/dev/sda1\nWhere=/data\nOptions=rw\n';
  expect(effect({ 'data.mount': mount })).toMatchObject({ units: ['data.mount reload'], jobs: ['data.mount reload'] });
  expect(effect({}, ['/etc/a.env', '/etc/other'])).toMatchObject({ units: ['a.service restart'], reload: false });
  expect(effect({}, ['/etc/a.conf']).units).toEqual(['a.service restart', 'b.service reload']);
  expect(effect({}, ['/bin/true']).units).toEqual(['a.service restart', 'b.service restart']);
});
