import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { longestChain } from '../../../src/systemd/boot/longest-chain.ts';
import { withoutDetours } from '../../../src/systemd/boot/without-detours.ts';
import { reachable } from '../../../src/systemd/order-cycles.ts';

interface Edge {
  readonly from: string;
  readonly to: string;
  readonly order: boolean;
  readonly needs: readonly string[];
}

function edge(from: string, to: string, needs: readonly string[] = [], order = true): Edge {
  return { from, to, order, needs };
}

const edges = fc
  .uniqueArray(
    fc.record({
      from: fc.constantFrom(...'abcdefg'),
      to: fc.constantFrom(...'abcdefg'),
      order: fc.boolean(),
      needs: fc.constantFrom<readonly string[]>([], ['Wants']),
    }),
    { selector: ({ from, to }) => from + to, maxLength: 20 },
  )
  .map((list) => list.filter(({ from, to, order, needs }) => from !== to && (order || needs.length > 0)));

function closure(list: readonly Edge[]): string[] {
  const next = (unit: string) => list.filter(({ from, order }) => order && from === unit).map(({ to }) => to);
  return [...'abcdefg'].map((unit) => `${unit}: ${[...reachable(unit, next)].sort().join(' ')}`);
}

describe('an order without detours', () => {
  it('has no arrow that two others say', () => {
    const list = [edge('c', 'b'), edge('b', 'a'), edge('c', 'a')];
    expect(withoutDetours(list)).toEqual([edge('c', 'b'), edge('b', 'a')]);
  });

  it('keeps what is needed, though others say its order', () => {
    const list = [edge('c', 'b'), edge('b', 'a'), edge('c', 'a', ['Requires'])];
    expect(withoutDetours(list)).toEqual(list);
  });

  it('keeps all of a circle', () => {
    const list = [edge('a', 'b'), edge('b', 'c'), edge('c', 'a'), edge('a', 'c')];
    expect(withoutDetours(list)).toEqual(list);
  });

  it('says of any units the same who waits for whom', () => {
    fc.assert(
      fc.property(edges, (list) => {
        expect(closure(withoutDetours(list))).toEqual(closure(list));
      }),
    );
  });
});

describe('the longest chain', () => {
  const weights = new Map([...'abcdefg'].map((unit, index) => [unit, index % 2]));
  const weightOf = (units: readonly string[]) => units.reduce((sum, unit) => sum + (weights.get(unit) ?? 0), 0);

  it('counts what takes time before what is many', () => {
    const list = [edge('z', 'b'), edge('z', 'c'), edge('c', 'a')];
    expect(longestChain(list, new Map([['b', 1]]))).toEqual(['b', 'z']);
    expect(longestChain(list, new Map())).toEqual(['a', 'c', 'z']);
  });

  it('is a chain of the edges, each unit once, also where they are circles', () => {
    fc.assert(
      fc.property(edges, (list) => {
        const chain = longestChain(list, weights);
        expect(new Set(chain).size).toBe(chain.length);
        const pairs = chain.slice(1).map((from, index) => [from, chain[index]]);
        for (const [from, to] of pairs) {
          expect(list.some((one) => one.order && one.from === from && one.to === to)).toBe(true);
        }
      }),
    );
  });

  it('is at least as long as any chain of units without circles', () => {
    fc.assert(
      fc.property(edges, (list) => {
        const acyclic = list.filter(({ from, to }) => from > to);
        const longest = weightOf(longestChain(acyclic, weights));
        const walk = (unit: string): number => {
          const earlier = acyclic.filter(({ from, order }) => order && from === unit).map(({ to }) => walk(to));
          return (weights.get(unit) ?? 0) + Math.max(0, ...earlier);
        };
        const begun = acyclic.filter(({ order }) => order).map(({ from }) => walk(from));
        expect(longest).toBe(Math.max(0, ...begun));
      }),
    );
  });
});
