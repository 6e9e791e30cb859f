/** A unit's files in the terms of systemd's dump: as we read them, and as `systemd --test` does. */
import { readFileSync } from 'node:fs';
import {
  encodeBytes,
  expandSpecifiers,
  parseCommandLine,
  parseEnvironment,
  readDirectiveTable,
  type SpecifierTable,
  simplifyPath,
} from '../../src/codec/unit/index.ts';
import { fileSpecifiers } from '../../src/systemd/file-specifiers.ts';
import { type LoadedUnit, loadUnit, pathFromName } from '../../src/systemd/index.ts';
import { unitFileName } from '../../src/systemd/unit-file-name.ts';
import { type UnitRoot, unitRootOf } from '../../src/systemd/unit-root.ts';
import type { LoadedUnit as Judged, UnitFiles } from './systemd-test.ts';
import { seenDependencies, writtenDependencies } from './written-dependencies.ts';

export interface Meaning {
  readonly loadState: string;
  readonly description: string;
  /** By `ExecStart` and so on; types without commands are left out. */
  readonly commands: Readonly<Record<string, readonly (readonly string[])[]>>;
  readonly environment: readonly string[];
  /** `ConditionPathExists |!/x`, sorted: systemd keeps them in another order. */
  readonly conditions: readonly string[];
  /** Of settings: `After a.service`, sorted. */
  readonly dependencies: readonly string[];
}

/** The release that the oracle is. */
export const release = 252;
export const directives = readDirectiveTable(JSON.parse(readFileSync('data/directives.json', 'utf8')));
const directory = '/units';

export function rootOf(files: UnitFiles): UnitRoot {
  return unitRootOf(
    Object.entries(files).map(([name, content]) => {
      const bytes = typeof content === 'string' ? encodeBytes(content) : content;
      return [`${directory}/${name}`, { type: 'file', content: bytes }] as const;
    }),
  );
}

/** `host` are the specifiers that only the machine settles. */
export function meaningOf(root: UnitRoot, name: string, host: SpecifierTable): Meaning {
  const unit = loadUnit(root, name, { directives, systemd: release, searchPath: [directory] });
  const specifiers = { ...host, ...fileSpecifiers(nameOf(name), unit.fragment?.path) };
  if (unit.loadState !== 'loaded') return { ...nothing, loadState: unit.loadState };
  return {
    loadState: 'loaded',
    description: plain(unit, specifiers, 'Unit', 'Description').at(-1) || defaultDescription(unit, specifiers),
    commands: commandsOf(unit, specifiers),
    environment: environmentOf(unit, specifiers),
    conditions: conditionsOf(unit, specifiers),
    dependencies: writtenDependencies(unit, specifiers),
  };
}

/** `ours` says which dependencies are written, beside those that other settings imply. */
export function seenIn(unit: Judged, ours: Meaning): Meaning {
  if (unit.loadState !== 'loaded') return { ...nothing, loadState: unit.loadState };
  const conditions = Object.entries(unit.settings)
    .filter(([key]) => /^(Condition|Assert)[A-Z]/.test(key) && !/^(Condition|Assert) (Result|Timestamp)/.test(key))
    .flatMap(([key, values]) =>
      values.map((value) => `${key} ${value.replace(/ (untested|succeeded|failed|error)$/, '')}`),
    );
  return {
    loadState: 'loaded',
    description: unit.description,
    commands: sorted(Object.entries(unit.commands)),
    environment: unit.environment,
    conditions: conditions.sort(),
    dependencies: seenDependencies(unit, ours.dependencies),
  };
}

function sorted<T>(entries: readonly (readonly [string, T])[]): Record<string, T> {
  return Object.fromEntries([...entries].sort(([a], [b]) => (a < b ? -1 : 1)));
}

const nothing = { description: '', commands: {}, environment: [], conditions: [], dependencies: [] };

function nameOf(name: string) {
  const found = unitFileName(name);
  if (found === undefined) throw new Error(`${name} is no name of a unit`);
  return found;
}

/** The values of a key, expanded where systemd expands them; what it cannot expand it ignores. */
function plain(unit: LoadedUnit, specifiers: SpecifierTable, section: string, key: string): string[] {
  const expands = directives.bySection.get(section)?.get(key)?.specifiers !== undefined && !key.startsWith('Exec');
  return (unit.settings.get(section)?.get(key) ?? []).flatMap(({ value }) => {
    const expanded = expands ? expandSpecifiers(value, specifiers) : { ok: true as const, text: value };
    return expanded.ok ? [expanded.text] : [];
  });
}

/** mount_add_extras() and its like. */
function defaultDescription(unit: LoadedUnit, specifiers: SpecifierTable): string {
  const { id, type } = unit;
  if (type === 'slice') return `Slice ${pathFromName(id)}`;
  const key = type === 'mount' ? 'Where' : type === 'swap' ? 'What' : undefined;
  if (key === undefined) return id;
  const place = plain(unit, specifiers, ownSection(unit), key).at(-1);
  return place === undefined ? (pathFromName(id) ?? id) : simplifyPath(place);
}

function ownSection({ type }: LoadedUnit): string {
  return `${type.slice(0, 1).toUpperCase()}${type.slice(1)}`;
}

function commandsOf(unit: LoadedUnit, specifiers: SpecifierTable): Meaning['commands'] {
  const commands: [string, string[][]][] = [];
  for (const [key, settings] of unit.settings.get(ownSection(unit)) ?? []) {
    if (directives.bySection.get(ownSection(unit))?.get(key)?.type !== 'commandLine') continue;
    const argvs = settings.flatMap(({ value }) =>
      parseCommandLine(value, specifiers).commands.map(({ argv }) => [...argv]),
    );
    if (argvs.length > 0) commands.push([key, argvs]);
  }
  return sorted(commands);
}

function environmentOf(unit: LoadedUnit, specifiers: SpecifierTable): string[] {
  const values = new Map<string, string>();
  for (const { value } of unit.settings.get(ownSection(unit))?.get('Environment') ?? []) {
    for (const one of parseEnvironment(value, specifiers).assignments) values.set(one.name, one.value);
  }
  return [...values].map(([name, value]) => `${name}=${value}`);
}

/** condition_dump() of src/shared/condition.c. */
function conditionsOf(unit: LoadedUnit, specifiers: SpecifierTable): string[] {
  const conditions: string[] = [];
  for (const [key, directive] of directives.bySection.get('Unit') ?? []) {
    if (!/^(Condition|Assert)/.test(key)) continue;
    for (const { value } of unit.settings.get('Unit')?.get(key) ?? []) {
      const [, signs = '', text = ''] = /^(\|?[ \t]*!?)[ \t]*(.*)$/s.exec(value) ?? [];
      const expanded = expandSpecifiers(text, specifiers);
      if (!expanded.ok) continue;
      const parameter = directive.type === 'conditionPath' ? simplifyPath(expanded.text) : expanded.text;
      conditions.push(`${key} ${signs.replace(/[ \t]/g, '')}${parameter}`);
    }
  }
  return conditions.sort();
}
