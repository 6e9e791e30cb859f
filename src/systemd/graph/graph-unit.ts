/** A unit of a graph: loaded from files, made by systemd itself, or only named by others. */
import type { LoadedUnit } from '../loaded-unit.ts';

export type UnitLoadState = LoadedUnit['loadState'];

export interface GraphUnit {
  /** Its name, aliases resolved. */
  readonly id: string;
  /** What the name ends in: `service`, `target`. */
  readonly type: string;
  /** As systemd has it after all checks: slices and devices are `loaded` without a file, settings that contradict each other are `bad-setting`. */
  readonly loadState: UnitLoadState;
  /** Always there and never stopped: `-.slice`, `system.slice`, `-.mount`, `init.scope`. */
  readonly perpetual: boolean;
  readonly loaded: LoadedUnit;
}

/** Made by systemd where no file is: systemd.special(7). */
const perpetualUnits: Readonly<Record<'system' | 'user', readonly string[]>> = {
  system: ['-.mount', '-.slice', 'init.scope', 'system.slice'],
  user: ['-.mount', '-.slice', 'init.scope'],
};

export function perpetualOf(manager: 'system' | 'user'): readonly string[] {
  return perpetualUnits[manager];
}

/** Types of units that have a control group, and so a slice: `UNIT_HAS_CGROUP_CONTEXT()`. */
const withCgroup: ReadonlySet<string> = new Set(['service', 'socket', 'mount', 'swap', 'slice', 'scope']);
/** `can_trigger` and `can_fail` of the unit types' vtables. */
const triggering: ReadonlySet<string> = new Set(['automount', 'path', 'socket', 'timer']);
const withoutFailure: ReadonlySet<string> = new Set(['device', 'slice']);

export function hasCgroup(type: string): boolean {
  return withCgroup.has(type);
}

export function canTrigger(type: string): boolean {
  return triggering.has(type);
}

export function canFail(type: string): boolean {
  return !withoutFailure.has(type);
}

export function graphUnit(loaded: LoadedUnit, manager: 'system' | 'user'): GraphUnit {
  const { id } = loaded;
  const perpetual = perpetualUnits[manager].includes(id);
  const type = id.slice(id.lastIndexOf('.') + 1);
  return { id, type, loadState: perpetual ? 'loaded' : loaded.loadState, perpetual, loaded };
}

/** Whether systemd got to its settings: a unit that is refused for what they say together has its dependencies all the same. */
export function isRead({ loaded }: GraphUnit): boolean {
  return loaded.loadState === 'loaded' || loaded.settings.size > 0;
}
