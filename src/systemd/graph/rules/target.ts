/** Targets: systemd.target(5) "Default Dependencies", `src/core/target.c` and `unit_add_default_target_dependency()` of `src/core/unit.c`. */
import { edgeTypeOf, namesWith } from '../dependency.ts';
import type { GraphUnit } from '../graph-unit.ts';
import { hasDefaultDependencies } from '../reading.ts';
import type { Wiring } from '../wiring.ts';
import { addShutdown, byDefault } from './common.ts';

const pulling: ReadonlySet<string> = new Set(namesWith('add-default-target-dependency'));
const pulledIn: ReadonlySet<string> = new Set(
  namesWith('default-target-dependencies').map((name) => edgeTypeOf(name).type),
);

/** A target comes after what it pulls in; here after what is loaded already. */
export function addTarget(unit: GraphUnit, isLoaded: (id: string) => boolean, wiring: Wiring): void {
  if (!hasDefaultDependencies(unit)) return;
  for (const { type, to } of [...wiring.from(unit.id)]) {
    const other = wiring.units.get(to);
    if (other !== undefined && pulling.has(type) && isLoaded(to)) orderTarget(unit, other, wiring);
  }
  if (unit.id !== 'shutdown.target') addShutdown(unit, wiring);
}

/** What a target pulls in and what was loaded after it, once everything is there: the last loaded first. */
export function addTargetOrder(loaded: readonly GraphUnit[], wiring: Wiring): void {
  const targetsOf = new Map<string, Set<GraphUnit>>();
  for (const target of loaded) {
    if (target.type !== 'target') continue;
    for (const { type, to } of wiring.from(target.id)) {
      if (!pulledIn.has(type)) continue;
      const targets = targetsOf.get(to);
      if (targets === undefined) targetsOf.set(to, new Set([target]));
      else targets.add(target);
    }
  }
  for (const unit of loaded.toReversed()) {
    for (const target of targetsOf.get(unit.id) ?? []) orderTarget(target, unit, wiring);
  }
}

function orderTarget(target: GraphUnit, other: GraphUnit, wiring: Wiring): void {
  if (target.loadState !== 'loaded' || other.loadState !== 'loaded') return;
  if (!hasDefaultDependencies(target) || !hasDefaultDependencies(other)) return;
  // Written the other way round: no loop is made.
  if (wiring.has('After', other.id, target.id)) return;
  wiring.add('After', target, other.id, byDefault(target));
}
