/** The committed record of the last long run is one of what is here. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { packageRoot } from '../src/edge/package-root.ts';
import { inputs } from './long/inputs.ts';

const record = JSON.parse(readFileSync('test/long/record.json', 'utf8'));

test('nothing that the long run depends on has changed since: else run `npm run test:long`, and commit its record', () => {
  expect(record.inputs).toBe(inputs(packageRoot().directory));
  expect(record.commit).toMatch(/^[0-9a-f]{40}$/);
});

test('all of it has run', () => {
  const listed = readFileSync('test/cluster/mutations.txt', 'utf8').split('\n');
  const ids = listed.filter((line) => line !== '').map((line) => `mutation ${line.split(' ')[0]}`);
  const ran: { readonly id: string; readonly seconds: number }[] = record.steps;
  expect(ran.map(({ id }) => id).sort()).toEqual(ids.sort());
  for (const { id, seconds } of ran) expect(seconds, id).toBeGreaterThan(0);
});
