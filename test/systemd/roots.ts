/** Roots and the table of directives for tests. */
import { readFileSync } from 'node:fs';
import { readDirectiveTable } from '../../src/codec/unit/index.ts';
import { type LoadedUnit, loadUnit, type RootEntry, type UnitRoot, unitRootOf } from '../../src/systemd/index.ts';

export const directives = readDirectiveTable(JSON.parse(readFileSync('data/directives.json', 'utf8')));

/** Of each path its content, or a link's target behind `-> `. */
export function rootOf(files: Readonly<Record<string, string>>): UnitRoot {
  return unitRootOf(
    Object.entries(files).map(([path, text]): [string, RootEntry] => [
      path,
      text.startsWith('-> ')
        ? { type: 'symlink', target: text.slice(3) }
        : { type: 'file', content: new TextEncoder().encode(text) },
    ]),
  );
}

export function load(files: Readonly<Record<string, string>>, name: string, systemd?: number): LoadedUnit {
  return loadUnit(rootOf(files), name, { directives, ...(systemd === undefined ? {} : { systemd }) });
}

/** The values of a key, as `Section.Key`. */
export function valuesOf(unit: LoadedUnit, key: string): string[] {
  const [section = '', name = ''] = key.split('.');
  return (unit.settings.get(section)?.get(name) ?? []).map(({ value }) => value);
}
