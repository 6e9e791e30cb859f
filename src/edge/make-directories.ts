import fs from 'node:fs';
import path from 'node:path';

/**
 * The directory and its parents, with 0755 for those that are new. One by one: mkdir's recursive mode
 * never returns where a file system refuses with ENOENT, as /proc does.
 */
export function makeDirectories(directory: string): void {
  if (fs.statSync(directory, { throwIfNoEntry: false }) !== undefined) return;
  const parent = path.dirname(path.resolve(directory));
  if (parent !== path.resolve(directory)) makeDirectories(parent);
  fs.mkdirSync(directory);
  fs.chmodSync(directory, 0o755);
}
