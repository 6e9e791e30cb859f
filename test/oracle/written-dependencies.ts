/** The dependencies that the settings of a unit write out, and those of systemd's dump that come from settings. */
import { expandSpecifiers, type SpecifierTable, simplifyPath, splitWords } from '../../src/codec/unit/index.ts';
import { isTemplate, type LoadedUnit, parseUnitName, withInstance } from '../../src/systemd/index.ts';
import type { LoadedUnit as Judged } from './systemd-test.ts';

/** Keys by the name that the dump has for them. */
const keysOf: Readonly<Record<string, readonly string[]>> = {
  Requires: ['Requires'],
  Requisite: ['Requisite'],
  Wants: ['Wants'],
  BindsTo: ['BindsTo', 'BindTo'],
  PartOf: ['PartOf'],
  Upholds: ['Upholds'],
  Conflicts: ['Conflicts'],
  Before: ['Before'],
  After: ['After'],
  OnFailure: ['OnFailure'],
  OnSuccess: ['OnSuccess'],
  PropagatesReloadTo: ['PropagatesReloadTo', 'PropagateReloadTo'],
  ReloadPropagatedFrom: ['ReloadPropagatedFrom', 'PropagateReloadFrom'],
  PropagatesStopTo: ['PropagatesStopTo'],
  StopPropagatedFrom: ['StopPropagatedFrom'],
  JoinsNamespaceOf: ['JoinsNamespaceOf'],
};

/**
 * What other settings imply, which the dump does not tell from what is written: PrivateTmp=, StateDirectory=,
 * StandardOutput=journal, Slice=, Type=dbus, DeviceAllow= with RootImage=, mounts of paths. src/core/unit.c.
 */
const implied: Readonly<Record<string, RegExp>> = {
  After:
    /^(systemd-tmpfiles-setup|systemd-remount-fs|systemd-udevd|modprobe@.*|systemd-oomd)\.service$|^systemd-journald.*\.socket$|^dbus\.socket$|\.(slice|mount|device)$/,
  Requires: /^dbus\.socket$|^systemd-journald.*@.*\.socket$|\.(slice|mount|device)$/,
  Wants: /^tmp\.mount$|^modprobe@.*\.service$|\.device$/,
};

/** `After a.service`, sorted. */
export function writtenDependencies(unit: LoadedUnit, specifiers: SpecifierTable): string[] {
  const found = new Set<string>();
  for (const [type, keys] of Object.entries(keysOf)) {
    for (const { value } of keys.flatMap((key) => unit.settings.get('Unit')?.get(key) ?? [])) {
      for (const { text } of splitWords(value, 'retain-escape').words) {
        const name = expandSpecifiers(text, specifiers);
        const other = name.ok ? resolved(name.text, unit) : undefined;
        if (other !== undefined && isTaken(type, unit, other)) found.add(`${type} ${other}`);
      }
    }
  }
  for (const { value } of unit.settings.get('Service')?.get('Sockets') ?? []) {
    for (const { text } of splitWords(value, 'none').words) {
      const name = expandSpecifiers(text, specifiers);
      const other = name.ok && name.text.endsWith('.socket') ? resolved(name.text, unit) : undefined;
      for (const type of ['After', 'Wants']) if (other !== undefined) found.add(`${type} ${other}`);
    }
  }
  const own = unit.settings
    .get(unit.type === 'timer' ? 'Timer' : 'Path')
    ?.get('Unit')
    ?.at(-1);
  const triggered = own === undefined ? undefined : expandSpecifiers(own.value, specifiers);
  if (triggered?.ok === true) found.add(`Before ${resolved(triggered.text, unit)}`);
  for (const { value } of unit.settings.get('Unit')?.get('RequiresMountsFor') ?? []) {
    for (const { text } of splitWords(value, 'unquote').words) {
      const path = expandSpecifiers(text, specifiers);
      if (path.ok && path.text.startsWith('/') && !path.text.split('/').includes('..')) {
        found.add(`RequiresMountsFor ${simplifyPath(path.text)}`);
      }
    }
  }
  return [...found].sort();
}

/** A template stands for the instance of the unit that names it: resolve_template(). */
function resolved(name: string, unit: LoadedUnit): string | undefined {
  const parsed = parseUnitName(name);
  if (parsed === undefined) return undefined;
  const instance = parseUnitName(unit.id)?.instance ?? unit.prefix;
  return isTemplate(parsed) ? withInstance(parsed, instance) : name;
}

/** unit_add_dependency() of src/core/unit.c. */
function isTaken(type: string, unit: LoadedUnit, other: string): boolean {
  if (unit.names.includes(other)) return false;
  if (type === 'Before') return !other.endsWith('.device');
  return type !== 'OnFailure' || (unit.type !== 'slice' && unit.type !== 'device');
}

/** Those that come from settings; without those that other settings imply, unless they are among `written`. */
export function seenDependencies(unit: Judged, written: readonly string[]): string[] {
  const known = new Set(written);
  const seen = Object.keys(keysOf).flatMap((type) =>
    (unit.dependencies[type] ?? [])
      .filter(({ origin }) => origin.includes('origin-file'))
      .filter((one) => known.has(`${type} ${one.unit}`) || !isImplied(type, one.unit))
      .map((one) => `${type} ${one.unit}`),
  );
  // Paths may have blanks; those that other settings imply look the same.
  const paths = (unit.settings.RequiresMountsFor ?? [])
    .map((line) => `RequiresMountsFor ${line.replace(/ \([^()]*\)$/, '')}`)
    .filter((path) => known.has(path));
  return [...seen, ...paths].sort();
}

function isImplied(type: string, name: string): boolean {
  return implied[type]?.test(name) === true;
}
