/** Where drop-ins and links of a unit are looked for: unit_file_find_dirs() of src/shared/dropin.c. */
import { isInstance, isPrefix, parseUnitName, templateOf, type UnitName } from '../names/unit-name.ts';
import type { UnitRoot } from '../unit-root.ts';
import { namesIn } from './name-map.ts';
import { perRoot } from './per-root.ts';
import { resolvePath } from './resolve-path.ts';

export type DirectorySuffix = '.d' | '.wants' | '.requires' | '.upholds';

/**
 * The directories that exist, the first of which wins. For `foo-bar@x.service` these are
 * `foo-bar@x.service.d`, `foo-bar@.service.d`, `foo-.service.d`, `foo-@x.service.d` and `foo-@.service.d` of
 * each directory of the lookup path, then the same for every alias, and last `service.d`.
 */
export function dropInDirectories(
  root: UnitRoot,
  searchPath: readonly string[],
  names: readonly string[],
  suffix: DirectorySuffix,
): string[] {
  const found = new Set<string>();
  const look = (directory: string, name: string): void => {
    const own = `${name}${suffix}`;
    if (!knownNames(root, directory).has(own)) return;
    const resolved = resolvePath(root, `${directory}/${own}`);
    if (resolved.ok && resolved.entry?.type === 'directory') found.add(resolved.path);
  };
  for (const name of names) {
    const parsed = parseUnitName(name);
    const all = parsed === undefined ? [] : dropInNames(parsed);
    for (const directory of searchPath) for (const one of all) look(directory, one);
  }
  const type = parseUnitName(names[0] ?? '')?.type;
  if (type !== undefined) for (const directory of searchPath) look(directory, type);
  return [...found];
}

const listsOf = perRoot(() => new Map<string, ReadonlySet<string>>());

/** Most of the directories that are looked for are nowhere. */
function knownNames(root: UnitRoot, directory: string): ReadonlySet<string> {
  const lists = listsOf(root);
  const names = lists.get(directory) ?? new Set(namesIn(root, directory));
  lists.set(directory, names);
  return names;
}

/** From the most specific name to the least: the type alone is not among them. */
export function dropInNames(unit: UnitName): string[] {
  const names = new Set([unit.name]);
  const template = isInstance(unit) ? templateOf(unit) : undefined;
  const rest = [template, truncated(unit)].flatMap((name) => parseUnitName(name ?? '') ?? []);
  for (const one of rest) for (const name of dropInNames(one)) names.add(name);
  return [...names];
}

/** Cut behind the last `-` of the prefix that is not its end: `foo-bar-baz.service` → `foo-bar-.service`. */
function truncated({ prefix, instance, type }: UnitName): string | undefined {
  const whole = prefix.endsWith('-') ? prefix.slice(0, -1) : prefix;
  const dash = whole.lastIndexOf('-');
  if (dash <= 0) return undefined;
  const cut = whole.slice(0, dash + 1);
  if (!isPrefix(cut)) return undefined;
  return instance === undefined || instance === '' ? `${cut}.${type}` : `${cut}@${instance}.${type}`;
}
