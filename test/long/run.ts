/**
 * `npm run test:long`: what takes longer than CI has time for, which is the mutations of the clusters. Writes
 * record.json when all is well: commit it. CI fails when what the run depends on has changed without a new record.
 */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../machine/library/project.ts';
import { inputs } from './inputs.ts';

const git = (...words: string[]) => execFileSync('git', words, { cwd: projectRoot, encoding: 'utf8' }).trim();

if (git('status', '--porcelain', '--untracked-files=no') !== '') {
  console.error('test:long: the record names a commit; commit first');
  process.exit(2);
}
const commit = git('rev-parse', 'HEAD');
const before = inputs(projectRoot);
const words = [path.join(projectRoot, 'scripts/run-ts.mjs'), 'test/cluster/mutations.ts'];
const child = spawn(process.execPath, words, { cwd: projectRoot, stdio: ['ignore', 'pipe', 'inherit'] });
let said = '';
child.stdout.setEncoding('utf8').on('data', (text: string) => {
  said += text;
  process.stdout.write(text);
});
await once(child, 'close');
const steps = [...said.matchAll(/^ok +([\d.]+) s {2}(\S+) -> /gm)].map(([, seconds, id]) => ({
  id: `mutation ${id}`,
  seconds: Number(seconds),
}));
if (child.exitCode !== 0 || steps.length === 0) process.exit(1);
const file = path.join(projectRoot, 'test/long/record.json');
writeFileSync(file, `${JSON.stringify({ commit, inputs: before, steps }, undefined, 2)}\n`);
console.log(`${file} is written: commit it`);
