/** Kubernetes' programs, built once from Debian's source and kept under a hash of how that is done. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { must } from '../../machine/library/command.ts';
import { cacheDir, projectRoot } from '../../machine/library/project.ts';

/** The sources of these tests. */
export const clusterDir = path.join(projectRoot, 'test', 'cluster');

export const programs = [
  'kube-apiserver',
  'kube-controller-manager',
  'kube-scheduler',
  'kubelet',
  'kube-proxy',
] as const;
export type Program = (typeof programs)[number];

const script = path.join(clusterDir, 'build-kubernetes');
/** How they are made. */
const support = path.join(projectRoot, 'test', 'support');
const recipe = [script, path.join(support, 'kubernetes-source'), path.join(support, 'debian-source')];

function isComplete(folder: string): boolean {
  return programs.every((program) => existsSync(path.join(folder, program)));
}

/** Builds of older recipes, and those that were killed. */
function removeOthers(kept: string): void {
  for (const name of existsSync(cacheDir) ? readdirSync(cacheDir) : []) {
    const match = /^kubernetes-[0-9a-f]+(?:\.(\d+))?$/.exec(name);
    if (match === null || name === path.basename(kept)) continue;
    if (match[1] !== undefined && existsSync(`/proc/${match[1]}`)) continue;
    rmSync(path.join(cacheDir, name), { recursive: true, force: true });
  }
}

/** The folder with the programs; about four minutes when they are not there yet. */
export async function kubernetes(): Promise<string> {
  const text = recipe.map((file) => readFileSync(file, 'utf8')).join('');
  const hash = createHash('sha256').update(text).digest('hex').slice(0, 12);
  const folder = path.join(cacheDir, `kubernetes-${hash}`);
  if (isComplete(folder)) return folder;
  removeOthers(folder);
  rmSync(folder, { recursive: true, force: true });
  const draft = `${folder}.${process.pid}`;
  mkdirSync(draft, { recursive: true });
  const start = Date.now();
  console.log('building Kubernetes from its Debian source; the result is kept');
  try {
    await must('bash', [script, draft], { timeout: 3600 });
    renameSync(path.join(draft, 'bin'), folder);
  } finally {
    // Go writes its module cache read-only; root may remove it all the same.
    rmSync(draft, { recursive: true, force: true });
  }
  console.log(`built in ${((Date.now() - start) / 1000).toFixed(0)} s`);
  return folder;
}
