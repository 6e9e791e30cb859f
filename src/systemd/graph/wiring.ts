/** Edges while they are found: `unit_add_dependency()` of `src/core/unit.c`. */

import { loadUnit } from '../load-unit.ts';
import { isTemplate, parseUnitName } from '../names/unit-name.ts';
import type { UnitRoot } from '../unit-root.ts';
import { type DependencyName, type DependencyType, edgeTypeOf } from './dependency.ts';
import type { DependencyEdge, EdgeOrigin, PathRequirement } from './edge.ts';
import { canFail, canTrigger, type GraphUnit, graphUnit, hasCgroup, perpetualOf } from './graph-unit.ts';
import { resolvedName, simplifiedPath } from './names.ts';
import type { CompleteOptions } from './options.ts';

interface OpenEdge extends DependencyEdge {
  readonly origins: EdgeOrigin[];
}

/** More units than these systemd does not load: `MANAGER_MAX_NAMES` of `src/core/manager.h`. */
const unitsMax = 131_072;

export class Wiring {
  readonly units = new Map<string, GraphUnit>();
  readonly ids = new Map<string, string>();
  readonly paths: PathRequirement[] = [];
  /** Units whose own dependencies are not read yet; the last is the next, as in systemd. */
  readonly waiting: GraphUnit[] = [];
  readonly #edges = new Map<string, OpenEdge>();
  readonly #ofUnit = new Map<string, OpenEdge[]>();
  readonly #seenPaths = new Set<string>();
  readonly #root: UnitRoot;
  readonly options: CompleteOptions;

  constructor(root: UnitRoot, options: CompleteOptions) {
    this.#root = root;
    this.options = options;
    for (const name of perpetualOf(options.manager)) this.load(name);
  }

  /** The unit of that name, put in line for its own dependencies when it is new; undefined for what is no name. */
  load(name: string): GraphUnit | undefined {
    const known = this.units.get(this.ids.get(name) ?? '');
    if (known !== undefined) return known;
    const parsed = parseUnitName(name);
    if (parsed === undefined || isTemplate(parsed) || this.units.size >= unitsMax) return undefined;
    const loaded = loadUnit(this.#root, name, this.options);
    const unit = this.units.get(loaded.id) ?? graphUnit(loaded, this.options.manager);
    this.ids.set(name, unit.id);
    for (const alias of loaded.names) this.ids.set(alias, unit.id);
    if (this.units.has(unit.id)) return unit;
    this.units.set(unit.id, unit);
    this.waiting.push(unit);
    return unit;
  }

  /** Adds what `from` says of the unit named `name`, if systemd takes it. */
  add(name: DependencyName, from: GraphUnit, target: string, origin: EdgeOrigin): void {
    const resolved = resolvedName(target, from.loaded);
    const other = resolved === undefined ? undefined : this.load(resolved);
    if (other === undefined || other.id === from.id) return;
    const { type, inverted } = edgeTypeOf(name);
    if (name === 'Before' && other.type === 'device') return;
    const [source, destination] = inverted ? [other, from] : [from, other];
    if (type === 'OnFailure' && !canFail(source.type)) return;
    if (type === 'Triggers' && !canTrigger(source.type)) return;
    if (type === 'InSlice' && (destination.type !== 'slice' || !hasCgroup(source.type))) return;
    this.#put(type, source.id, destination.id, origin);
  }

  has(type: DependencyType, from: string, to: string): boolean {
    return this.#edges.has(key(type, from, to));
  }

  /** Edges that begin at the unit. */
  from(id: string): readonly DependencyEdge[] {
    return this.#ofUnit.get(id) ?? [];
  }

  /** The unit needs what is mounted at the path and above it: `unit_require_mounts_for()`. */
  requirePath(unit: GraphUnit, path: string, origin: EdgeOrigin): void {
    const simplified = simplifiedPath(path);
    if (simplified === undefined) return;
    const seen = `${unit.id}\0${simplified}`;
    if (this.#seenPaths.has(seen)) return;
    this.#seenPaths.add(seen);
    this.paths.push({ unit: unit.id, path: simplified, origin });
  }

  edges(): DependencyEdge[] {
    return [...this.#edges.values()];
  }

  #put(type: DependencyType, from: string, to: string, origin: EdgeOrigin): void {
    const known = this.#edges.get(key(type, from, to));
    if (known !== undefined) {
      known.origins.push(origin);
      return;
    }
    const edge: OpenEdge = { from, to, type, origins: [origin] };
    this.#edges.set(key(type, from, to), edge);
    const ofUnit = this.#ofUnit.get(from);
    if (ofUnit === undefined) this.#ofUnit.set(from, [edge]);
    else ofUnit.push(edge);
  }
}

function key(type: DependencyType, from: string, to: string): string {
  return `${type}\0${from}\0${to}`;
}
