/** Devices that units are on: `unit_add_node_dependency()`, `unit_add_blockdev_dependency()` of `src/core/unit.c`. */

import { escapePath } from '../../names/escape.ts';
import { nameFromPath } from '../../names/name-from-path.ts';
import type { DependencyName } from '../dependency.ts';
import type { EdgeOrigin } from '../edge.ts';
import type { GraphUnit } from '../graph-unit.ts';
import type { Wiring } from '../wiring.ts';

export function isDevicePath(path: string): boolean {
  return /^\/+(dev|sys)\/+[^/]/.test(path);
}

export function addDeviceNode(
  unit: GraphUnit,
  path: string,
  name: DependencyName,
  origin: EdgeOrigin,
  wiring: Wiring,
): void {
  const device = nameFromPath(path, 'device');
  if (device === undefined || !wiring.options.devices) return;
  wiring.add('After', unit, device, origin);
  wiring.add(wiring.options.manager === 'system' ? name : 'Wants', unit, device, origin);
}

export function addBlockDevice(unit: GraphUnit, path: string, origin: EdgeOrigin, wiring: Wiring): void {
  const escaped = escapePath(path);
  if (escaped === undefined || !wiring.options.devices || !/^\/+dev\/+[^/]/.test(path)) return;
  wiring.add('After', unit, `blockdev@${escaped}.target`, origin);
}
