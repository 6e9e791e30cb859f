/** What stands in the way on a host, by the script that its tree has for it. */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Obstacle } from '../plan/obstacle.ts';
import type { FileTree } from '../tree/file-tree.ts';
import { hostLayout } from '../tree/layout.ts';
import { Failure } from './failure.ts';
import { writeDirectory } from './output-directory.ts';

/** `root`: the root directory of the host; `/` is this machine, of which more can be known. */
export function preflight(host: string, tree: FileTree, root: string): Obstacle[] {
  const out = fs.mkdtempSync(path.join(tmpdir(), 'unitc-plan-'));
  try {
    writeDirectory({ out, trees: new Map([[host, tree]]), complete: true });
    const own = path.join(out, host);
    const absolute = path.resolve(root);
    const args = [path.join(own, hostLayout.helpers, 'preflight'), ...(absolute === '/' ? [] : [`--root=${absolute}`])];
    const { status, stdout, stderr, error } = spawnSync('sh', [...args, own], { encoding: 'utf8', timeout: 60_000 });
    if (error !== undefined || status !== 0) {
      throw new Failure(`the host cannot be looked at: ${error?.message ?? stderr.trim()}`);
    }
    return stdout.split('\n').flatMap((line) => {
      const [, level, message] = /^(note|stop|warn): (.*)$/.exec(line) ?? [];
      const known = (['note', 'stop', 'warn'] as const).find((one) => one === level);
      return message === undefined || known === undefined ? [] : [{ level: known, message }];
    });
  } finally {
    fs.rmSync(out, { recursive: true, force: true });
  }
}
