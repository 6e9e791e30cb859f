import { describe, expect, test } from 'vitest';
import type { Entry } from '../../src/diff/entry.ts';
import { changeKind, treeDiff } from '../../src/diff/tree-diff.ts';

const file = (text: string, mode = 0o644, owner?: string): Entry => ({
  type: 'file',
  mode,
  content: Buffer.from(text),
  ...(owner !== undefined && { owner }),
});
const link = (target: string): Entry => ({ type: 'symlink', target });
const directory = (mode: number): Entry => ({ type: 'directory', mode });

function kinds(before: Record<string, Entry>, after: Record<string, Entry>): [string, string | undefined][] {
  const changes = treeDiff(new Map(Object.entries(before)), new Map(Object.entries(after)));
  return changes.map((change) => [change.path, changeKind(change)]);
}

describe('treeDiff', () => {
  test('of a tree and itself is empty', () => {
    const tree = { a: file('x', 0o600, 'root:root'), b: link('a'), c: directory(0o755) };
    expect(kinds(tree, tree)).toEqual([]);
    expect(kinds(tree, { ...tree, a: file('x', 0o600, 'root:root') })).toEqual([]);
  });

  test('tells what differs most, bytewise by path', () => {
    const before = { z: file('1'), 'a/ö': file('1'), a: file('1'), m: file('1'), o: file('1', 0o644, 'root:root') };
    const after = { '\uff5e': file('1'), a: file('2', 0o755), m: file('1', 0o755), o: file('1', 0o644, 'etcd:etcd') };
    expect(kinds(before, after)).toEqual([
      ['a', 'changed'],
      ['a/ö', 'removed'],
      ['m', 'mode'],
      ['o', 'owner'],
      ['z', 'removed'],
      ['\uff5e', 'added'],
    ]);
  });

  test('sees types, targets and modes of directories', () => {
    expect(
      kinds({ a: file('b'), l: link('x'), d: directory(0o700) }, { a: link('b'), l: link('y'), d: directory(0o755) }),
    ).toEqual([
      ['a', 'changed'],
      ['d', 'mode'],
      ['l', 'changed'],
    ]);
  });

  test('compares owners only where both sides know them', () => {
    expect(kinds({ a: file('1', 0o644, 'root:root') }, { a: file('1') })).toEqual([]);
  });
});
