/** Names of units; systemd-escape judges thousands of them in test/oracle/unit-names.test.ts. */
import { describe, expect, test } from 'vitest';
import {
  escapeName,
  escapePath,
  isHashed,
  mangleName,
  nameFromPath,
  parseUnitName,
  pathFromName,
  templateOf,
  unescapeName,
  unescapePath,
  withInstance,
} from '../../../src/systemd/index.ts';

describe('parts of names', () => {
  test.each([
    ['a.service', { prefix: 'a', type: 'service' }],
    ['a@.service', { prefix: 'a', instance: '', type: 'service' }],
    ['a@b@c.d.timer', { prefix: 'a', instance: 'b@c.d', type: 'timer' }],
    ['-.slice', { prefix: '-', type: 'slice' }],
    [`${'a'.repeat(247)}.service`, { type: 'service' }],
  ])('%s', (name, parts) => {
    expect(parseUnitName(name)).toMatchObject({ name, ...parts });
  });

  test.each([
    '',
    'a',
    '.service',
    '@.service',
    '@b.service',
    'a.unit',
    'a b.service',
    'é.service',
    'a@%i.service',
    'a/b.mount',
    `${'a'.repeat(248)}.service`,
  ])('%j is no name', (name) => {
    expect(parseUnitName(name)).toBeUndefined();
  });

  test('templates and instances', () => {
    const name = parseUnitName('a@b.service');
    expect(name && templateOf(name)).toBe('a@.service');
    expect(name && withInstance(name, 'c-d')).toBe('a@c-d.service');
    expect(name && withInstance(name, 'a b')).toBeUndefined();
    expect(name && withInstance(name, 'x'.repeat(250))).toBeUndefined();
  });
});

test('texts', () => {
  expect(escapeName('.a/b-c\\d é')).toBe('\\x2ea-b\\x2dc\\x5cd\\x20\\xc3\\xa9');
  expect(unescapeName('\\x2ea-b\\x2dc\\x5cd\\x20\\xc3\\xa9')).toBe('.a/b-c\\d é');
  expect(unescapeName('a\\b')).toBeUndefined();
});

test('paths', () => {
  expect(['/', '', '//a/./b-c/', '/a/../b', 'a/b'].map(escapePath)).toEqual(['-', '-', 'a-b\\x2dc', undefined, 'a-b']);
  expect(['-', 'a-b\\x2dc', '', '-a', 'a--b', '..'].map(unescapePath)).toEqual([
    '/',
    '/a/b-c',
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
  expect(pathFromName('var-lib.mount')).toBe('/var/lib');
});

test('the name of a long path ends in a hash', () => {
  const name = nameFromPath(`/${'long-part/'.repeat(20)}0`, 'mount') ?? '';
  expect(name).toHaveLength(255);
  // Of systemd-escape --mangle of 252.
  expect(name).toMatch(/^long\\x2dpart-.*_6935d3dbeefbb433\.mount$/);
  expect(isHashed(name)).toBe(true);
  expect(pathFromName(name)).toBeUndefined();
});

test('what people write', () => {
  expect(
    ['docker', 'getty@tty1', '/dev/sda', '/home/a', 'a.b', 'a b', 'a.target', ''].map((text) => mangleName(text)),
  ).toEqual([
    'docker.service',
    'getty@tty1.service',
    'dev-sda.device',
    'home-a.mount',
    'a.b.service',
    'a\\x20b.service',
    'a.target',
    undefined,
  ]);
});
