/** What differs between two states of a unit, as far as it counts. */
import { compareBytes } from '../../core/order.ts';
import type { GraphUnit } from '../graph/graph-unit.ts';
import { filesOf } from '../graph/reading.ts';
import { writtenDependencies } from '../graph/rules/written.ts';
import type { LoadedUnit } from '../loaded-unit.ts';

export interface SettingChange {
  /** `Unit`, `Service`, …; empty for what is no setting: load state and links. */
  readonly section: string;
  /** `LoadState`, `Wants` and its like for links, else the key. */
  readonly key: string;
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/** In bytewise order of section and key. `[Install]` is left out: systemd itself does not read it. */
export function changedSettings(before: GraphUnit | undefined, after: GraphUnit | undefined): SettingChange[] {
  const [was, is] = [valuesOf(before), valuesOf(after)];
  const keys = [...new Set([...was.keys(), ...is.keys()])].sort(compareBytes);
  return keys.flatMap((name) => {
    const [section = '', key = ''] = name.split('\0');
    const change = { section, key, before: was.get(name) ?? [], after: is.get(name) ?? [] };
    return JSON.stringify(change.before) === JSON.stringify(change.after) ? [] : [change];
  });
}

function valuesOf(unit: GraphUnit | undefined): Map<string, readonly string[]> {
  const values = new Map<string, readonly string[]>([['\0LoadState', [unit?.loadState ?? 'not-found']]]);
  if (unit === undefined) return values;
  for (const [section, keys] of unit.loaded.settings) {
    if (section === 'Install') continue;
    for (const [key, settings] of keys)
      values.set(
        `${section}\0${key}`,
        settings.map(({ value }) => value),
      );
  }
  // Lists of dependencies are sets, and an empty assignment takes nothing back.
  const dependencies = new Map<string, string[]>();
  for (const { name, word } of writtenDependencies(filesOf(unit))) add(dependencies, `Unit\0${name}`, word);
  for (const [type, links] of linksOf(unit.loaded))
    for (const { unit: other } of links) add(dependencies, `\0${type}`, other);
  for (const [name, words] of dependencies) values.set(name, [...new Set(words)].sort(compareBytes));
  return values;
}

function linksOf({ links }: LoadedUnit) {
  return [
    ['Wants', links.wants],
    ['Requires', links.requires],
    ['Upholds', links.upholds],
  ] as const;
}

function add(lists: Map<string, string[]>, name: string, word: string): void {
  const list = lists.get(name);
  if (list === undefined) lists.set(name, [word]);
  else list.push(word);
}
