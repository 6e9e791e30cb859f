/** What of a unit can be compared: the words of systemd's dump, from the dump and from our unit. */
import {
  expandSpecifiers,
  parseCommandLine,
  parseEnvironment,
  type SpecifierTable,
} from '../../src/codec/unit/index.ts';
import type { LoadedUnit } from '../../src/systemd/index.ts';
import type { DumpedUnit } from './systemd-dump.ts';

export interface Comparable {
  readonly id: string;
  readonly names: readonly string[];
  readonly loadState: string;
  readonly fragment: string;
  readonly dropIns: readonly string[];
  readonly description?: string;
  readonly argv?: readonly (readonly string[])[];
  readonly environment?: readonly string[];
  readonly linked?: readonly string[];
}

export function ofSystemd(unit: DumpedUnit | undefined): Comparable | undefined {
  if (unit === undefined) return undefined;
  const { settings, loadState } = unit;
  return {
    id: unit.name,
    names: [unit.name, ...(settings.Alias ?? [])].sort(),
    loadState,
    fragment: settings['Fragment Path']?.[0] ?? '',
    dropIns: settings['DropIn Path'] ?? [],
    ...(loadState === 'loaded' && {
      description: unit.description,
      argv: unit.commands.ExecStart ?? [],
      environment: unit.environment,
      linked: [...filed(unit, 'Wants'), ...filed(unit, 'Requires')].sort(),
    }),
  };
}

function filed({ dependencies }: DumpedUnit, type: string): string[] {
  const files = (dependencies[type] ?? []).filter(({ origin }) => origin.includes('origin-file'));
  // The default slice counts as one of the file.
  return files.map((one) => one.unit).filter((name) => !name.endsWith('.slice'));
}

export function ofOurs(unit: LoadedUnit): Comparable {
  const specifiers = specifiersOf(unit);
  const values = (section: string, key: string) =>
    (unit.settings.get(section)?.get(key) ?? []).map(({ value }) => value);
  const expand = (text: string): string => {
    const expanded = expandSpecifiers(text, specifiers);
    return expanded.ok ? expanded.text : text;
  };
  const description = values('Unit', 'Description').at(-1);
  return {
    id: unit.id,
    names: [...unit.names].sort(),
    loadState: unit.loadState,
    fragment: short(unit.fragment?.path ?? ''),
    dropIns: unit.dropIns.map(({ path }) => short(path)),
    ...(unit.loadState === 'loaded' && {
      description: description === undefined ? defaultDescription(unit) : expand(description),
      argv: values('Service', 'ExecStart').flatMap((value) =>
        parseCommandLine(value, specifiers).commands.map(({ argv }) => argv),
      ),
      environment: environmentOf(values('Service', 'Environment'), specifiers),
      linked: [
        ...new Set([
          ...unit.links.wants.map((link) => link.unit),
          ...values('Unit', 'Wants').flatMap((value) => value.split(' ')),
        ]),
        ...new Set([
          ...unit.links.requires.map((link) => link.unit),
          ...values('Unit', 'Requires').flatMap((value) => value.split(' ')),
        ]),
      ].sort(),
    }),
  };
}

/** As the dump has it with the tree's own path replaced. */
function short(path: string): string {
  return path.replace(/^\//, '');
}

function defaultDescription({ id, type }: LoadedUnit): string {
  return type === 'slice' ? `Slice /${id.slice(0, -'.slice'.length).replaceAll('-', '/')}` : id;
}

function specifiersOf({ id, prefix, instance }: LoadedUnit): SpecifierTable {
  return { n: id, p: prefix, i: instance ?? '', N: id.slice(0, id.lastIndexOf('.')) };
}

function environmentOf(lines: readonly string[], specifiers: SpecifierTable): string[] {
  const values = new Map<string, string>();
  for (const line of lines) {
    for (const { name, value } of parseEnvironment(line, specifiers).assignments) values.set(name, value);
  }
  return [...values].map(([name, value]) => `${name}=${value}`);
}

/** Where it was read, when, and by which names: not the unit's meaning. */
const circumstances =
  /^(Alias|Fragment Path|DropIn Path|.*Timestamp|Need Daemon Reload|Condition Result|Assert Result)$/;

/** The lines of the dump that say what the unit does, and are not the same in both: `Key` → before and after. */
export function changedMeaning(before: DumpedUnit, after: DumpedUnit | undefined): Record<string, unknown> {
  const [one, other] = [meaningOf(before), after === undefined ? {} : meaningOf(after)];
  const keys = [...new Set([...Object.keys(one), ...Object.keys(other)])].sort();
  const changed = keys.filter((key) => JSON.stringify(one[key]) !== JSON.stringify(other[key]));
  return Object.fromEntries(changed.map((key) => [key, { before: one[key], after: other[key] }]));
}

function meaningOf({ settings, commands, environment }: DumpedUnit): Record<string, unknown> {
  const entries = Object.entries(settings).filter(([key]) => !circumstances.test(key));
  // systemd keeps dependencies in no order.
  return { ...Object.fromEntries(entries.map(([key, values]) => [key, [...values].sort()])), commands, environment };
}
