/** Units and their dependencies, to be asked from either end. */
import { compareBytes } from '../../core/order.ts';
import { type DependencyAtom, type DependencyName, edgeTypeOf, inverseOf, namesWith } from './dependency.ts';
import type { DependencyEdge, PathRequirement } from './edge.ts';
import type { GraphUnit } from './graph-unit.ts';

export class UnitGraph {
  /** By id, in bytewise order. */
  readonly units: ReadonlyMap<string, GraphUnit>;
  /** One for each dependency; its inverse is not listed again. Bytewise by `from`, `type`, `to`. */
  readonly edges: readonly DependencyEdge[];
  /** RequiresMountsFor= of all units, written or implied. */
  readonly paths: readonly PathRequirement[];
  readonly #ids: ReadonlyMap<string, string>;
  readonly #index = new Map<string, Map<DependencyName, DependencyEdge[]>>();

  constructor(
    units: ReadonlyMap<string, GraphUnit>,
    ids: ReadonlyMap<string, string>,
    edges: readonly DependencyEdge[],
    paths: readonly PathRequirement[],
  ) {
    this.units = new Map([...units].sort(([a], [b]) => compareBytes(a, b)));
    this.#ids = ids;
    this.edges = edges.toSorted(
      (a, b) => compareBytes(a.from, b.from) || compareBytes(a.type, b.type) || compareBytes(a.to, b.to),
    );
    this.paths = paths;
    for (const edge of this.edges) {
      this.#put(edge.from, edge.type, edge);
      const inverse = inverseOf[edge.type];
      if (inverse !== undefined) this.#put(edge.to, inverse, edge);
    }
  }

  /** The unit of a name or an alias. */
  unit(name: string): GraphUnit | undefined {
    return this.units.get(this.#ids.get(name) ?? name);
  }

  /** The edges that the unit has under that name: of `RequiredBy` those that require it. */
  edgesOf(id: string, name: DependencyName): readonly DependencyEdge[] {
    return this.#index.get(id)?.get(name) ?? [];
  }

  /** The units at the other end of {@link edgesOf}. */
  dependencies(id: string, name: DependencyName): string[] {
    const { inverted } = edgeTypeOf(name);
    return this.edgesOf(id, name).map(({ from, to }) => (inverted ? from : to));
  }

  /** What the unit depends on in one of the ways that have the effect; a unit comes once, with the first edge. */
  affected(id: string, atom: DependencyAtom): { readonly unit: string; readonly edge: DependencyEdge }[] {
    const found = new Map<string, DependencyEdge>();
    for (const name of namesWith(atom)) {
      const { inverted } = edgeTypeOf(name);
      for (const edge of this.edgesOf(id, name)) {
        const other = inverted ? edge.from : edge.to;
        if (!found.has(other)) found.set(other, edge);
      }
    }
    return [...found].map(([unit, edge]) => ({ unit, edge }));
  }

  #put(id: string, name: DependencyName, edge: DependencyEdge): void {
    const ofUnit = this.#index.get(id) ?? new Map<DependencyName, DependencyEdge[]>();
    this.#index.set(id, ofUnit);
    const list = ofUnit.get(name);
    if (list === undefined) ofUnit.set(name, [edge]);
    else list.push(edge);
  }
}
