/** What a unit needs because it runs programs: `unit_add_exec_dependencies()` of `src/core/unit.c`; systemd.exec(5) "Implicit Dependencies". */

import type { Setting } from '../../loaded-unit.ts';
import type { DependencyName } from '../dependency.ts';
import type { RuleOrigin } from '../edge.ts';
import type { GraphUnit } from '../graph-unit.ts';
import { booleanOf, expanded, lastSetting, originOf, ownSection, settingsOf, type Written, words } from '../reading.ts';
import type { Wiring } from '../wiring.ts';
import { journalReason } from './standard-output.ts';

/** Of a system manager; those of a user's are in the environment, and systemd then waits for no mount of ours. */
const directories = [
  ['RuntimeDirectory', '/run', false],
  ['StateDirectory', '/var/lib', true],
  ['CacheDirectory', '/var/cache', true],
  ['LogsDirectory', '/var/log', true],
  ['ConfigurationDirectory', '/etc', false],
] as const;

export function addExecution(unit: GraphUnit, wiring: Wiring): void {
  addWorkingDirectory(unit, wiring);
  addRoot(unit, wiring);
  if (wiring.options.manager === 'user') return;
  for (const [key, base, writes] of directories) addDirectories(unit, key, base, writes, wiring);
  addPrivateTmp(unit, wiring);
  addLogging(unit, wiring);
}

function because(key: string, setting: RuleOrigin['setting']): RuleOrigin {
  return { rule: 'implicit', why: `systemd.exec(5) ${key}=`, ...(setting === undefined ? {} : { setting }) };
}

function addAll(names: readonly DependencyName[], unit: GraphUnit, other: string, why: RuleOrigin, wiring: Wiring) {
  for (const name of names) wiring.add(name, unit, other, why);
}

/** `-` before the path: it may be missing, and nothing is waited for. `~` is the home directory of whoever runs it. */
function addWorkingDirectory(unit: GraphUnit, wiring: Wiring): void {
  const setting = settingsOf(unit, ownSection(unit), 'WorkingDirectory').at(-1);
  if (setting === undefined || setting.value.startsWith('-')) return;
  requireSetting(unit, setting, 'WorkingDirectory', wiring);
}

function addRoot(unit: GraphUnit, wiring: Wiring): void {
  for (const key of ['RootDirectory', 'RootImage'] as const) {
    const setting = settingsOf(unit, ownSection(unit), key).at(-1);
    if (setting === undefined) continue;
    requireSetting(unit, setting, key, wiring);
    if (key === 'RootDirectory' || wiring.options.manager === 'user') continue;
    wiring.add('After', unit, 'systemd-udevd.service', because(key, originOf(setting)));
  }
  addImageModules(unit, wiring);
}

/** With a list of allowed devices, images need the modules of theirs loaded before: `unit_patch_contexts()`. */
function addImageModules(unit: GraphUnit, wiring: Wiring): void {
  const section = ownSection(unit);
  const image = settingsOf(unit, section, 'RootImage').at(-1) ?? settingsOf(unit, section, 'MountImages').at(-1);
  if (image === undefined) return;
  const policy = lastSetting(unit, 'DevicePolicy', (value) => /^(auto|closed|strict)$/.test(value))?.value ?? 'auto';
  const listed =
    settingsOf(unit, section, 'DeviceAllow').length > 0 || booleanOf(unit, 'PrivateDevices')?.value === true;
  if (policy === 'auto' && !listed) return;
  for (const module of ['loop', 'dm_mod', 'dm_verity']) {
    const why = because('RootImage', originOf(image));
    addAll(['After', 'Wants'], unit, `modprobe@${module}.service`, why, wiring);
  }
}

function requireSetting(unit: GraphUnit, setting: Setting, key: string, wiring: Wiring): void {
  const path = expanded(unit, setting.value, wiring.options.specifiers);
  if (path !== undefined) wiring.requirePath(unit, path, because(key, originOf(setting)));
}

/** `NAME` or `NAME:LINK` relative to the directory of the kind. What is written to has to be writable first. */
function addDirectories(unit: GraphUnit, key: string, base: string, writes: boolean, wiring: Wiring): void {
  for (const setting of settingsOf(unit, ownSection(unit), key)) {
    for (const word of words(setting, 'unquote+retain-escape')) {
      const name = expanded(unit, word.split(':')[0] ?? '', wiring.options.specifiers);
      if (name === undefined || name.startsWith('/') || /^private(\/|$)/.test(name)) continue;
      const why = because(key, originOf(setting));
      wiring.requirePath(unit, `${base}/${name}`, why);
      if (writes) wiring.add('After', unit, 'systemd-remount-fs.service', why);
    }
  }
}

/** DynamicUser= has a private /tmp too. */
function addPrivateTmp(unit: GraphUnit, wiring: Wiring): void {
  const asked = (['PrivateTmp', 'DynamicUser'] as const).flatMap((key): [string, Written<boolean>][] => {
    const value = booleanOf(unit, key);
    return value?.value === true ? [[key, value]] : [];
  });
  const [key, { origin } = { origin: undefined }] = asked[0] ?? [];
  if (key === undefined) return;
  const why = because(key, origin);
  addAll(['After', 'Wants'], unit, 'tmp.mount', why, wiring);
  wiring.requirePath(unit, '/var/tmp', why);
  wiring.add('After', unit, 'systemd-tmpfiles-setup.service', why);
}

function addLogging(unit: GraphUnit, wiring: Wiring): void {
  const namespace = settingsOf(unit, ownSection(unit), 'LogNamespace').at(-1);
  if (namespace !== undefined) {
    const name = expanded(unit, namespace.value, wiring.options.specifiers);
    if (name === undefined) return;
    const why = because('LogNamespace', originOf(namespace));
    for (const socket of ['systemd-journald', 'systemd-journald-varlink']) {
      addAll(['After', 'Requires'], unit, `${socket}@${name}.socket`, why, wiring);
    }
    return;
  }
  const reason = journalReason(unit);
  if (reason !== undefined) wiring.add('After', unit, 'systemd-journald.socket', because(reason.key, reason.origin));
}
