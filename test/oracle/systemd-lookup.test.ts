/** Lookup, precedence and the effective unit against systemd itself. */
import { describe, expect, test } from 'vitest';
import { effectiveText } from '../../src/systemd/index.ts';
import { generatedTrees } from './generated-trees.ts';
import { cases } from './precedence.ts';
import { loadWithSystemd } from './systemd-test.ts';
import { type Judged, judgeTree } from './systemd-trees.ts';
import { changedMeaning, ofOurs, ofSystemd } from './unit-comparison.ts';

describe('every rule of precedence', () => {
  test.each(cases)('$title', async ({ tree, names }) => {
    for (const { ours, systemd } of await judgeTree(tree, names)) expect(ofOurs(ours)).toEqual(ofSystemd(systemd));
  });
});

test('200 generated trees: what systemd loads, and the same again from the effective text', {
  timeout: 900_000,
}, async () => {
  const seed = 20261123;
  const trees = generatedTrees(200, seed);
  const judged: { readonly tree: unknown; readonly one: Judged }[] = [];
  for (let i = 0; i < trees.length; i += 4) {
    const some = trees.slice(i, i + 4).map(async ({ tree, name }) => {
      for (const one of await judgeTree(tree, [name])) judged.push({ tree, one });
    });
    await Promise.all(some);
  }
  const different = judged.flatMap(({ tree, one }) => {
    const [we, they] = [ofOurs(one.ours), ofSystemd(one.systemd)];
    return JSON.stringify(we) === JSON.stringify(they) ? [] : [{ tree, we, they }];
  });
  expect(different.slice(0, 5), `${different.length} of ${trees.length} differ, seed ${seed}`).toEqual([]);
  await expectSameAgain(
    judged.map(({ one }) => one),
    `seed ${seed}`,
  );
});

/** Units from their effective texts alone are what they were from all their files. */
async function expectSameAgain(judged: readonly Judged[], note: string): Promise<void> {
  const loaded = judged.flatMap(({ ours, systemd }) =>
    ours.loadState === 'loaded' && systemd?.loadState === 'loaded' ? [{ ours, systemd }] : [],
  );
  const texts = Object.fromEntries(loaded.map(({ ours }) => [ours.id, effectiveText(ours)]));
  const again = await loadWithSystemd(texts);
  const changed = loaded.flatMap(({ ours, systemd }) => {
    const difference = changedMeaning(systemd, again.get(ours.id));
    return Object.keys(difference).length === 0 ? [] : [{ text: texts[ours.id], difference }];
  });
  expect(loaded.length).toBeGreaterThan(120);
  expect(changed.slice(0, 5), `${changed.length} of ${loaded.length} mean something else, ${note}`).toEqual([]);
}
