/** Settings of a loaded unit as the rules need them: `src/core/load-fragment.c`. */
import { expandSpecifiers, type QuotingMode, type SpecifierTable, splitWords } from '../../codec/unit/index.ts';
import type { Setting, SourceFile } from '../loaded-unit.ts';
import type { WrittenOrigin } from './edge.ts';
import { type GraphUnit, isRead } from './graph-unit.ts';
import { nameSpecifiers, pathSpecifiers } from './unit-specifiers.ts';

export interface Written<T> {
  readonly value: T;
  readonly origin: WrittenOrigin;
}

const sections: Readonly<Record<string, string>> = {
  service: 'Service',
  socket: 'Socket',
  mount: 'Mount',
  automount: 'Automount',
  swap: 'Swap',
  path: 'Path',
  timer: 'Timer',
  slice: 'Slice',
  scope: 'Scope',
  target: 'Target',
  device: 'Device',
};

export function ownSection(unit: GraphUnit): string {
  return sections[unit.type] ?? '';
}

/** Every value that counts, in order: what stands before a reset is gone. */
export function settingsOf(unit: GraphUnit, section: string, key: string): readonly Setting[] {
  return unit.loaded.settings.get(section)?.get(key) ?? [];
}

/** The files that systemd reads for the unit; a masked one still has its drop-ins. */
export function filesOf(unit: GraphUnit): readonly SourceFile[] {
  const { fragment, dropIns } = unit.loaded;
  return fragment !== undefined && isRead(unit) ? [fragment, ...dropIns] : dropIns;
}

/** Every assignment of a key but empty ones: for keys of which not the last value counts, and which nothing resets. */
export function assignmentsOf(unit: GraphUnit, section: string, key: string): Setting[] {
  return filesOf(unit).flatMap(({ path, document }) =>
    document.assignments
      .filter((assignment) => assignment.section === section && assignment.key === key && assignment.value !== '')
      .map((assignment) => ({ value: assignment.value, path, line: assignment.keyAt.line, assignment })),
  );
}

export function originOf({ path, line }: Setting): WrittenOrigin {
  return { path, line };
}

/** The last setting that `accepts` takes: what systemd rejects leaves the one before in force. */
export function lastSetting(
  unit: GraphUnit,
  key: string,
  accepts: (value: string) => boolean,
  section = ownSection(unit),
): Setting | undefined {
  return settingsOf(unit, section, key).findLast(({ value }) => accepts(value));
}

const booleans: ReadonlyMap<string, boolean> = new Map([
  ...['1', 'yes', 'y', 'true', 't', 'on'].map((word) => [word, true] as const),
  ...['0', 'no', 'n', 'false', 'f', 'off'].map((word) => [word, false] as const),
]);

/** `parse_boolean()`; undefined where nothing valid is set. */
export function booleanOf(unit: GraphUnit, key: string, section = ownSection(unit)): Written<boolean> | undefined {
  const setting = lastSetting(unit, key, (value) => booleans.has(value.toLowerCase()), section);
  if (setting === undefined) return undefined;
  return { value: booleans.get(setting.value.toLowerCase()) === true, origin: originOf(setting) };
}

export function isTrue(unit: GraphUnit, key: string, section = ownSection(unit)): boolean {
  return booleanOf(unit, key, section)?.value === true;
}

/** DefaultDependencies=; always off for the units that systemd makes itself. */
export function hasDefaultDependencies(unit: GraphUnit): boolean {
  return !unit.perpetual && booleanOf(unit, 'DefaultDependencies', 'Unit')?.value !== false;
}

/** Unit names of a setting, specifiers expanded; a word whose specifier nobody knows is left out. */
export function unitNames(unit: GraphUnit, setting: Setting, host: SpecifierTable): string[] {
  return words(setting, 'retain-escape').flatMap((word) => unitName(unit, word, host) ?? []);
}

/** `unit_name_printf()`. */
export function unitName(unit: GraphUnit, text: string, host: SpecifierTable): string | undefined {
  return text.includes('%') ? expand(text, { ...host, ...nameSpecifiers(unit) }) : text;
}

/** `unit_full_printf()`, for values that are no unit names. */
export function expanded(unit: GraphUnit, text: string, host: SpecifierTable): string | undefined {
  return text.includes('%') ? expand(text, { ...host, ...pathSpecifiers(unit) }) : text;
}

function expand(text: string, table: SpecifierTable): string | undefined {
  const result = expandSpecifiers(text, table);
  return result.ok ? result.text : undefined;
}

export function words(setting: Setting, mode: QuotingMode): string[] {
  return splitWords(setting.value, mode).words.map(({ text }) => text);
}
