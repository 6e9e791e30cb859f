/** Default dependencies that several unit types share: systemd.special(7). */
import type { RuleOrigin } from '../edge.ts';
import type { GraphUnit } from '../graph-unit.ts';
import { hasDefaultDependencies } from '../reading.ts';
import type { Wiring } from '../wiring.ts';

/** `systemd.service(5) "Default Dependencies"` of the unit's type. */
export function byDefault(unit: GraphUnit): RuleOrigin {
  return { rule: 'default', why: `systemd.${unit.type}(5) "Default Dependencies"` };
}

export function implied(unit: GraphUnit): RuleOrigin {
  return { rule: 'implicit', why: `systemd.${unit.type}(5) "Implicit Dependencies"` };
}

/** The unit stops at shutdown. */
export function addShutdown(unit: GraphUnit, wiring: Wiring): void {
  wiring.add('Before', unit, 'shutdown.target', byDefault(unit));
  wiring.add('Conflicts', unit, 'shutdown.target', byDefault(unit));
}

/** Sockets, timers and paths: in place before their target, after sysinit.target, stopped at shutdown. */
export function addEarlyDefaults(unit: GraphUnit, target: string, wiring: Wiring): void {
  if (!hasDefaultDependencies(unit)) return;
  wiring.add('Before', unit, target, byDefault(unit));
  if (wiring.options.manager === 'system') {
    wiring.add('After', unit, 'sysinit.target', byDefault(unit));
    wiring.add('Requires', unit, 'sysinit.target', byDefault(unit));
  }
  addShutdown(unit, wiring);
}

/** The unit that another triggers where no setting names one: the same name, another type. */
export function sibling(unit: GraphUnit, type: string): string {
  return `${unit.id.slice(0, unit.id.lastIndexOf('.'))}.${type}`;
}
