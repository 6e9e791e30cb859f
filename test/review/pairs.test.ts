/** Each pair does to units what expected.txt says, which a booted machine agrees with: test/machine/steps/diff.ts. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readExpectations } from './pairs/expectations.ts';
import { pairs } from './pairs/index.ts';
import { predicted, printPredictions } from './pairs/predicted.ts';

const file = new URL('pairs/expected.txt', import.meta.url);
const expected = readExpectations(readFileSync(file, 'utf8'));

describe('pairs', () => {
  it('are each expected to do something, or nothing, and in their order', () => {
    expect([...expected.keys()]).toEqual(pairs.map(({ id }) => id));
    expect(readFileSync(file, 'utf8')).toBe(printPredictions(pairs, ({ id }) => expected.get(id) ?? []));
  });

  it.each(pairs.map((pair) => [pair.id, pair] as const))('%s', (id, pair) => {
    expect(predicted(pair)).toEqual(expected.get(id));
    expect(predicted(pair, { manifest: false }), 'without a manifest').toEqual(expected.get(id));
  });
});
