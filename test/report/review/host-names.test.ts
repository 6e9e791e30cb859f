import { describe, expect, test } from 'vitest';
import { foldNames, saidHosts } from '../../../src/report/review/host-names.ts';

describe('foldNames', () => {
  test.each<[string[], string[]]>([
    [[], []],
    [['a'], ['a']],
    [
      ['master-1', 'master-2', 'master-3', 'node-1'],
      ['master-1…3', 'node-1'],
    ],
    [
      ['n1', 'n10', 'n2', 'n9'],
      ['n1…2', 'n9…10'],
    ],
    [['n08', 'n09', 'n10'], ['n08…10']],
    [
      ['n9', 'n010'],
      ['n9', 'n010'],
    ],
    [
      ['n1', 'n3'],
      ['n1', 'n3'],
    ],
    [['1', '2'], ['1…2']],
    [
      ['a', 'b'],
      ['a', 'b'],
    ],
  ])('%j', (names, folded) => {
    expect(foldNames(names)).toEqual(folded);
  });
});

test('saidHosts', () => {
  expect(saidHosts(['a'])).toBe('a');
  expect(saidHosts(['a-1', 'a-2'])).toBe('2 hosts: a-1…2');
});
