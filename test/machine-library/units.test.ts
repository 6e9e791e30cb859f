/** Waiting for what another process brings about: not longer than told, and with what there was instead. */
import { expect, test } from 'vitest';
import { comesTo, until } from '../machine/library/units.ts';

test('what comes late is waited for', async () => {
  const answers = [[], ['a'], ['a', 'b']];
  await comesTo('both', 60, async () => answers.shift(), ['a', 'b']);
  expect(answers).toEqual([]);
});

test('what never comes is told with what there was last', async () => {
  const read = async () => ['etcd.service'];
  await expect(comesTo('units that are not up', 0.1, read, [])).rejects.toThrow(
    'not within 0.1 s: units that are not up; last: ["etcd.service"]',
  );
  await expect(until('it is there', 0.1, async () => false)).rejects.toThrow(/^not within 0\.1 s: it is there$/);
});

test('a question that fails is not asked again', async () => {
  let asked = 0;
  const ask = async () => {
    asked += 1;
    throw new Error('no machine');
  };
  await expect(until('it is there', 60, ask)).rejects.toThrow('no machine');
  expect(asked).toBe(1);
});
