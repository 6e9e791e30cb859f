/** Names as units use them for others. */
import { isTemplate, parseUnitName, type UnitName, withInstance } from '../names/unit-name.ts';

/** What a name means for the unit that says it, a template's with that unit's instance: `resolve_template()` of `src/core/unit.c`. */
export function resolvedName(name: string, by: Pick<UnitName, 'prefix' | 'instance'>): string | undefined {
  const parsed = parseUnitName(name);
  if (parsed === undefined) return undefined;
  return isTemplate(parsed) ? withInstance(parsed, by.instance ?? by.prefix) : name;
}

/** An absolute path without doubled slashes and `.`; undefined for what `unit_require_mounts_for()` refuses. */
export function simplifiedPath(path: string): string | undefined {
  if (!path.startsWith('/') || path.length > pathMax) return undefined;
  const parts = path.split('/').filter((part) => part !== '' && part !== '.');
  return parts.includes('..') ? undefined : `/${parts.join('/')}`;
}

/** PATH_MAX without its NUL. */
const pathMax = 4095;
