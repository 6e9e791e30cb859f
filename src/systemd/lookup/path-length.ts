import { byteLength } from '../../codec/unit/index.ts';

/** PATH_MAX counts the NUL at the end. */
const pathMax = 4096;

/** Whether the system could hold a file, or follow a link, of this path. */
export function isPathLength(path: string): boolean {
  return path.length < pathMax && byteLength(path) < pathMax;
}
