import { expect, test } from 'vitest';
import { reviewConcise, reviewText } from '../../../src/report/review/text.ts';
import { fixture, none } from './fixture.ts';

const plain = { color: false, context: 3, width: 120 };

test('for a terminal', async () => {
  await expect(reviewText(fixture, plain)).toMatchFileSnapshot('snapshots/text.txt');
});

test('in colours it says the same', () => {
  const colored = reviewText(fixture, { ...plain, color: true });
  expect(colored).toContain('\u001b[31mhttp://192.0.2.1:2379\u001b[39m → \u001b[32mhttps://192.0.2.1:2379\u001b[39m');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: terminal colours are what is looked for
  expect(colored.replaceAll(/\u001b\[[0-9]+m/g, '')).toBe(reviewText(fixture, plain));
});

test('of no difference', () => {
  expect(reviewText(none, plain)).toBe('git:HEAD:cluster.yaml → cluster.yaml: no difference\n');
  expect(reviewConcise(none, plain)).toBe('');
});

test('a line each', async () => {
  await expect(reviewConcise(fixture, plain)).toMatchFileSnapshot('snapshots/concise.txt');
});
