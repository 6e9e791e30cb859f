/**
 * `npm run test:machine [-- --only ID[,GROUP.*…]] [-- --project DIR]`: boots Debian machines, unpacks the compiled
 * tarballs there and looks whether everything is as promised. Each step prints one line; steps.txt is the list that
 * must have run, no more and no less. With FLANNELD=PATH a real flanneld takes the place of the stand-in.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { endCommands, must } from './library/command.ts';
import { realFlanneld, whichFlanneld } from './library/flannel.ts';
import { buildStandIns } from './library/images.ts';
import { Lab } from './library/lab.ts';
import { projectRoot, sourceDir } from './library/project.ts';
import { checkRequirements } from './library/requirements.ts';
import { base } from './library/rootfs.ts';
import { compareIds, runSteps, select, type Tally } from './library/runner.ts';
import { closeScratch, openScratch, removeLeftovers, type Scratch } from './library/scratch.ts';
import { steps } from './steps/index.ts';

async function prepare(project: string | undefined): Promise<Lab> {
  checkRequirements();
  removeLeftovers();
  let scratch: Scratch | undefined;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => {
      endCommands();
      if (scratch !== undefined) closeScratch(scratch.name);
      process.exit(130);
    });
  }
  // A given project is built by whoever gives it.
  if (project === undefined) await must('npm', ['run', 'build'], { cwd: projectRoot, timeout: 300 });
  const made = await base();
  scratch = openScratch(made.rootfs);
  const lab = new Lab(scratch, project ?? projectRoot);
  try {
    await must('cp', ['--reflink=auto', made.etcdTar, path.join(scratch.lab, 'etcd.tar')]);
    await buildStandIns(scratch.lab);
    await lab.compile('golden', path.join(lab.project, 'golden/debian/spec.yaml'));
  } catch (error) {
    closeScratch(scratch.name);
    throw error;
  }
  return lab;
}

function judge(tally: Tally, only: readonly string[], leftOut: readonly string[]): number {
  const committed = readFileSync(path.join(sourceDir, 'steps.txt'), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !leftOut.includes(line));
  const problems = only.length > 0 ? [] : compareIds(tally.ran, committed);
  for (const problem of problems) console.log(`FAIL ${problem}`);
  const failures = tally.failed.length + problems.length;
  console.log(`${tally.ran.length - tally.failed.length} passed, ${failures} failed`);
  return failures === 0 ? 0 : 1;
}

const { values } = parseArgs({ options: { only: { type: 'string' }, project: { type: 'string' } } });
const only = (values.only ?? '').split(',').filter((id) => id !== '');
const leftOut = realFlanneld === undefined ? [] : steps.filter(({ standIn }) => standIn).map(({ id }) => id);
const chosen = select(steps, only).filter(({ id }) => !leftOut.includes(id));
console.log(`flanneld: ${whichFlanneld}`);
for (const id of leftOut) console.log(`left out: ${id}, which only the stand-in can do`);
const started = Date.now();
const lab = await prepare(values.project);
console.log(`prepared in ${((Date.now() - started) / 1000).toFixed(1)} s`);
try {
  const tally = await runSteps(lab, chosen);
  process.exitCode = judge(tally, only, leftOut);
} finally {
  for (const left of closeScratch(lab.scratch.name)) {
    console.log(`FAIL left behind: ${left}`);
    process.exitCode = 1;
  }
  console.log(`all in ${((Date.now() - started) / 1000).toFixed(1)} s`);
}
