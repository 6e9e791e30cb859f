/** Timers and paths: `src/core/timer.c`, `src/core/path.c`. */
import type { GraphUnit } from '../graph-unit.ts';
import {
  assignmentsOf,
  expanded,
  hasDefaultDependencies,
  isTrue,
  originOf,
  ownSection,
  settingsOf,
  unitName,
} from '../reading.ts';
import type { Wiring } from '../wiring.ts';
import { addEarlyDefaults, byDefault, implied, sibling } from './common.ts';

export function addTimer(unit: GraphUnit, wiring: Wiring): void {
  addTriggered(unit, wiring);
  const system = wiring.options.manager === 'system';
  if (isTrue(unit, 'Persistent') && system) {
    const why = { rule: 'implicit', why: 'systemd.timer(5) Persistent=' } as const;
    wiring.requirePath(unit, '/var/lib/systemd/timers', why);
  }
  addEarlyDefaults(unit, 'timers.target', wiring);
  const calendar = settingsOf(unit, 'Timer', 'OnCalendar').length > 0;
  if (!calendar || !system || !hasDefaultDependencies(unit)) return;
  for (const target of ['time-sync.target', 'time-set.target']) wiring.add('After', unit, target, byDefault(unit));
}

const pathKeys = ['PathExists', 'PathExistsGlob', 'PathChanged', 'PathModified', 'DirectoryNotEmpty'];

export function addPath(unit: GraphUnit, wiring: Wiring): void {
  addTriggered(unit, wiring);
  for (const key of pathKeys) {
    for (const setting of settingsOf(unit, 'Path', key)) {
      const path = expanded(unit, setting.value, wiring.options.specifiers);
      const origin = { rule: 'implicit', why: `systemd.path(5) ${key}=`, setting: originOf(setting) } as const;
      if (path !== undefined) wiring.requirePath(unit, path, origin);
    }
  }
  addEarlyDefaults(unit, 'paths.target', wiring);
}

/** Unit=, of which the first counts (`config_parse_trigger_unit()`), else the service of the same name. */
function addTriggered(unit: GraphUnit, wiring: Wiring): void {
  for (const setting of assignmentsOf(unit, ownSection(unit), 'Unit')) {
    const name = unitName(unit, setting.value, wiring.options.specifiers);
    const other = name === undefined ? undefined : wiring.load(name);
    if (name === undefined || other === undefined || other.id === unit.id) continue;
    wiring.add('Before', unit, name, originOf(setting));
    wiring.add('Triggers', unit, name, originOf(setting));
    return;
  }
  wiring.add('Before', unit, sibling(unit, 'service'), implied(unit));
  wiring.add('Triggers', unit, sibling(unit, 'service'), implied(unit));
}
