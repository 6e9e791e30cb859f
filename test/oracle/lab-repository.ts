/** A repository of the real git with a small spec that extends another. */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { unitc } from '../cli/run-case.ts';
import { put } from '../edge/trees.ts';
import { differingFiles } from '../support/differing-files.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';

export const base = `host: { os: debian }
name: lab
images: { mirror: "registry.lab:5000" }
kubernetes: { version: "1.19.16" }
`;
export const spec = `extends: ../common/base.yaml
hosts:
  master-1: { address: 192.0.2.1, roles: [etcd, control-plane] }
  master-2: { address: 192.0.2.2, roles: [etcd] }
components:
  kube-scheduler: { flags: { v: 1 } }
`;

export type LabRepository = ReturnType<typeof labRepository>;

/** clusters/lab.yaml and common/base.yaml, not added yet. */
export function labRepository(...init: string[]) {
  const at = temporaryDirectory();
  const git = (...words: string[]): string =>
    execFileSync('git', ['-C', at, ...words], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  const run = (...words: string[]) => unitc(['-C', at, ...words]);
  git('init', '-q', '-b', 'main', ...init);
  git('config', 'user.name', 'n');
  git('config', 'user.email', 'n@lab');
  put(at, 'clusters/lab.yaml', spec);
  put(at, 'common/base.yaml', base);
  return {
    at,
    git,
    run,
    diff: async (...words: string[]) => differingFiles(await run('diff', '--format', 'json', ...words)),
    commit(message = 'one'): void {
      git('add', '-A', '-f');
      git('commit', '-q', '--allow-empty', '-m', message);
    },
    edit(file: string, from: string, to: string): void {
      writeFileSync(path.join(at, file), readFileSync(path.join(at, file), 'utf8').replace(from, to));
    },
  };
}
