/** Units that others cannot do without, and that no file provides. */
import type { DependencyType } from './dependency.ts';
import type { DependencyEdge } from './edge.ts';
import type { UnitGraph } from './unit-graph.ts';

const needed: ReadonlySet<DependencyType> = new Set(['Requires', 'Requisite', 'BindsTo', 'Triggers']);

export interface MissingUnit {
  readonly unit: string;
  /** Who requires it, or is to start it. */
  readonly neededBy: readonly DependencyEdge[];
}

/** In bytewise order. Devices are no files', so they are not missing. */
export function requiredUnitsNobodyProvides(graph: UnitGraph): MissingUnit[] {
  const edges = new Map<string, DependencyEdge[]>();
  for (const edge of graph.edges) {
    if (!needed.has(edge.type) || graph.units.get(edge.to)?.loadState !== 'not-found') continue;
    const known = edges.get(edge.to);
    if (known === undefined) edges.set(edge.to, [edge]);
    else known.push(edge);
  }
  return [...graph.units.keys()].flatMap((unit) => {
    const neededBy = edges.get(unit);
    return neededBy === undefined ? [] : [{ unit, neededBy }];
  });
}
