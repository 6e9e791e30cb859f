/** Links in `.wants`, `.requires` and `.upholds` directories: process_deps() of src/core/load-dropin.c. */
import { isTemplate, parseUnitName, type UnitName, withInstance } from '../names/unit-name.ts';
import type { UnitRoot } from '../unit-root.ts';
import { confFiles } from './conf-files.ts';
import { type DirectorySuffix, dropInDirectories } from './drop-in-directories.ts';
import { isEmptyFile } from './empty-file.ts';

export interface DependencyLink {
  /** The name of the link, whatever it points to; a template with the instance or name of the unit put into it. */
  readonly unit: string;
  readonly path: string;
}

export function dependencyLinks(
  root: UnitRoot,
  searchPath: readonly string[],
  unit: UnitName,
  names: readonly string[],
  suffix: Exclude<DirectorySuffix, '.d'>,
): DependencyLink[] {
  const { paths } = confFiles(root, dropInDirectories(root, searchPath, names, suffix), '');
  return paths.flatMap((path) => {
    const other = parseUnitName(path.slice(path.lastIndexOf('/') + 1));
    if (other === undefined || root.entry(path)?.type !== 'symlink' || isEmptyFile(root, path)) return [];
    const resolved = isTemplate(other) ? withInstance(other, instanceFor(unit)) : other.name;
    return resolved === undefined ? [] : [{ unit: resolved, path }];
  });
}

/** resolve_template() of src/core/unit.c. */
function instanceFor({ name, instance }: UnitName): string {
  return instance === undefined ? name.slice(0, name.lastIndexOf('.')) : instance;
}
