import { describe, expect, test } from 'vitest';
import { loadUnit } from '../../src/systemd/index.ts';
import { directives, load, rootOf, valuesOf } from './roots.ts';

const etc = '/etc/systemd/system';
const usr = '/usr/lib/systemd/system';
const service = '[Service]\nExecStart=/bin/true\n';

describe('the file of a unit', () => {
  test('the first directory of the lookup path wins', () => {
    const files = { [`${usr}/a.service`]: service, [`${etc}/a.service`]: `${service}Restart=always\n` };
    const unit = load(files, 'a.service');
    expect(unit.fragment?.path).toBe(`${etc}/a.service`);
    expect(unit.settings.get('Service')?.get('Restart')).toMatchObject([
      { value: 'always', path: `${etc}/a.service`, line: 3 },
    ]);
  });

  test.each([
    ['an empty file', ''],
    ['a link to /dev/null', '-> /dev/null'],
    ['a link to an empty file', '-> /opt/empty'],
  ])('%s is a mask', (_title, file) => {
    const files = { '/opt/empty': '', [`${etc}/a.service`]: file, [`${usr}/a.service`]: service };
    const unit = load(files, 'a.service');
    expect(unit).toMatchObject({ loadState: 'masked', fragment: { path: `${etc}/a.service` }, settings: new Map() });
  });

  test.each([
    ['nothing', {}, 'not-found', undefined],
    ['a link into nothing', { [`${etc}/a.service`]: '-> /opt/a.service' }, 'not-found', undefined],
    [
      'links in a circle',
      { [`${etc}/a.service`]: '-> b.service', [`${etc}/b.service`]: '-> a.service' },
      'not-found',
      undefined,
    ],
    ['a line that fails the file', { [`${etc}/a.service`]: `${service}[Unit\n` }, 'error', 3],
    ['a value that fails the unit', { [`${etc}/a.service`]: '[Service]\nDynamicUser=perhaps\n' }, 'bad-setting', 2],
  ])('%s', (_title, files, loadState, line) => {
    const unit = load(files, 'a.service');
    expect(unit.loadState).toBe(loadState);
    expect(unit.reason?.line).toBe(line);
    expect(unit.settings.size).toBe(0);
  });

  test('a slice needs none', () => {
    expect(load({ [`${etc}/a.slice.d/x.conf`]: '[Slice]\nMemoryMax=1G\n' }, 'a.slice')).toMatchObject({
      loadState: 'loaded',
      dropIns: [{ path: `${etc}/a.slice.d/x.conf` }],
    });
  });

  test('what is no name of a unit is refused', () => {
    expect(() => loadUnit(rootOf({}), 'a', { directives })).toThrow(RangeError);
  });
});

describe('drop-ins', () => {
  test('a value that systemd rejects leaves the earlier one, and a fatal one takes the rest of its file along', () => {
    const unit = load(
      {
        [`${usr}/a.service`]: `${service}RemainAfterExit=yes\n`,
        [`${etc}/a.service.d/1.conf`]: '[Service]\nRemainAfterExit=perhaps\nUMask=0077\n',
        [`${etc}/a.service.d/2.conf`]: '[Service]\nDynamicUser=perhaps\nUMask=0022\n',
      },
      'a.service',
    );
    expect(unit.loadState).toBe('loaded');
    expect(valuesOf(unit, 'Service.RemainAfterExit')).toEqual(['yes']);
    expect(valuesOf(unit, 'Service.UMask')).toEqual(['0077']);
  });

  test('an empty assignment with the last word is known', () => {
    const unit = load(
      {
        [`${usr}/a.service`]: service,
        [`${etc}/a.service.d/1.conf`]: '[Unit]\nDocumentation=\n[Service]\nExecStart=\n',
      },
      'a.service',
    );
    expect(valuesOf(unit, 'Service.ExecStart')).toEqual([]);
    expect(unit.resets.get('Service')?.get('ExecStart')).toMatchObject([
      { path: `${etc}/a.service.d/1.conf`, line: 4 },
    ]);
  });

  test('a hidden one is named with what hides it', () => {
    const unit = load(
      {
        [`${usr}/a.service`]: service,
        [`${usr}/a.service.d/1.conf`]: '[Service]\nUMask=0077\n',
        [`${etc}/a.service.d/1.conf`]: '-> /dev/null',
      },
      'a.service',
    );
    expect(unit.dropIns).toMatchObject([{ path: `${etc}/a.service.d/1.conf`, document: { lines: [] } }]);
    expect(unit.hidden).toEqual([{ path: `${usr}/a.service.d/1.conf`, by: `${etc}/a.service.d/1.conf` }]);
    expect(valuesOf(unit, 'Service.UMask')).toEqual([]);
  });
});

describe('names', () => {
  test('an alias leads to the unit, with the drop-ins of both names', () => {
    const files = {
      [`${usr}/b.service`]: service,
      [`${etc}/a.service`]: `-> ${usr}/b.service`,
      [`${etc}/a.service.d/2.conf`]: '[Service]\nUMask=0077\n',
      [`${etc}/b.service.d/1.conf`]: '[Service]\nUMask=0022\n',
    };
    for (const name of ['a.service', 'b.service']) {
      const unit = load(files, name);
      expect(unit).toMatchObject({ name, id: 'b.service', names: ['b.service', 'a.service'] });
      expect(unit.dropIns.map(({ path }) => path)).toEqual([`${etc}/b.service.d/1.conf`, `${etc}/a.service.d/2.conf`]);
    }
  });

  test('an instance comes from its template', () => {
    const unit = load({ [`${usr}/a@.service`]: service, [`${usr}/b@.service`]: '-> a@.service' }, 'b@x.service');
    expect(unit).toMatchObject({
      id: 'a@x.service',
      names: ['a@x.service', 'b@x.service'],
      prefix: 'a',
      instance: 'x',
    });
  });

  test('a link out of the lookup path is a unit of its own name', () => {
    const unit = load({ '/opt/b.service': service, [`${etc}/a.service`]: '-> /opt/b.service' }, 'a.service');
    expect(unit).toMatchObject({ loadState: 'loaded', id: 'a.service', fragment: { path: `${etc}/a.service` } });
  });
});

test('links of .wants directories count by their own names, unless they lead to a mask', () => {
  const { links } = load(
    {
      [`${usr}/a@.target`]: '[Unit]\nDescription=a\n',
      [`${etc}/a@x.target.wants/b.service`]: '-> /nowhere',
      [`${etc}/a@x.target.wants/c.service`]: '-> /dev/null',
      [`${etc}/a@.target.wants/d@.service`]: '-> ../d@.service',
      [`${etc}/a@.target.wants/e.service`]: 'a file',
      [`${etc}/a@.target.requires/f.service`]: '-> ../f.service',
    },
    'a@x.target',
  );
  expect(links).toEqual({
    wants: [
      { unit: 'b.service', path: `${etc}/a@x.target.wants/b.service` },
      { unit: 'd@x.service', path: `${etc}/a@.target.wants/d@.service` },
    ],
    requires: [{ unit: 'f.service', path: `${etc}/a@.target.requires/f.service` }],
    upholds: [],
  });
});
