/**
 * What every suite of mutations does, `[-- --only ID[,ID…]]`: takes one line at a time from the templates or one filter
 * from the renderer, in a copy of the project, and asks the step or test that mutations.txt names. It has to be green
 * without the mutation and red with it; a mutant that survives fails.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { endCommands } from './command.ts';
import { type Mutation, mutate } from './mutation.ts';
import { buildCopy, copyProject, removeCopy } from './project-copy.ts';
import { askSteps, askTest, type Verdict, type Witness } from './verdict.ts';

export interface MutationSuite {
  /** Folder of mutations.txt, which names the witness of each. */
  readonly folder: string;
  readonly mutations: readonly Mutation[];
  /** The emitted program that runs the steps. */
  readonly runner: string;
}

/** `ID step STEP` or `ID test FILE NAME`, one a line. */
function readWitnesses({ folder }: MutationSuite): Map<string, Witness> {
  const text = readFileSync(path.join(folder, 'mutations.txt'), 'utf8');
  const lines = text.split('\n').filter((line) => line !== '');
  return new Map(
    lines.map((line): [string, Witness] => {
      const [id = '', kind = '', first = '', ...rest] = line.split(' ');
      if (kind === 'step') return [id, { kind, id: first }];
      if (kind === 'test') return [id, { kind, file: first, name: rest.join(' ') }];
      throw new Error(`mutations.txt: ${line}`);
    }),
  );
}

function checkList({ mutations }: MutationSuite, witnesses: ReadonlyMap<string, Witness>): void {
  const made = mutations.map(({ id }) => id).sort();
  const listed = [...witnesses.keys()].sort();
  if (made.join() !== listed.join()) throw new Error(`mutations.txt lists ${listed}; the mutations are ${made}`);
}

async function ask({ runner }: MutationSuite, project: string, witness: Witness): Promise<Verdict> {
  if (witness.kind === 'test') return askTest(project, witness.file, witness.name);
  return (await askSteps(runner, project, [witness.id])).get(witness.id) ?? { colour: 'unclear', detail: '' };
}

/** Names of witnesses that are not green without any mutation. */
async function baseline(suite: MutationSuite, project: string, asked: readonly Witness[]): Promise<string[]> {
  const ids = new Set(asked.flatMap((witness) => (witness.kind === 'step' ? [witness.id] : [])));
  const problems: string[] = [];
  const note = (name: string, { colour, detail }: Verdict) => {
    if (colour !== 'green') problems.push(`${name} is ${colour} without any mutation: ${detail}`);
  };
  for (const [id, verdict] of ids.size > 0 ? await askSteps(suite.runner, project, [...ids]) : []) note(id, verdict);
  for (const witness of asked) if (witness.kind === 'test') note(witness.file, await ask(suite, project, witness));
  return problems;
}

async function attempt(suite: MutationSuite, project: string, mutation: Mutation, witness: Witness): Promise<boolean> {
  const start = Date.now();
  const undo = mutate(project, mutation);
  const built = mutation.file.startsWith('src/');
  let verdict: Verdict;
  try {
    if (built) await buildCopy(project);
    verdict = await ask(suite, project, witness);
  } finally {
    undo();
    if (built) await buildCopy(project);
  }
  const name = witness.kind === 'step' ? witness.id : `${witness.file} ${witness.name}`;
  const seconds = ((Date.now() - start) / 1000).toFixed(1).padStart(5);
  const killed = verdict.colour === 'red';
  console.log(`${killed ? 'ok  ' : 'FAIL'} ${seconds} s  ${mutation.id} -> ${verdict.colour}: ${name}`);
  if (verdict.detail !== '') console.log(verdict.detail.replaceAll(/^/gm, '    '));
  return killed;
}

async function runAll(suite: MutationSuite, copy: string, chosen: readonly Mutation[]): Promise<number> {
  const witnesses = readWitnesses(suite);
  checkList(suite, witnesses);
  await buildCopy(copy);
  const pairs = chosen.flatMap((mutation) => {
    const witness = witnesses.get(mutation.id);
    return witness === undefined ? [] : [{ mutation, witness }];
  });
  const asked = pairs.map(({ witness }) => witness);
  const problems = await baseline(suite, copy, asked);
  for (const problem of problems) console.log(`FAIL ${problem}`);
  let killed = 0;
  for (const { mutation, witness } of problems.length > 0 ? [] : pairs) {
    if (await attempt(suite, copy, mutation, witness)) killed += 1;
  }
  const failed = problems.length + (pairs.length - killed);
  console.log(`${killed} passed, ${failed} failed`);
  return failed === 0 && killed > 0 ? 0 : 1;
}

/** Runs a suite as the command line says, and sets the exit code. */
export async function runMutations(suite: MutationSuite): Promise<void> {
  const { values } = parseArgs({ options: { only: { type: 'string' } } });
  const only = (values.only ?? '').split(',').filter((id) => id !== '');
  const chosen = suite.mutations.filter(({ id }) => only.length === 0 || only.includes(id));
  const copy = copyProject();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => {
      endCommands();
      removeCopy(copy);
      process.exit(130);
    });
  }
  try {
    process.exitCode = await runAll(suite, copy, chosen);
  } finally {
    removeCopy(copy);
  }
}
