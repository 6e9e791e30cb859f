/** Services: `service_add_extras()` of `src/core/service.c`. */
import type { GraphUnit } from '../graph-unit.ts';
import { hasDefaultDependencies, lastSetting, originOf, settingsOf, unitNames } from '../reading.ts';
import type { Wiring } from '../wiring.ts';
import { addShutdown, byDefault } from './common.ts';
import { addExecution } from './execution.ts';
import { addDefaultSlice } from './slices.ts';

const types = /^(simple|exec|forking|oneshot|dbus|notify|notify-reload|idle)$/;

/** Type= as it counts: with BusName= alone it is `dbus`, without a command `oneshot`. */
export function serviceType(unit: GraphUnit): string {
  const written = lastSetting(unit, 'Type', (value) => types.test(value));
  if (written !== undefined) return written.value;
  if (busName(unit) !== undefined) return 'dbus';
  return settingsOf(unit, 'Service', 'ExecStart').length > 0 ? 'simple' : 'oneshot';
}

export function addService(unit: GraphUnit, wiring: Wiring): void {
  addSockets(unit, wiring);
  addExecution(unit, wiring);
  addDefaultSlice(unit, wiring);
  if (hasDefaultDependencies(unit)) addDefaults(unit, wiring);
  const bus = busName(unit);
  if (bus === undefined || serviceType(unit) !== 'dbus') return;
  const origin = { rule: 'implicit', why: 'systemd.service(5) Type=dbus', setting: originOf(bus) } as const;
  wiring.add('Requires', unit, 'dbus.socket', origin);
  wiring.add('After', unit, 'dbus.socket', origin);
}

/** Sockets= of systemd.service(5): `config_parse_service_sockets()`. */
function addSockets(unit: GraphUnit, wiring: Wiring): void {
  for (const setting of settingsOf(unit, 'Service', 'Sockets')) {
    for (const name of unitNames(unit, setting, wiring.options.specifiers)) {
      if (!name.endsWith('.socket')) continue;
      for (const type of ['Wants', 'After', 'TriggeredBy'] as const) wiring.add(type, unit, name, originOf(setting));
    }
  }
}

function busName(unit: GraphUnit) {
  return settingsOf(unit, 'Service', 'BusName').at(-1);
}

function addDefaults(unit: GraphUnit, wiring: Wiring): void {
  if (wiring.options.manager === 'system') {
    wiring.add('After', unit, 'sysinit.target', byDefault(unit));
    wiring.add('Requires', unit, 'sysinit.target', byDefault(unit));
  } else wiring.add('Requires', unit, 'basic.target', byDefault(unit));
  wiring.add('After', unit, 'basic.target', byDefault(unit));
  addShutdown(unit, wiring);
}
