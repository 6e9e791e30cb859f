/** Two units of which a review says nothing are one to systemd, and two of which it says something are two. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { reviewTexts } from '../support/review.ts';
import { rewrittenUnits } from '../support/rewritten-units.ts';
import { compareUnits } from './compare-units.ts';

const count = 240;

test(`${count} pairs`, async () => {
  const pairs = fc.sample(rewrittenUnits, { numRuns: count, seed: 20261129 });
  const cases = pairs.flatMap(({ before, after }, index) =>
    [before, after].map((text, side) => {
      const name = `review-${index}-${side}.service`;
      return { name, files: { [name]: text } };
    }),
  );
  const rows = await compareUnits(cases);
  const wrong: string[] = [];
  let same = 0;
  for (const [index, { before, after }] of pairs.entries()) {
    const meanings = [rows[2 * index], rows[2 * index + 1]].map((row) => {
      const { loadState, description, commands, environment, conditions, dependencies } = row?.systemd ?? {};
      return JSON.stringify([
        loadState,
        description,
        commands,
        [...(environment ?? [])].sort(),
        conditions,
        dependencies,
      ]);
    });
    const path = 'etc/systemd/system/x.service';
    const [change] = reviewTexts({ a: { [path]: before } }, { a: { [path]: after } }).changes;
    const elements = change?.elements ?? [];
    if (elements.length === 0) same++;
    // What the dump does not show: prefixes of commands, RemainAfterExit=, and how long a stop may take.
    const shown = elements.filter(
      ({ at }) => !['RemainAfterExit', 'TimeoutStopSec'].includes(at[1] ?? '') && at.at(-1) !== 'program',
    );
    if ((meanings[0] === meanings[1]) !== (shown.length === 0)) {
      wrong.push([...meanings, JSON.stringify(elements), before, after].join('\n'));
    }
  }
  expect(wrong).toEqual([]);
  expect(same).toBeGreaterThan(count / 10);
  expect(same).toBeLessThan(count);
});
