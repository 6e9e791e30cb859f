import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { encodeBytes, readDirectiveTable } from '../../src/codec/unit/index.ts';
import { fileSpecifiers } from '../../src/systemd/file-specifiers.ts';
import { type UnitFileName, unitFileName } from '../../src/systemd/unit-file-name.ts';
import { readUnitRecord, type UnitRecordOptions } from '../../src/systemd/unit-record.ts';

const directives = readDirectiveTable(JSON.parse(readFileSync('data/directives.json', 'utf8')));

function named(path: string): UnitFileName {
  const name = unitFileName(path);
  if (name === undefined) throw new Error(`${path} names no unit`);
  return name;
}

function read(path: string, content: string, options: Partial<UnitRecordOptions> = {}) {
  return readUnitRecord(encodeBytes(content), named(path), { directives, ...options });
}

describe('the name of a file', () => {
  test.each([
    ['/etc/systemd/system/web.service', 'service', 'web.service', false],
    ['a/web@.socket', 'socket', 'web@.socket', false],
    ['web.service.d/10.conf', 'service', 'web.service', true],
    ['x/web@a.b.service.d/10.conf', 'service', 'web@a.b.service', true],
    ['web-.service.d/10.conf', 'service', undefined, true],
    ['timer.d/10.conf', 'timer', undefined, true],
  ])('%s', (path, type, unit, isDropIn) => {
    const found = unitFileName(path);
    expect([found?.type, found?.unit?.name, found?.isDropIn]).toEqual([type, unit, isDropIn]);
  });

  test.each(['web.conf', 'web.service/x', '.service', 'web', 'x.d/10.conf', 'web.service.d/readme', 'ü.service', ''])(
    'none: %s',
    (path) => expect(unitFileName(path)).toBeUndefined(),
  );
});

describe('specifiers of a file', () => {
  const table = (path: string, place?: string) => fileSpecifiers(named(path), place);

  test('an instance', () => {
    expect(table('a-b\\x20c@x-y\\x2d.service', '/etc/systemd/system/a@.service')).toEqual({
      ...{ C: '/var/cache', E: '/etc', L: '/var/log', S: '/var/lib', t: '/run' },
      ...{ y: '/etc/systemd/system/a@.service', Y: '/etc/systemd/system' },
      ...{ n: 'a-b\\x20c@x-y\\x2d.service', N: 'a-b\\x20c@x-y\\x2d', p: 'a-b\\x20c', P: 'a/b c' },
      ...{ i: 'x-y\\x2d', I: 'x/y-', j: 'b\\x20c', J: 'b c', f: '/x/y-' },
    });
  });

  test('a plain unit has an empty instance; a template none; a drop-in no path', () => {
    expect(table('srv-a.mount')).toMatchObject({ i: '', I: '', f: '/srv/a', j: 'a' });
    expect(Object.keys(table('a@.service')).sort().join('')).toBe('CEJLPSjpt');
    expect(table('a.service.d/x.conf', '/etc/x.conf').y).toBeUndefined();
    expect(table('a.service', '/x.service').Y).toBe('/');
    expect(Object.keys(table('a-.service.d/x.conf')).join('')).toBe('CELSt');
  });

  test('a name that cannot be unescaped has no such specifier', () => {
    expect(table('a\\xzz.service').P).toBeUndefined();
  });
});

