import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Hunk, textDiff } from '../../src/diff/text-diff.ts';
import { cpuTime } from '../support/cpu-time.ts';
import { runs } from '../support/runs.ts';

/** The new text, made of the old one and the hunks alone; fails where a hunk does not fit. */
function applied(before: string, hunks: readonly Hunk[]): string {
  const old = before === '' ? [] : before.split(/(?<=\n)/);
  const now: string[] = [];
  let at = 0;
  for (const { oldStart, oldLines, newStart, newLines, lines } of hunks) {
    const start = oldLines === 0 ? oldStart : oldStart - 1;
    now.push(...old.slice(at, start));
    expect(now.length).toBe(newLines === 0 ? newStart : newStart - 1);
    const removed = lines.filter(({ kind }) => kind !== 'added').map(({ text }) => text);
    const added = lines.filter(({ kind }) => kind !== 'removed').map(({ text }) => text);
    expect([removed.length, added.length]).toEqual([oldLines, newLines]);
    expect(old.slice(start, start + oldLines)).toEqual(removed);
    now.push(...added);
    at = start + oldLines;
  }
  return [...now, ...old.slice(at)].join('');
}

const line = fc.constantFrom('a', 'b', 'c', '', 'a\r', ' a', '-', '+', '@@ -1 +1 @@', '\\ No newline', '\u2028');
const text = fc
  .tuple(fc.array(line, { maxLength: 25 }), fc.boolean())
  .map(([lines, ends]) => lines.join('\n') + (ends && lines.length > 0 ? '\n' : ''));

test('hunks make the new text of the old one, whatever the context', () => {
  fc.assert(
    fc.property(text, text, fc.nat({ max: 5 }), (before, after, context) => {
      const hunks = textDiff(before, after, context);
      expect(applied(before, hunks)).toBe(after);
      expect(hunks.length === 0).toBe(before === after);
      for (const { lines } of hunks) expect(lines.some(({ kind }) => kind !== 'same')).toBe(true);
    }),
    runs(125),
  );
});

describe('context', () => {
  const before = Array.from({ length: 20 }, (_, index) => `${index}\n`).join('');
  const changed = (...numbers: number[]) => numbers.reduce((all, n) => all.replace(`\n${n}\n`, `\n${n}!\n`), before);
  const ranges = (after: string, context: number) =>
    textDiff(before, after, context).map(({ oldStart, oldLines }) => [oldStart, oldLines]);

  test('surrounds a change, and joins changes whose context meets', () => {
    expect(ranges(changed(10), 3)).toEqual([[8, 7]]);
    expect(ranges(changed(5, 12), 3)).toEqual([[3, 14]]);
    expect(ranges(changed(5, 13), 3)).toEqual([
      [3, 7],
      [11, 7],
    ]);
    expect(ranges(changed(5, 12), 0)).toEqual([
      [6, 1],
      [13, 1],
    ]);
  });

  test('of an insertion without context is the line before it', () => {
    expect(textDiff('a\nb\n', 'a\nx\nb\n', 0)).toMatchObject([{ oldStart: 1, oldLines: 0, newStart: 2, newLines: 1 }]);
  });
});

test('texts with nothing in common are told as rewritten, soon', () => {
  const lines = (name: string) => Array.from({ length: 20_000 }, (_, index) => `${name}${index}\n`).join('');
  const before = `first\n${lines('a')}last\n`;
  const after = `first\n${lines('b')}last\n`;
  const started = cpuTime();
  const hunks = textDiff(before, after, 1);
  expect(cpuTime() - started).toBeLessThan(5000);
  expect(hunks).toHaveLength(1);
  expect(applied(before, hunks)).toBe(after);
});

test('a small change of a large text is found as one', () => {
  const lines = Array.from({ length: 100_000 }, (_, index) => `${index}\n`);
  const after = lines.with(10, 'x\n').with(90_000, 'y\n');
  expect(textDiff(lines.join(''), after.join(''), 0)).toHaveLength(2);
});
