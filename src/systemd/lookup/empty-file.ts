/** Masks: null_or_empty_path() of src/basic/stat-util.c. */
import type { UnitRoot } from '../unit-root.ts';
import { resolvePath } from './resolve-path.ts';

/** /dev/null is one also where the root has no such file. */
export function isEmptyFile(root: UnitRoot, path: string): boolean {
  const resolved = resolvePath(root, path);
  if (!resolved.ok) return false;
  const { entry } = resolved;
  return resolved.path === '/dev/null' || (entry?.type === 'file' && (entry.size ?? entry.content.length) === 0);
}
