/** A copy of the project that may be broken: its sources, built, with this project's node_modules. */
import { cpSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { must } from './command.ts';
import { projectRoot } from './project.ts';

const left = new Set(['node_modules', 'dist', 'OUT', 'bench', 'docs']);

export class ProjectCopy {
  readonly directory = mkdtempSync(path.join(tmpdir(), 'unitc-mutations-'));
  /** Whether dist is of other sources. */
  private stale = true;

  constructor() {
    for (const name of readdirSync(projectRoot)) {
      if (!name.startsWith('.') && !left.has(name)) {
        cpSync(path.join(projectRoot, name), path.join(this.directory, name), { recursive: true });
      }
    }
    symlinkSync(path.join(projectRoot, 'node_modules'), path.join(this.directory, 'node_modules'));
  }

  /** To be told when something below src is another. */
  changed(): void {
    this.stale = true;
  }

  /** What has changed since the last time. */
  async build(): Promise<void> {
    if (!this.stale) return;
    const at = (name: string) => path.join(this.directory, name);
    const words = [at('node_modules/typescript/bin/tsc'), '-p', at('tsconfig.build.json')];
    words.push('--incremental', '--tsBuildInfoFile', at('dist/build.tsbuildinfo'));
    await must(process.execPath, words, { timeout: 300 });
    this.stale = false;
  }

  remove(): void {
    rmSync(this.directory, { recursive: true, force: true });
  }
}
