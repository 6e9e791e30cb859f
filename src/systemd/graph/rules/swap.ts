/** Swaps: `swap_add_extras()` of `src/core/swap.c`. */

import { pathFromName } from '../../names/name-from-path.ts';
import type { GraphUnit } from '../graph-unit.ts';
import { expanded, hasDefaultDependencies, originOf, settingsOf } from '../reading.ts';
import type { Wiring } from '../wiring.ts';
import { byDefault, implied } from './common.ts';
import { addBlockDevice, addDeviceNode, isDevicePath } from './device-node.ts';
import { addExecution } from './execution.ts';
import { addSliceOf } from './slices.ts';

export function addSwap(unit: GraphUnit, wiring: Wiring): void {
  const { manager, container } = wiring.options;
  const setting = settingsOf(unit, 'Swap', 'What').at(-1);
  const written = setting === undefined ? undefined : expanded(unit, setting.value, wiring.options.specifiers);
  const what = written ?? pathFromName(unit.id);
  if (what === undefined) return;
  wiring.requirePath(unit, what, implied(unit));
  if (setting !== undefined) {
    const origin = { rule: 'implicit', why: 'systemd.swap(5) What=', setting: originOf(setting) } as const;
    if (isDevicePath(what)) {
      addDeviceNode(unit, what, 'Requires', origin, wiring);
      addBlockDevice(unit, what, origin, wiring);
    } else wiring.add('After', unit, 'systemd-remount-fs.service', origin);
  }
  addExecution(unit, wiring);
  addSliceOf(unit, manager === 'user' ? '-.slice' : undefined, wiring);
  if (!hasDefaultDependencies(unit) || manager === 'user' || container) return;
  wiring.add('Before', unit, 'swap.target', byDefault(unit));
  wiring.add('Before', unit, 'umount.target', byDefault(unit));
  wiring.add('Conflicts', unit, 'umount.target', byDefault(unit));
}
