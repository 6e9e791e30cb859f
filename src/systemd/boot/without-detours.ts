/** A picture without the arrows that follow from others: a transitive reduction of the order. */
import { reachable } from '../order-cycles.ts';
import { type OrderedEdge, startsAfter } from './starts-after.ts';

interface Edge extends OrderedEdge {
  readonly needs: readonly unknown[];
}

/** Without edges that say nothing but an order that others add up to; of units in circles they stay. */
export function withoutDetours<T extends Edge>(edges: readonly T[]): T[] {
  const waitsFor = startsAfter(edges);
  const known = new Map<string, Set<string>>();
  const earlier = (unit: string): Set<string> => {
    const found = known.get(unit) ?? reachable(unit, (one) => waitsFor.get(one) ?? []);
    known.set(unit, found);
    return found;
  };
  const isInCircle = (unit: string): boolean => earlier(unit).has(unit);
  const isDetour = ({ from, to, order, needs }: T): boolean => {
    if (!order || needs.length > 0 || isInCircle(from) || isInCircle(to)) return false;
    return (waitsFor.get(from) ?? []).some((other) => other !== to && earlier(other).has(to));
  };
  return edges.filter((edge) => !isDetour(edge));
}
