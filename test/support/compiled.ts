/** The project as JavaScript, for tests that need a process of their own: Node 20 runs no TypeScript. */
import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { packageRoot } from '../../src/edge/package-root.ts';

export interface Compiled {
  /** `src/cli/main.ts` → the file to run. */
  readonly file: (source: string) => string;
  readonly remove: () => void;
}

/** `name` keeps test files that run at the same time apart. */
export function compiled(name: string): Compiled {
  const root = packageRoot().directory;
  const directory = path.join(root, '.cache', `${name}-${process.pid}`);
  const tsc = path.join(root, 'node_modules/typescript/bin/tsc');
  // Types are the typecheck's business.
  const options = ['--noEmit', 'false', '--noCheck', '--outDir', directory];
  execFileSync(process.execPath, [tsc, '-p', path.join(root, 'tsconfig.json'), ...options]);
  return {
    file: (source) => path.join(directory, source.replace(/\.ts$/, '.js')),
    remove: () => rmSync(directory, { recursive: true, force: true }),
  };
}
