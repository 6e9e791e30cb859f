/** A copy of the project that may be broken: its sources, built, with this project's node_modules. */
import { cpSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { must } from './command.ts';
import { projectRoot } from './project.ts';

const left = new Set(['node_modules', 'dist', 'OUT', 'bench', 'docs']);

export function copyProject(): string {
  const copy = mkdtempSync(path.join(tmpdir(), 'unitc-mutations-'));
  for (const name of readdirSync(projectRoot)) {
    if (!name.startsWith('.') && !left.has(name)) {
      cpSync(path.join(projectRoot, name), path.join(copy, name), { recursive: true });
    }
  }
  symlinkSync(path.join(projectRoot, 'node_modules'), path.join(copy, 'node_modules'));
  return copy;
}

export async function buildCopy(copy: string): Promise<void> {
  const tsc = path.join(copy, 'node_modules/typescript/bin/tsc');
  await must(process.execPath, [tsc, '-p', path.join(copy, 'tsconfig.build.json')], { timeout: 300 });
}

export function removeCopy(copy: string): void {
  rmSync(copy, { recursive: true, force: true });
}
