import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ordered, reviewJson } from '../../../src/report/review/json.ts';
import { reviewSchemaText } from '../../../src/report/review/schema.ts';
import { fixture } from './fixture.ts';

const options = { color: false, context: 3, width: 80 };

test('the review and nothing else', async () => {
  const text = reviewJson(fixture, options);
  expect(JSON.parse(text)).toEqual(fixture);
  await expect(text).toMatchFileSnapshot('snapshots/review.json');
});

test('members stand in one order, whoever made the review', () => {
  const reversed = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(reversed);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value)
        .reverse()
        .map(([name, member]) => [name, reversed(member)]),
    );
  };
  expect(JSON.stringify(ordered(reversed(fixture)))).toBe(JSON.stringify(ordered(fixture)));
});

test('unitc.diff.schema.json is what scripts/schema.ts writes', () => {
  expect(readFileSync('unitc.diff.schema.json', 'utf8')).toBe(reviewSchemaText());
});
