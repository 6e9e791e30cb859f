/** All names of units in the lookup path: unit_file_build_name_map() of src/basic/unit-file.c. */
import { isInstance, isTemplate, parseUnitName, templateOf, withInstance } from '../names/unit-name.ts';
import type { UnitRoot } from '../unit-root.ts';
import { isAlias } from './alias.ts';
import { isEmptyFile } from './empty-file.ts';
import { resolvePath } from './resolve-path.ts';

export interface NameMap {
  /** Of a name its file, as an absolute path, or the name that it is an alias of. */
  readonly targets: ReadonlyMap<string, string>;
  /** Of the name of a file all names that lead to it, its own among them. */
  readonly aliases: ReadonlyMap<string, readonly string[]>;
}

export function buildNameMap(root: UnitRoot, searchPath: readonly string[]): NameMap {
  const places = placesOf(root, searchPath);
  const targets = new Map<string, string>();
  for (const directory of searchPath) {
    for (const name of namesIn(root, directory)) {
      if (parseUnitName(name) === undefined || targets.has(name)) continue;
      const target = targetOf(root, directory, name, places);
      if (target !== undefined) targets.set(name, target);
    }
  }
  return { targets, aliases: aliasesOf(root, targets) };
}

/** Of files and directories, links followed on the way to the directory. */
export function namesIn(root: UnitRoot, directory: string): readonly string[] {
  const resolved = resolvePath(root, directory);
  return resolved.ok ? root.list(resolved.path) : [];
}

/** The directories as they are written and as they really are: a link into either is an alias. */
function placesOf(root: UnitRoot, searchPath: readonly string[]): string[] {
  const real = searchPath.flatMap((directory) => {
    const resolved = resolvePath(root, directory);
    return resolved.ok && resolved.entry !== undefined ? [resolved.path] : [];
  });
  return [...new Set([...searchPath, ...real])];
}

function targetOf(root: UnitRoot, directory: string, name: string, places: readonly string[]): string | undefined {
  const path = `${directory}/${name}`;
  const found = resolvePath(root, path, true);
  const entry = found.ok ? found.entry : undefined;
  if (entry?.type === 'file') return path;
  if (entry?.type !== 'symlink') return undefined;
  const to = resolvePath(root, entry.target.startsWith('/') ? entry.target : `${directory}/${entry.target}`, true);
  if (!to.ok) return undefined;
  if (!places.some((place) => to.path.startsWith(`${place}/`))) return path;
  const target = to.path.slice(to.path.lastIndexOf('/') + 1);
  return isAlias(name, target) ? target : undefined;
}

function aliasesOf(root: UnitRoot, targets: ReadonlyMap<string, string>): Map<string, string[]> {
  const aliases = new Map<string, string[]>();
  for (const name of targets.keys()) {
    const file = followNames(targets, name);
    if (file === undefined || isEmptyFile(root, file)) continue;
    const main = instanceName(file.slice(file.lastIndexOf('/') + 1), name);
    if (main === undefined) continue;
    const names = aliases.get(main) ?? [];
    names.push(name);
    aliases.set(main, names);
  }
  return aliases;
}

/** A link from an instance to a template is an alias of that instance only. */
function instanceName(file: string, name: string): string | undefined {
  const main = parseUnitName(file);
  const alias = parseUnitName(name);
  if (main === undefined || alias === undefined) return file;
  return isTemplate(main) && isInstance(alias) ? withInstance(main, alias.instance ?? '') : file;
}

/** FOLLOW_MAX. */
const mostNames = 8;

/** The file that a name leads to; undefined for an unknown name, a link into nothing and names in a circle. */
export function followNames(targets: ReadonlyMap<string, string>, name: string): string | undefined {
  let at = name;
  for (let i = 0; i < mostNames; i++) {
    let target = targets.get(at);
    if (target === undefined && i > 0) {
      const parsed = parseUnitName(at);
      target = parsed === undefined ? undefined : targets.get(templateOf(parsed) ?? '');
    }
    if (target === undefined || target.startsWith('/')) return target;
    at = target;
  }
  return undefined;
}
