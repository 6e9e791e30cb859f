/** Where things are. The emitted JavaScript lies below .cache/build, so the project is found by its package.json. */
import { existsSync } from 'node:fs';
import path from 'node:path';

function upwards(from: string): string {
  if (existsSync(path.join(from, 'package.json'))) return from;
  const parent = path.dirname(from);
  if (parent === from) throw new Error(`no package.json above ${import.meta.dirname}`);
  return upwards(parent);
}

export const projectRoot = upwards(import.meta.dirname);
/** Root file systems and images, kept between runs. */
export const cacheDir = path.join(projectRoot, '.cache', 'machine');
/** One folder for each run that is going on. */
export const runsDir = path.join(cacheDir, 'runs');
/** The sources of these tests: the C program, the hostile specs and the committed lists. */
export const sourceDir = path.join(projectRoot, 'test', 'machine');
