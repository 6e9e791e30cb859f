/** Mounts and automounts: `src/core/mount.c`, `src/core/automount.c`. Of a host that is up: the rules of an initrd are not here. */

import { pathFromName } from '../../names/name-from-path.ts';
import type { RuleOrigin } from '../edge.ts';
import type { GraphUnit } from '../graph-unit.ts';
import { expanded, hasDefaultDependencies, originOf, settingsOf } from '../reading.ts';
import type { Wiring } from '../wiring.ts';
import { byDefault, implied, sibling } from './common.ts';
import { addBlockDevice, addDeviceNode, isDevicePath } from './device-node.ts';
import { addExecution } from './execution.ts';
import {
  hasOption,
  isBind,
  isExtrinsic,
  isLoop,
  isNetwork,
  isNofail,
  type MountParameters,
  needsQuota,
} from './mount-parameters.ts';
import { addSliceOf } from './slices.ts';

export function addMount(unit: GraphUnit, wiring: Wiring): void {
  const parameters = mountParameters(unit, wiring);
  if (parameters === undefined) return;
  const extrinsic = unit.perpetual || wiring.options.manager === 'user' || isExtrinsic(parameters);
  addExecution(unit, wiring);
  addSliceOf(unit, extrinsic ? '-.slice' : undefined, wiring);
  if (unit.loaded.fragment !== undefined) addDevice(unit, parameters, wiring);
  addPaths(unit, parameters, wiring);
  if (unit.loaded.fragment === undefined || wiring.options.manager === 'user') return;
  if (needsQuota(parameters)) {
    for (const service of ['systemd-quotacheck.service', 'quotaon.service']) {
      wiring.add('Before', unit, service, implied(unit));
      wiring.add('Wants', unit, service, implied(unit));
    }
  }
  if (hasDefaultDependencies(unit) && !extrinsic) addDefaults(unit, parameters, wiring);
}

export function addAutomount(unit: GraphUnit, wiring: Wiring): void {
  const where = lastText(unit, 'Where', wiring) ?? pathFromName(unit.id);
  if (where === undefined) return;
  wiring.add('Before', unit, sibling(unit, 'mount'), implied(unit));
  wiring.add('Triggers', unit, sibling(unit, 'mount'), implied(unit));
  wiring.requirePath(unit, parentOf(where), implied(unit));
  if (!hasDefaultDependencies(unit) || wiring.options.manager === 'user') return;
  wiring.add('Before', unit, 'local-fs.target', byDefault(unit));
  wiring.add('After', unit, 'local-fs-pre.target', byDefault(unit));
  addUmount(unit, wiring);
}

function addUmount(unit: GraphUnit, wiring: Wiring): void {
  wiring.add('Before', unit, 'umount.target', byDefault(unit));
  wiring.add('Conflicts', unit, 'umount.target', byDefault(unit));
}

function mountParameters(unit: GraphUnit, wiring: Wiring): MountParameters | undefined {
  const what = lastText(unit, 'What', wiring);
  const type = lastText(unit, 'Type', wiring);
  const options = lastText(unit, 'Options', wiring);
  const where = lastText(unit, 'Where', wiring) ?? pathFromName(unit.id);
  if (where === undefined) return undefined;
  return { what, where, type, options: options?.split(',') ?? [] };
}

function lastText(unit: GraphUnit, key: string, wiring: Wiring): string | undefined {
  const setting = settingsOf(unit, unit.type === 'mount' ? 'Mount' : 'Automount', key).at(-1);
  return setting === undefined ? undefined : expanded(unit, setting.value, wiring.options.specifiers);
}

function parentOf(path: string): string {
  return path.replace(/\/+[^/]*\/*$/, '') || '/';
}

function whatOrigin(unit: GraphUnit): RuleOrigin {
  const setting = settingsOf(unit, 'Mount', 'What').at(-1);
  const rule = { rule: 'implicit', why: 'systemd.mount(5) What=' } as const;
  return setting === undefined ? rule : { ...rule, setting: originOf(setting) };
}

/** A mount of a device needs it, and stops with it. */
function addDevice(unit: GraphUnit, parameters: MountParameters, wiring: Wiring): void {
  const { what, where } = parameters;
  if (what === undefined || isBind(parameters) || !isDevicePath(what) || where === '/') return;
  if (what === '/dev/root' || what === '/dev/nfs') return;
  const bound = hasOption(parameters, 'x-systemd.device-bound');
  addDeviceNode(unit, what, bound ? 'BindsTo' : 'Requires', whatOrigin(unit), wiring);
  if (!bound) addDeviceNode(unit, what, 'StopPropagatedFrom', whatOrigin(unit), wiring);
  addBlockDevice(unit, what, whatOrigin(unit), wiring);
}

function addPaths(unit: GraphUnit, parameters: MountParameters, wiring: Wiring): void {
  const { what, where } = parameters;
  if (where !== '/') wiring.requirePath(unit, parentOf(where), implied(unit));
  if (unit.loaded.fragment === undefined || what === undefined || !what.startsWith('/')) return;
  const local = isBind(parameters) || isLoop(parameters) || !isNetwork(parameters);
  if (local) wiring.requirePath(unit, what, whatOrigin(unit));
}

function addDefaults(unit: GraphUnit, parameters: MountParameters, wiring: Wiring): void {
  const network = isNetwork(parameters);
  const kind = network ? 'remote' : 'local';
  if (!isNofail(parameters)) wiring.add('Before', unit, `${kind}-fs.target`, byDefault(unit));
  wiring.add('After', unit, `${kind}-fs-pre.target`, byDefault(unit));
  addUmount(unit, wiring);
  if (network) {
    wiring.add('After', unit, 'network.target', byDefault(unit));
    wiring.add('Wants', unit, 'network-online.target', byDefault(unit));
    wiring.add('After', unit, 'network-online.target', byDefault(unit));
  }
  if (parameters.type === 'tmpfs') wiring.add('After', unit, 'swap.target', byDefault(unit));
}
