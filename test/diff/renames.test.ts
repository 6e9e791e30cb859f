/** Files that moved. */
import { describe, expect, it } from 'vitest';
import { withRenames } from '../../src/diff/renames.ts';
import { lineCounts, similarity } from '../../src/diff/similarity.ts';
import { treeDiff } from '../../src/diff/tree-diff.ts';
import { snapshotOfTexts } from '../support/review.ts';

const text = (...lines: (string | number)[]) => lines.map((line) => `${line}\n`).join('');

function renames(before: Record<string, string>, after: Record<string, string>): string[] {
  return withRenames(treeDiff(snapshotOfTexts(before), snapshotOfTexts(after))).map(
    ({ path, from, before: old, after: now }) =>
      from === undefined ? `${old ? '-' : ''}${now ? '+' : ''}${path}` : `${from} → ${path}`,
  );
}

describe('renames', () => {
  it.each<[string, Record<string, string>, Record<string, string>, string[]]>([
    ['across directories', { 'etc/a': text(1, 2) }, { 'usr/lib/a': text(1, 2) }, ['etc/a → usr/lib/a']],
    ['with changes', { a: text(1, 2, 3) }, { b: text(1, 2, 4) }, ['a → b']],
    ['too different', { a: text(1, 2, 3) }, { b: text(1, 4, 5) }, ['-a', '+b']],
    ['the better one', { a: text(1, 2, 3, 4) }, { b: text(1, 2, 3, 5), c: text(1, 2, 3, 4) }, ['+b', 'a → c']],
    [
      'the same name',
      { 'x/a': text(1), 'x/b': text(1) },
      { 'y/b': text(1), 'y/a': text(1) },
      ['x/a → y/a', 'x/b → y/b'],
    ],
    ['not what is still there', { a: text(1, 2) }, { a: text(1, 2), b: text(1, 2) }, ['+b']],
    ['no empty files', { a: '' }, { b: '' }, ['-a', '+b']],
    ['no links', { a: 'link:x' }, { b: 'link:x' }, ['-a', '+b']],
  ])('%s', (_, before, after, expected) => {
    expect(renames(before, after)).toEqual(expected);
  });

  it('looks only at files of one name where there are very many', () => {
    const many = (from: string, count: number) =>
      Object.fromEntries(
        Array.from({ length: count }, (_, i) => [`${from}/${i}`, text(from === 'y' && i === 0 ? 7 : i, i)]),
      );
    const found = renames(many('x', 150), many('y', 150));
    expect(found.filter((one) => one.includes('→'))).toHaveLength(150);
  });
});

it('counts bytes of lines, wherever they stand', () => {
  const of = (one: string) => lineCounts(new TextEncoder().encode(one));
  expect(similarity(of('aa\nb\n'), of('b\naa\n'))).toBe(1);
  expect(similarity(of('aaa\nb\n'), of('aaa\ncccc\n'))).toBeCloseTo(4 / 9);
  expect(similarity(of(''), of(''))).toBe(0);
});
