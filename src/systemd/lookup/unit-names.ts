/** The names that the lookup path has. */
import type { UnitRoot } from '../unit-root.ts';
import { comparePaths } from './compare-paths.ts';
import { nameMapOf } from './locate-unit.ts';
import { systemSearchPath } from './search-path.ts';

/** Of every file and alias, templates among them, sorted by bytes. */
export function unitNames(root: UnitRoot, searchPath: readonly string[] = systemSearchPath): string[] {
  return [...nameMapOf(root, searchPath).targets.keys()].sort(comparePaths);
}
