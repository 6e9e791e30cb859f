/** Directories of this machine as a UnitRoot, for comparing with a systemd that reads the same ones. */
import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { type RootEntry, type UnitRoot, unitRootOf } from '../../src/systemd/index.ts';

export function diskRoot(directories: readonly string[]): UnitRoot {
  return unitRootOf(directories.flatMap((directory) => [...entriesBelow(directory)]));
}

function* entriesBelow(directory: string): Iterable<[string, RootEntry]> {
  for (const name of readdirSync(directory)) {
    const path = join(directory, name);
    const stat = lstatSync(path);
    if (stat.isSymbolicLink()) yield [path, { type: 'symlink', target: readlinkSync(path) }];
    else if (stat.isFile()) yield [path, { type: 'file', content: readFileSync(path) }];
    else if (stat.isDirectory()) {
      yield [path, { type: 'directory' }];
      yield* entriesBelow(path);
    }
  }
}
