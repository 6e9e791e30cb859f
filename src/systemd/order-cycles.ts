/** Units that wait for each other: systemd would drop the start of one of them, and say so only in its log. */
import { compareBytes } from '../core/order.ts';
import type { OrderEdge } from './order-graph.ts';

/**
 * One shortest circle for each group of units that all wait for each other: every edge's `earlier` is the
 * next edge's `later`, and the last one's the first one's. A group begins with its bytewise first unit.
 */
export function orderCycles(edges: readonly OrderEdge[]): OrderEdge[][] {
  const byLater = new Map<string, OrderEdge[]>();
  const byEarlier = new Map<string, string[]>();
  for (const edge of edges) {
    byLater.set(edge.later, [...(byLater.get(edge.later) ?? []), edge]);
    byEarlier.set(edge.earlier, [...(byEarlier.get(edge.earlier) ?? []), edge.later]);
  }
  const covered = new Set<string>();
  const cycles: OrderEdge[][] = [];
  for (const unit of [...byLater.keys()].sort(compareBytes)) {
    if (covered.has(unit)) continue;
    const before = reachable(unit, (one) => (byLater.get(one) ?? []).map(({ earlier }) => earlier));
    if (!before.has(unit)) continue;
    const behind = reachable(unit, (one) => byEarlier.get(one) ?? []);
    const group = [...before].filter((one) => behind.has(one));
    for (const one of group) covered.add(one);
    cycles.push(shortestOf(group, byLater));
  }
  return cycles;
}

/** All that a walk from `start` comes to; `start` itself only where the walk comes back. */
export function reachable(start: string, next: (unit: string) => readonly string[]): Set<string> {
  const reached = new Set<string>();
  const waiting = [start];
  for (let unit = waiting.pop(); unit !== undefined; unit = waiting.pop()) {
    for (const other of next(unit)) {
      if (reached.has(other)) continue;
      reached.add(other);
      waiting.push(other);
    }
  }
  return reached;
}

function shortestOf(group: readonly string[], byLater: ReadonlyMap<string, readonly OrderEdge[]>): OrderEdge[] {
  const cycles = [...group].sort(compareBytes).map((unit) => shortestCycle(unit, byLater));
  return cycles.reduce((best, cycle) => (cycle.length < best.length ? cycle : best), cycles[0] ?? []);
}

/** Breadth first, from the unit back to itself. */
function shortestCycle(unit: string, byLater: ReadonlyMap<string, readonly OrderEdge[]>): OrderEdge[] {
  const seen = new Set<string>();
  let paths: OrderEdge[][] = [[]];
  while (paths.length > 0) {
    const next: OrderEdge[][] = [];
    for (const path of paths) {
      for (const edge of byLater.get(path.at(-1)?.earlier ?? unit) ?? []) {
        if (edge.earlier === unit) return [...path, edge];
        if (seen.has(edge.earlier)) continue;
        seen.add(edge.earlier);
        next.push([...path, edge]);
      }
    }
    paths = next;
  }
  return [];
}
