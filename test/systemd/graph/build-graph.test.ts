import { describe, expect, test } from 'vitest';
import { type EdgeOrigin, requiredUnitsNobodyProvides, type UnitGraph } from '../../../src/systemd/index.ts';
import { bare, graphOf } from './graphs.ts';

/** `TYPE unit` of what the unit depends on. */
function from(graph: UnitGraph, unit: string): string[] {
  return graph.edges.filter((edge) => edge.from === unit).map(({ type, to }) => `${type} ${to}`);
}

function origins(graph: UnitGraph, unit: string, type: string, to: string): readonly EdgeOrigin[] {
  return graph.edges.find((edge) => edge.from === unit && edge.type === type && edge.to === to)?.origins ?? [];
}

describe('edges', () => {
  const graph = graphOf({
    'a.service': '[Unit]\nRequires=b.service\nAfter=b.service\n[Service]\nExecStart=/bin/a\nPrivateTmp=yes\n',
    'b.service': bare('Before=a.service'),
    'a.service.wants/c.service': '-> ../c.service',
  });

  test('say where they come from: a line, a link, a default, a setting', () => {
    expect(origins(graph, 'a.service', 'Requires', 'b.service')).toEqual([
      { path: '/etc/systemd/system/a.service', line: 2 },
    ]);
    expect(origins(graph, 'a.service', 'After', 'b.service')).toEqual([
      { path: '/etc/systemd/system/a.service', line: 3 },
      { path: '/etc/systemd/system/b.service', line: 3 },
    ]);
    expect(origins(graph, 'a.service', 'Wants', 'c.service')).toEqual([
      { path: '/etc/systemd/system/a.service.wants/c.service' },
    ]);
    expect(origins(graph, 'a.service', 'Requires', 'sysinit.target')).toEqual([
      { rule: 'default', why: 'systemd.service(5) "Default Dependencies"' },
    ]);
    expect(origins(graph, 'a.service', 'Wants', 'tmp.mount')).toEqual([
      {
        rule: 'implicit',
        why: 'systemd.exec(5) PrivateTmp=',
        setting: { path: '/etc/systemd/system/a.service', line: 6 },
      },
    ]);
  });

  test('are asked for from both ends', () => {
    expect(graph.dependencies('b.service', 'RequiredBy')).toEqual(['a.service']);
    expect(graph.dependencies('b.service', 'Before')).toContain('a.service');
    expect(graph.unit('c.service')?.loadState).toBe('not-found');
    expect(requiredUnitsNobodyProvides(graph).map(({ unit }) => unit)).toEqual(['sysinit.target']);
  });
});

test('aliases are one unit, templates are filled in, specifiers expanded, what is no name left out', () => {
  const graph = graphOf({
    'a.service': bare('After=b@.service alias.service %p-x.service %z.service no/name.service a.service'),
    'alias.service': '-> b.service',
    'b.service': bare(),
    'b@.service': bare('Wants=b@x%i.service c@%i.service'),
  });
  expect(from(graph, 'a.service').filter((edge) => edge.startsWith('After'))).toEqual([
    'After a-x.service',
    'After b.service',
    'After b@a.service',
    'After system.slice',
    'After systemd-journald.socket',
  ]);
  // A template that names itself with its instance in it would never come to an end.
  expect(graph.dependencies('b@a.service', 'Wants')).toEqual(['c@a.service']);
});

test('templates that name each other end at the longest name', () => {
  const graph = graphOf({
    'a.service': bare('Wants=x@1.service'),
    'x@.service': bare('Wants=y@%i0.service'),
    'y@.service': bare('Wants=x@%i0.service'),
  });
  expect(graph.units.size).toBeLessThan(300);
});

test('targets come after what they pull in, unless that is written the other way round', () => {
  const graph = graphOf({
    'a.target': '[Unit]\nWants=b.service c.service d.service\n',
    'b.service': '[Service]\nExecStart=/bin/b\n',
    'c.service': '[Unit]\nAfter=a.target\n[Service]\nExecStart=/bin/c\n',
    'd.service': bare(),
  });
  expect(graph.dependencies('a.target', 'After')).toEqual(['b.service']);
});

test('paths need their mounts, and mounts that have a unit file are required', () => {
  const graph = graphOf({
    'a.service': bare('', '[Service]\nExecStart=/bin/a\nStateDirectory=x\nWorkingDirectory=/srv/w\n'),
    'var-lib.mount': '[Mount]\nWhat=/dev/sda1\nWhere=/var/lib\n',
  });
  expect(graph.paths.filter(({ unit }) => unit === 'a.service').map(({ path }) => path)).toEqual([
    '/srv/w',
    '/var/lib/x',
  ]);
  expect(from(graph, 'a.service')).toEqual(
    expect.arrayContaining(['After -.mount', 'After var-lib.mount', 'Requires var-lib.mount']),
  );
  expect(from(graph, 'var-lib.mount')).toEqual(
    expect.arrayContaining(['After blockdev@dev-sda1.target', 'Requires dev-sda1.device', 'Conflicts umount.target']),
  );
});

test('managers of users know neither sysinit.target nor mounts of their own', () => {
  const units = { 'a.service': '[Service]\nExecStart=/bin/a\nStateDirectory=x\n' };
  expect(from(graphOf(units, { manager: 'user' }), 'a.service')).toEqual([
    'After app.slice',
    'After basic.target',
    'Conflicts shutdown.target',
    'InSlice app.slice',
    'Requires app.slice',
    'Requires basic.target',
  ]);
});

test('masked units have what drop-ins and links say, and nothing by default', () => {
  const graph = graphOf({
    'a.service': '-> /dev/null',
    'a.service.d/x.conf': '[Unit]\nAfter=b.service\n',
    'a.service.wants/c.service': '-> ../c.service',
  });
  expect(from(graph, 'a.service')).toEqual(['After b.service', 'Wants c.service']);
});

test('many lines are read in less than square time', () => {
  const dependencies = Array.from(
    { length: 5000 },
    (_, i) => `After=u${i % 50}.service\nRequiresMountsFor=/a/${i % 50}`,
  );
  const graph = graphOf({ 'a.service': bare(dependencies.join('\n')) });
  expect(graph.dependencies('a.service', 'After').length).toBeGreaterThan(50);
});
