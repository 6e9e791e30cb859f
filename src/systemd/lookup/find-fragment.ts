/** The unit file of a name, and all of its names: unit_file_find_fragment() of src/basic/unit-file.c. */
import { isInstance, isTemplate, parseUnitName, templateOf, type UnitName, withInstance } from '../names/unit-name.ts';
import { followNames, type NameMap } from './name-map.ts';

export interface Found {
  /** The path in the lookup path; a link that leads out of it is not followed. */
  readonly fragment?: string;
  /** The name that systemd shows. */
  readonly id: string;
  /** `id` first, then the others. */
  readonly names: readonly string[];
}

export function findFragment(map: NameMap, unit: UnitName): Found {
  const template = isInstance(unit) ? templateOf(unit) : undefined;
  const fragment =
    followNames(map.targets, unit.name) ?? (template === undefined ? undefined : followNames(map.targets, template));
  const names = new Set<string>();
  addNames(map, unit, unit.name, undefined, names);
  if (fragment === undefined) return { id: unit.name, names: ordered(unit.name, names) };
  const file = fragment.slice(fragment.lastIndexOf('/') + 1);
  if (file !== unit.name) addNames(map, unit, file, file, names);
  const id = ownName(file, unit);
  // A name that systemd could not give to the unit leaves it with the one that was asked for.
  const main = id !== undefined && names.has(id) ? id : unit.name;
  return { fragment, id: main, names: ordered(main, names) };
}

function ordered(id: string, names: ReadonlySet<string>): string[] {
  return [id, ...[...names].filter((name) => name !== id)];
}

/** The name in `names` with the instance of the unit put into it. */
function ownName(name: string, unit: UnitName): string | undefined {
  const parsed = parseUnitName(name);
  if (parsed === undefined) return undefined;
  return isTemplate(parsed) && isInstance(unit) ? withInstance(parsed, unit.instance ?? '') : name;
}

function addNames(map: NameMap, unit: UnitName, name: string, file: string | undefined, names: Set<string>): void {
  const add = (other: string): void => {
    const own = ownName(other, unit);
    if (own !== undefined && parseUnitName(own)?.instance === unit.instance) names.add(own);
  };
  add(name);
  for (const alias of map.aliases.get(name) ?? []) {
    const instance = ownName(alias, unit);
    const other = instance === alias ? undefined : followNames(map.targets, instance ?? '');
    if (other !== undefined && file !== undefined && !other.endsWith(`/${file}`)) continue;
    add(alias);
  }
}
