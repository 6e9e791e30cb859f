/** Specifiers that a unit file settles by its name and its place: systemd.unit(5) "Specifiers"; src/core/unit-printf.c. */
import type { SpecifierTable } from '../codec/unit/index.ts';
import { unescapeName, unescapePath } from './names/escape.ts';
import { pathFromName } from './names/name-from-path.ts';
import { isTemplate, type UnitName } from './names/unit-name.ts';
import type { UnitFileName } from './unit-file-name.ts';

/** Of the system's manager. */
const directories: SpecifierTable = { C: '/var/cache', E: '/etc', L: '/var/log', S: '/var/lib', t: '/run' };

/**
 * What each letter expands to. Letters are missing where a host has to run, or a template an instance, before
 * anybody knows; so are `%y` and `%Y` of a drop-in, which are about the unit's own file. `path` is absolute.
 */
export function fileSpecifiers({ unit, isDropIn }: UnitFileName, path: string | undefined): SpecifierTable {
  const place = isDropIn || path === undefined ? {} : { y: path, Y: path.slice(0, path.lastIndexOf('/')) || '/' };
  return { ...directories, ...place, ...(unit === undefined ? {} : nameSpecifiers(unit)) };
}

function nameSpecifiers(unit: UnitName): SpecifierTable {
  const { name, prefix, instance } = unit;
  const last = prefix.slice(prefix.lastIndexOf('-') + 1);
  const known = {
    ...{ j: last, J: unescapeName(last), p: prefix, P: unescapeName(prefix) },
    ...(isTemplate(unit) ? {} : { i: instance ?? '', I: unescapeName(instance ?? '') }),
    ...(isTemplate(unit) ? {} : { n: name, N: name.slice(0, name.lastIndexOf('.')) }),
    ...(isTemplate(unit) ? {} : { f: instance === undefined ? pathFromName(name) : unescapePath(instance) }),
  };
  return defined(known);
}

/** Names that cannot be unescaped have no such specifier. */
function defined(values: Readonly<Record<string, string | undefined>>): SpecifierTable {
  const table: Record<string, string> = {};
  for (const [letter, value] of Object.entries(values)) if (value !== undefined) table[letter] = value;
  return table;
}
