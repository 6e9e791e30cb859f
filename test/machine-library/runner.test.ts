/** The machine tests' own bookkeeping: nothing can be left out, and a witness that was not asked is no witness. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { mutations as clusterMutations } from '../cluster/mutation-list.ts';
import { steps as clusterSteps } from '../cluster/steps/index.ts';
import { compareIds, select } from '../machine/library/runner.ts';
import type { Step } from '../machine/library/step.ts';
import { readSteps } from '../machine/library/verdict.ts';
import { mutations } from '../machine/mutation-list.ts';
import { steps } from '../machine/steps/index.ts';

const step = (id: string, ...needs: string[]): Step => ({ id, needs, run: () => Promise.resolve() });
const lines = (file: string) =>
  readFileSync(`test/${file}`, 'utf8')
    .split('\n')
    .filter((line) => line !== '');

describe('ids', () => {
  test('missing, extra and repeated ones are told', () => {
    expect(compareIds(['a', 'b'], ['b', 'a'])).toEqual([]);
    expect(compareIds(['a'], ['a', 'b'])).toEqual(['b is in steps.txt but did not run']);
    expect(compareIds(['a', 'b'], ['a'])).toEqual(['b ran but is not in steps.txt']);
    expect(compareIds(['a', 'a'], ['a'])).toEqual(['a ran 2 times and is listed 1 times']);
    expect(compareIds(['a'], ['a', 'a'])).toEqual(['a ran 1 times and is listed 2 times']);
  });

  test.each([
    { suite: 'machine', all: steps },
    { suite: 'cluster', all: clusterSteps },
  ])('steps.txt of $suite lists the steps, and every need comes before its step', ({ suite, all }) => {
    const ids = all.map(({ id }) => id);
    expect(compareIds(ids, lines(`${suite}/steps.txt`))).toEqual([]);
    const before = new Set<string>();
    for (const { id, needs = [] } of all) {
      for (const need of needs) expect(before, id).toContain(need);
      before.add(id);
    }
  });

  test.each([
    { suite: 'machine', all: mutations, ids: steps.map(({ id }) => id) },
    { suite: 'cluster', all: clusterMutations, ids: clusterSteps.map(({ id }) => id) },
  ])('mutations.txt of $suite names a known step for every mutation that has one', ({ suite, all, ids }) => {
    const listed = lines(`${suite}/mutations.txt`).map((line) => line.split(' '));
    expect(listed.map(([id]) => id)).toEqual(all.map(({ id }) => id).sort());
    for (const [, kind, witness] of listed) if (kind === 'step') expect(ids).toContain(witness);
  });
});

test('--only takes what the named steps need, in the order of the list', () => {
  const all = [step('a'), step('b', 'a'), step('c', 'b'), step('d')];
  expect(select(all, ['c']).map(({ id }) => id)).toEqual(['a', 'b', 'c']);
  expect(select(all, [])).toBe(all);
  expect(() => select(all, ['e'])).toThrow('no step is called e');
});

describe('verdicts', () => {
  const output = (...texts: string[]) => texts.join('\n');
  const colour = (text: string, id: string) => readSteps(text, [id]).get(id)?.colour;

  test('a step is green or red by its own line', () => {
    const text = output('ok     1.0 s  a.b', 'FAIL   2.0 s  c.d', '    why');
    expect(colour(text, 'c.d')).toBe('red');
    expect(readSteps(text, ['c.d']).get('c.d')?.detail).toBe('why');
    expect(colour(output('ok     1.0 s  a.b'), 'a.b')).toBe('green');
  });

  test('a step that did not run, or whose needs failed, says nothing', () => {
    expect(colour(output('error: no tarball'), 'a.b')).toBe('unclear');
    expect(colour(output('FAIL   1.0 s  a.b', 'FAIL   0.0 s  c.d'), 'c.d')).toBe('unclear');
  });
});
