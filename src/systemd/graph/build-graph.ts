/** Units and all that they depend on, as systemd loads them: `src/core/manager.c`, `src/core/unit.c`. */

import type { UnitRoot } from '../unit-root.ts';
import { type GraphUnit, isRead } from './graph-unit.ts';
import { type GraphOptions, withDefaults } from './options.ts';
import { hasDefaultDependencies, lastSetting, originOf } from './reading.ts';
import { addAutomount, addMount } from './rules/mount.ts';
import { addMountOrder, loadMounts } from './rules/mounted-paths.ts';
import { addService } from './rules/service.ts';
import { addDefaultSlice, addSlice, addSliceOrder } from './rules/slices.ts';
import { addSocket } from './rules/socket.ts';
import { addSwap } from './rules/swap.ts';
import { addTarget, addTargetOrder } from './rules/target.ts';
import { addPath, addTimer } from './rules/triggers.ts';
import { addWritten } from './rules/written.ts';
import { UnitGraph } from './unit-graph.ts';
import { Wiring } from './wiring.ts';

type Rule = (unit: GraphUnit, wiring: Wiring) => void;

/** What systemd adds to a unit of the type; targets also need to know what is loaded. */
const rules: Readonly<Record<string, Rule>> = {
  automount: addAutomount,
  mount: addMount,
  path: addPath,
  scope: addDefaultSlice,
  service: addService,
  slice: addSlice,
  socket: addSocket,
  swap: addSwap,
  timer: addTimer,
};

/**
 * The graph of the named units and of everything they name, in turn: dependencies written in unit files,
 * drop-ins and links, and those that systemd 252 adds by itself. What has no file is in it as `not-found`.
 * Names that are none, and templates, are left out. Rules that depend on the state of a machine (mounts in
 * /proc/self/mountinfo, devices announced by udev) are not applied.
 */
export function buildGraph(root: UnitRoot, names: readonly string[], options: GraphOptions): UnitGraph {
  const wiring = new Wiring(root, withDefaults(options));
  const loaded: GraphUnit[] = [];
  const isLoaded = new Set<string>();
  let requirements = 0;
  const load = (): void => {
    for (let unit = wiring.waiting.pop(); unit !== undefined; unit = wiring.waiting.pop()) {
      addOwn(unit, isLoaded, wiring);
      loaded.push(unit);
      for (; requirements < wiring.paths.length; requirements++) {
        const requirement = wiring.paths[requirements];
        if (requirement !== undefined) loadMounts(requirement, wiring);
      }
    }
  };
  load();
  for (const name of names) {
    wiring.load(name);
    load();
  }
  for (const requirement of wiring.paths) addMountOrder(requirement, wiring);
  addTargetOrder(loaded, wiring);
  return new UnitGraph(wiring.units, wiring.ids, wiring.edges(), wiring.paths);
}

function addOwn(unit: GraphUnit, isLoaded: Set<string>, wiring: Wiring): void {
  if (unit.loadState === 'not-found') return;
  addWritten(unit, wiring);
  if (!isRead(unit)) return;
  isLoaded.add(unit.id);
  if (unit.type === 'target') addTarget(unit, (id) => isLoaded.has(id), wiring);
  else rules[unit.type]?.(unit, wiring);
  if (unit.loadState !== 'loaded') return;
  addSliceOrder(unit, wiring);
  addOomd(unit, wiring);
}

/** ManagedOOM*=kill is systemd-oomd's work: `unit_add_oomd_dependencies()`. */
function addOomd(unit: GraphUnit, wiring: Wiring): void {
  if (!wiring.options.oomd || !hasDefaultDependencies(unit)) return;
  const keys = ['ManagedOOMSwap', 'ManagedOOMMemoryPressure'];
  const setting = keys
    .map((key) => lastSetting(unit, key, (value) => value === 'auto' || value === 'kill'))
    .find((one) => one?.value === 'kill');
  if (setting === undefined) return;
  const origin = {
    rule: 'implicit',
    why: 'systemd.resource-control(5) ManagedOOM*=',
    setting: originOf(setting),
  } as const;
  wiring.add('After', unit, 'systemd-oomd.service', origin);
  wiring.add('Wants', unit, 'systemd-oomd.service', origin);
}
