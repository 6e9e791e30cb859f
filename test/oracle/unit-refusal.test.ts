/** Units that systemd refuses as a whole: our table against `systemd --test`. */
import { expect, test } from 'vitest';
import { refusalCases } from '../systemd/refusal-cases.ts';
import { loadWithSystemd } from './systemd-test.ts';

test('the load state of every case', async () => {
  const loaded = await loadWithSystemd(Object.fromEntries(refusalCases.map(({ name, content }) => [name, content])));
  const states = (of: (name: string) => string | undefined) => refusalCases.map(({ name }) => `${name}: ${of(name)}`);
  const ours = new Map(
    refusalCases.map(({ name, key, loadState = 'bad-setting' }) => [name, key === undefined ? 'loaded' : loadState]),
  );
  expect(states((name) => loaded.get(name)?.loadState)).toEqual(states((name) => ours.get(name)));
});