describe('a unit file as data', () => {
  test('entries of repeated and unknown sections, with their places', () => {
    const { sections } = read('a.service', '[Unit]\nAfter=a \\\n; c\n b\n[X]\n k = v\n[Unit]\n');
    expect(sections).toEqual([
      {
        name: 'Unit',
        entries: [{ key: 'After', raw: 'a \\\n; c\n b', value: 'a   b', words: ['a', 'b'], line: 2, column: 1 }],
      },
      { name: 'X', entries: [{ key: 'k', raw: 'v', value: 'v', line: 6, column: 2 }] },
      { name: 'Unit', entries: [] },
    ]);
  });

  test('commands: prefixes as written, argv unquoted and nothing expanded', () => {
    const { effective } = read('a.service', '[Service]\nType=oneshot\nExecStart=!-@!/bin//x "a b" %% $$ %i ; y\n');
    expect(effective['Service.ExecStart']?.commands).toEqual([
      { prefixes: ['!!', '-', '@'], path: '/bin/x', argv: ['a b', '%%', '$$', '%i'] },
      { prefixes: [], path: 'y', argv: ['y'] },
    ]);
  });

  test('resets take away; what is unknown or rejected does not count', () => {
    const { effective } = read(
      'a.service',
      '[Service]\nExecStart=/a\nExecStart=\nExecStart=/b\nExecStop=/c\nExecStop=\nRemainAfterExit=yes\nRemainAfterExit=so\nFoo=1\n[Foo]\nA=1\n',
    );
    expect(effective).toEqual({
      'Service.ExecStart': { values: ['/b'], commands: [{ prefixes: [], path: '/b', argv: ['/b'] }] },
      'Service.RemainAfterExit': { values: ['yes'] },
    });
  });

  test('what is newer than a release does not count for it', () => {
    const content = '[Service]\nExecStart=/b\nExitType=cgroup\n';
    expect(read('a.service', content, { systemd: 249 }).effective['Service.ExitType']).toBeUndefined();
    expect(read('a.service', content, { systemd: 250 }).effective['Service.ExitType']).toEqual({ values: ['cgroup'] });
  });

  test('expanding: whole values and words, not the text that words stand in', () => {
    const content =
      '[Unit]\nDescription=%p %H %%\nAfter=%p-x.service\n[Service]\nExecStart=/opt/%p/x %i%n\nSyslogIdentifier=%N\n';
    const { effective, sections } = read('a.service', content, { expand: true });
    expect(effective['Unit.Description']?.values).toEqual(['a %H %']);
    expect(effective['Unit.After']?.values).toEqual(['%p-x.service']);
    expect(sections[0]?.entries[1]?.words).toEqual(['a-x.service']);
    expect(effective['Service.ExecStart']?.commands?.[0]).toEqual({
      prefixes: [],
      path: '/opt/a/x',
      argv: ['/opt/a/x', 'a.service'],
    });
  });
});

describe('load states', () => {
  const service = '[Service]\nExecStart=/bin/x\n';
  test.each([
    ['a.service', service, 'loaded'],
    ['a.service', '', 'masked'],
    ['a.service', '# nothing\n', 'bad-setting'],
    ['a.service', `${service}[Unit\n`, 'error'],
    ['a.service', `${service}ExecStop=bin/x\n[Unit\n`, 'bad-setting'],
    ['a.service', `${service}User=a/b\n`, 'bad-setting'],
    ['a.target', '# nothing\n', 'loaded'],
    ['a@.service', service, 'loaded'],
    ['a.scope', '[Scope]\n', 'error'],
    ['srv-a.mount', '[Mount]\nWhat=/x\nWhere=/srv/%H\n', 'loaded'],
    ['srv-a.mount', '[Mount]\nWhat=/x\nWhere=/srv/%j\n', 'loaded'],
    ['srv-a.mount', '[Mount]\nWhat=/x\nWhere=/srv/%n\n', 'bad-setting'],
    ['a.service.d/x.conf', '', 'masked'],
    ['a.service.d/x.conf', '[Unit]\nAfter=b.service\n', 'loaded'],
    ['a.service.d/x.conf', '[Unit', 'error'],
  ])('%s %j is %s', (path, content, state) => {
    expect(read(path, content).loadState).toBe(state);
  });

  test('what only older releases refuse', () => {
    const job = `${service}Type=oneshot\nRestart=on-failure\n`;
    expect(read('a.service', job, { systemd: 243 }).loadState).toBe('bad-setting');
    expect(read('a.service', job, { systemd: 244 }).loadState).toBe('loaded');
    expect(read('a.service', job).loadState).toBe('loaded');
  });

  test('the reason of a unit that is refused as a whole', () => {
    expect(read('a.service', '[Service]\n').refusal?.keys[0]).toBe('ExecStart');
    expect(read('a.service', '[Service]\n[Unit').refusal).toBeUndefined();
  });
});
