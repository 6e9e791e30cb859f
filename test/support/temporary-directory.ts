/** Directories that are gone when the test file is done: the setup file of all tests takes them away. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const made: string[] = [];

/** Tests of a file may run at the same time, so each asks for its own. */
export function temporaryDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'unitc-'));
  made.push(directory);
  return directory;
}

export function removeTemporaryDirectories(): void {
  for (const directory of made.splice(0)) rmSync(directory, { recursive: true, force: true });
}
