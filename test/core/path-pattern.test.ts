import { expect, test } from 'vitest';
import { pathPattern } from '../../src/core/path-pattern.ts';

const unit = 'etc/systemd/system/etcd.service';

test.each([
  ['*.service', unit, true],
  ['etcd.service', unit, true],
  ['/etc/systemd/**', unit, true],
  ['etc/systemd/**', unit, true],
  ['etc/*/etcd.service', unit, false],
  ['etc/**/etcd.service', unit, true],
  ['**/etcd.service', 'etcd.service', true],
  ['etc', unit, false],
  ['etcd?service', unit, true],
  ['etcd.servic', unit, false],
  ['*', unit, true],
  ['a+(b)[c]{d}|^$.*', 'x/a+(b)[c]{d}|^$.e', true],
  ['a+(b)', 'aab', false],
  ['*', 'etc/a\nb', true],
  ['ü?', 'etc/ü😀', true],
])('%j and %j: %s', (pattern, path, expected) => {
  expect(pathPattern(pattern)(path)).toBe(expected);
});

test('many stars end', () => {
  expect(pathPattern(`${'*a'.repeat(8)}b`)('a'.repeat(60))).toBe(false);
});
