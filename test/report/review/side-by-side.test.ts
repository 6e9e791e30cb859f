import { expect, test } from 'vitest';
import { reviewSideBySide } from '../../../src/report/review/side-by-side.ts';
import { cell } from '../../../src/report/visible.ts';
import { fixture, none } from './fixture.ts';

const options = { color: false, context: 3, width: 100 };

function width(line: string): number {
  return [...line].reduce((sum, character) => sum + cell(character).width, 0);
}

test('two columns', async () => {
  await expect(reviewSideBySide(fixture, options)).toMatchFileSnapshot('snapshots/side-by-side.txt');
  expect(reviewSideBySide(none, options)).toBe('');
});

test.each([40, 80, 161])('lines fit into %i columns', (columns) => {
  const rows = reviewSideBySide(fixture, { ...options, width: columns }).split('\n');
  const inside = rows.filter((row) => row.includes('│'));
  expect(inside.length).toBeGreaterThan(20);
  expect(inside.filter((row) => width(row) > columns)).toEqual([]);
  expect(new Set(inside.map((row) => width(row.slice(0, row.indexOf('│'))))).size).toBe(1);
});
