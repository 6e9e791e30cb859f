/**
 * What every suite of mutations does, `[-- --only ID[,ID…]]`: takes one line at a time from the templates or one filter
 * from the renderer, in a copy of the project, and asks the step or test that mutations.txt names. It has to be green
 * without the mutation and red with it; a mutant that survives fails.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { endCommands, onSignal } from './command.ts';
import { type Mutation, mutate } from './mutation.ts';
import { ProjectCopy } from './project-copy.ts';
import { askSteps, askTest, type Verdict, type Witness } from './verdict.ts';

export interface MutationSuite {
  /** Folder of mutations.txt, which names the witness of each. */
  readonly folder: string;
  readonly mutations: readonly Mutation[];
  /** The emitted program that runs the steps. */
  readonly runner: string;
  /** How many mutants are asked at a time; one unless told. */
  readonly atATime?: number;
}

interface Pair {
  readonly mutation: Mutation;
  readonly witness: Witness;
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

/** Witnesses that are not green without any mutation, in words. */
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

/** Steps of a group boot the same machines, so they are asked together. */
function share(pairs: readonly Pair[], count: number): Witness[][] {
  const groups = new Map<string, Witness[]>();
  for (const { witness } of pairs) {
    const name = witness.kind === 'step' ? witness.id.replace(/\..*/, '') : witness.file;
    groups.set(name, [...(groups.get(name) ?? []), witness]);
  }
  const shares: Witness[][] = Array.from({ length: count }, () => []);
  for (const group of [...groups.values()].sort((a, b) => b.length - a.length)) {
    shares.sort((a, b) => a.length - b.length)[0]?.push(...group);
  }
  return shares;
}

async function attempt(suite: MutationSuite, copy: ProjectCopy, { mutation, witness }: Pair): Promise<boolean> {
  const start = Date.now();
  const undo = mutate(copy.directory, mutation);
  const built = mutation.file.startsWith('src/');
  if (built) copy.changed();
  let verdict: Verdict;
  try {
    await copy.build();
    verdict = await ask(suite, copy.directory, witness);
  } catch (error) {
    // The others go on.
    verdict = { colour: 'unclear', detail: String(error) };
  } finally {
    undo();
    if (built) copy.changed();
  }
  const name = witness.kind === 'step' ? witness.id : `${witness.file} ${witness.name}`;
  const seconds = ((Date.now() - start) / 1000).toFixed(1).padStart(5);
  const killed = verdict.colour === 'red';
  const line = `${killed ? 'ok  ' : 'FAIL'} ${seconds} s  ${mutation.id} -> ${verdict.colour}: ${name}`;
  console.log(verdict.detail === '' ? line : `${line}\n${verdict.detail.replaceAll(/^/gm, '    ')}`);
  return killed;
}

async function runAll(
  suite: MutationSuite,
  copies: readonly ProjectCopy[],
  chosen: readonly Mutation[],
): Promise<number> {
  const witnesses = readWitnesses(suite);
  checkList(suite, witnesses);
  const pairs = chosen.flatMap((mutation): Pair[] => {
    const witness = witnesses.get(mutation.id);
    return witness === undefined ? [] : [{ mutation, witness }];
  });
  const shares = share(pairs, copies.length);
  const told = copies.map(async (copy, index) => {
    await copy.build();
    return baseline(suite, copy.directory, shares[index] ?? []);
  });
  const problems = (await Promise.all(told)).flat();
  for (const problem of problems) console.log(`FAIL ${problem}`);
  const waiting = problems.length > 0 ? [] : [...pairs];
  let killed = 0;
  await Promise.all(
    copies.map(async (copy) => {
      for (let pair = waiting.shift(); pair !== undefined; pair = waiting.shift()) {
        if (await attempt(suite, copy, pair)) killed += 1;
      }
    }),
  );
  const failed = problems.length + (pairs.length - killed);
  console.log(`${killed} passed, ${failed} failed`);
  return failed === 0 && killed > 0 ? 0 : 1;
}

/** Runs a suite as the command line says, and sets the exit code. */
export async function runMutations(suite: MutationSuite): Promise<void> {
  const { values } = parseArgs({ options: { only: { type: 'string' } } });
  const only = (values.only ?? '').split(',').filter((id) => id !== '');
  const chosen = suite.mutations.filter(({ id }) => only.length === 0 || only.includes(id));
  const copies = Array.from({ length: suite.atATime ?? 1 }, () => new ProjectCopy());
  const remove = () => {
    for (const copy of copies) copy.remove();
  };
  onSignal(remove);
  try {
    process.exitCode = await runAll(suite, copies, chosen);
  } catch (error) {
    endCommands();
    throw error;
  } finally {
    remove();
  }
}
