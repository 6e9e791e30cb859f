import { expect, test } from 'vitest';
import { unknownHost, unknownName } from '../../src/core/unknown-name.ts';

test('what is close is asked for, else all is listed, bytewise', () => {
  const known = ['node-1', 'master-1'];
  expect(unknownHost('the spec', 'nod-1', known)).toEqual({
    message: 'the spec has no host `nod-1`',
    help: 'did you mean `node-1`?',
  });
  expect(unknownHost('the spec', 'other', known).help).toBe('its hosts are master-1, node-1');
});

test('of many that are known, the rest is counted', () => {
  const known = Array.from({ length: 23 }, (_, index) => `unit-${String(index).padStart(2, '0')}`);
  const { help } = unknownName('it has no unit', 'x', known, 'its units are');
  expect(help).toMatch(/^its units are unit-00, .*, unit-19 and 3 more$/);
});
