/** The chain of starts that a boot waits for longest, as far as files tell: they say who waits, not how long. */
import { compareBytes } from '../../core/order.ts';
import { type OrderedEdge, startsAfter } from './starts-after.ts';

interface Chain {
  readonly weight: number;
  readonly units: readonly string[];
}

/**
 * Of `edges` in which `from` starts after `to`; weights are counted once a unit, missing ones as 0. Among equals
 * the one with more units, then the bytewise first. A circle is cut where it is first met.
 */
export function longestChain(edges: readonly OrderedEdge[], weights: ReadonlyMap<string, number>): string[] {
  const waitsFor = startsAfter(edges);
  const known = new Map<string, Chain>();
  const open = new Set<string>();
  const chainTo = (unit: string): Chain => {
    const found = known.get(unit);
    if (found !== undefined) return found;
    open.add(unit);
    const earlier = (waitsFor.get(unit) ?? []).filter((other) => !open.has(other)).map(chainTo);
    open.delete(unit);
    const best = longer(earlier);
    const chain = { weight: best.weight + (weights.get(unit) ?? 0), units: [...best.units, unit] };
    known.set(unit, chain);
    return chain;
  };
  return [...longer([...waitsFor.keys()].map(chainTo)).units];
}

function longer(chains: readonly Chain[]): Chain {
  const none: Chain = { weight: 0, units: [] };
  return chains.reduce((best, chain) => (compare(chain, best) > 0 ? chain : best), none);
}

function compare(a: Chain, b: Chain): number {
  const size = a.weight - b.weight || a.units.length - b.units.length;
  return size === 0 ? compareBytes(b.units.join('\n'), a.units.join('\n')) : size;
}
