/**
 * What every suite of steps does: `[-- --only ID[,GROUP.*…]] [-- --project DIR] [-- --prepare]`, one line for each step,
 * steps.txt. With --prepare it only makes what is kept between runs.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { endCommands, must, onSignal } from './command.ts';
import { projectRoot } from './project.ts';
import { type Base, base, type Flavour } from './rootfs.ts';
import { compareIds, runSteps, select, type Tally } from './runner.ts';
import { closeScratch, openScratch, removeLeftovers, type Scratch } from './scratch.ts';
import type { Stage, Step } from './step.ts';

export interface Suite<L extends Stage> {
  /** Folder of steps.txt, which lists what must have run, no more and no less. */
  readonly folder: string;
  readonly steps: readonly Step<L>[];
  /** Ids of steps that cannot run here. */
  readonly leftOut?: readonly string[];
  readonly flavour: Flavour;
  /** Throws when this machine cannot run the suite. */
  readonly check: () => void;
  /** Makes what is kept beside the base, unless it is there. */
  readonly prepare?: () => Promise<unknown>;
  /** `project` is whose `unitc` and specs are tested. */
  readonly open: (scratch: Scratch, project: string, made: Base) => Promise<L>;
}

/** Makes what is kept between runs. */
async function makeKept<L extends Stage>(suite: Suite<L>): Promise<void> {
  onSignal(() => undefined);
  try {
    await Promise.all([base(suite.flavour), suite.prepare?.()]);
  } catch (error) {
    endCommands();
    throw error;
  }
}

async function prepare<L extends Stage>(suite: Suite<L>, given: string | undefined): Promise<[Scratch, L]> {
  removeLeftovers();
  let scratch: Scratch | undefined;
  onSignal(() => {
    if (scratch !== undefined) closeScratch(scratch.name);
  });
  // A given project is built by whoever gives it.
  if (given === undefined) await must('npm', ['run', 'build'], { cwd: projectRoot, timeout: 300 });
  const made = await base(suite.flavour);
  scratch = openScratch(made.rootfs);
  try {
    return [scratch, await suite.open(scratch, given ?? projectRoot, made)];
  } catch (error) {
    closeScratch(scratch.name);
    throw error;
  }
}

function judge(suite: Pick<Suite<never>, 'folder' | 'leftOut'>, tally: Tally, only: readonly string[]): number {
  const committed = readFileSync(path.join(suite.folder, 'steps.txt'), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !suite.leftOut?.includes(line));
  const problems = only.length > 0 ? [] : compareIds(tally.ran, committed);
  for (const problem of problems) console.log(`FAIL ${problem}`);
  const failures = tally.failed.length + problems.length;
  console.log(`${tally.ran.length - tally.failed.length} passed, ${failures} failed`);
  return failures === 0 ? 0 : 1;
}

/** Runs a suite as the command line says, and sets the exit code. */
export async function runSuite<L extends Stage>(suite: Suite<L>): Promise<void> {
  const options = { only: { type: 'string' }, project: { type: 'string' }, prepare: { type: 'boolean' } } as const;
  const { values } = parseArgs({ options });
  suite.check();
  if (values.prepare) return makeKept(suite);
  const only = (values.only ?? '').split(',').filter((id) => id !== '');
  const chosen = select(suite.steps, only).filter(({ id }) => !suite.leftOut?.includes(id));
  const started = Date.now();
  const [scratch, lab] = await prepare(suite, values.project);
  console.log(`prepared in ${((Date.now() - started) / 1000).toFixed(1)} s`);
  try {
    const tally = await runSteps(lab, chosen);
    process.exitCode = judge(suite, tally, only);
  } finally {
    for (const left of closeScratch(scratch.name)) {
      console.log(`FAIL left behind: ${left}`);
      process.exitCode = 1;
    }
    console.log(`all in ${((Date.now() - started) / 1000).toFixed(1)} s`);
  }
}
