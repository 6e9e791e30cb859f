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
  const names = new Names(map, unit);
  names.add(unit.name);
  if (fragment === undefined) return { id: unit.name, names: names.from(unit.name) };
  const file = fragment.slice(fragment.lastIndexOf('/') + 1);
  if (file !== unit.name) names.add(file, file);
  const main = names.own(file);
  const id = main !== undefined && names.written.has(main) ? main : unit.name;
  return { fragment, id, names: names.from(id) };
}

/** add_names() of src/basic/unit-file.c and merge_by_names() of src/core/load-fragment.c. */
class Names {
  /** As the files have them, templates among them: the name of the file becomes the id only if it is one of these. */
  readonly written = new Set<string>();
  readonly #map: NameMap;
  readonly #unit: UnitName;

  constructor(map: NameMap, unit: UnitName) {
    this.#map = map;
    this.#unit = unit;
  }

  /** With the names that lead to it; `file` is the base name of the unit file where that is what is added. */
  add(name: string, file?: string): void {
    this.written.add(name);
    for (const alias of this.#map.aliases.get(name) ?? []) {
      const own = this.own(alias);
      // An instance with a file of its own is another unit.
      const other = own === alias ? undefined : followNames(this.#map.targets, own ?? '');
      if (other !== undefined && file !== undefined && !other.endsWith(`/${file}`)) continue;
      if (own !== undefined) this.written.add(own);
    }
  }

  /** The name with the instance of the unit put into it; undefined where that is too long for a name. */
  own(name: string): string | undefined {
    const parsed = parseUnitName(name);
    if (parsed === undefined || !isTemplate(parsed) || !isInstance(this.#unit)) return name;
    return withInstance(parsed, this.#unit.instance ?? '');
  }

  /** All names of the unit, `id` first. */
  from(id: string): string[] {
    const all = [...this.written].flatMap((name) => this.own(name) ?? []);
    return [...new Set([id, ...all])].filter((name) => parseUnitName(name)?.instance === this.#unit.instance);
  }
}
