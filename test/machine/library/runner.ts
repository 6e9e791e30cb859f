/** Runs steps in order, prints a line for each, and compares the ids that ran with the committed list. */
import type { Machine } from './machine.ts';
import type { Stage, Step } from './step.ts';

export interface Tally {
  readonly ran: readonly string[];
  readonly failed: readonly string[];
}

/** The named steps, or with `GROUP.*` all of a group, and everything they need, in the order of the list. */
export function select<S extends Pick<Step, 'id' | 'needs'>>(
  steps: readonly S[],
  only: readonly string[],
): readonly S[] {
  if (only.length === 0) return steps;
  const byId = new Map(steps.map((step) => [step.id, step]));
  const wanted = new Set<string>();
  const want = (id: string): void => {
    if (id.endsWith('.*')) {
      const group = steps.filter((other) => other.id.startsWith(id.slice(0, -1)));
      if (group.length === 0) throw new Error(`no step is of ${id}`);
      for (const one of group) want(one.id);
      return;
    }
    const step = byId.get(id);
    if (step === undefined) throw new Error(`no step is called ${id}`);
    if (wanted.has(id)) return;
    wanted.add(id);
    for (const other of step.needs ?? []) want(other);
  };
  for (const id of only) want(id);
  return steps.filter((step) => wanted.has(step.id));
}

/** What distinguishes the ids that ran from the committed list: missing, extra and repeated ones, in words. */
export function compareIds(ran: readonly string[], committed: readonly string[]): string[] {
  const problems: string[] = [];
  for (const id of new Set([...ran, ...committed])) {
    const [times, listed] = [ran, committed].map((list) => list.filter((other) => other === id).length);
    if (times === 0) problems.push(`${id} is in steps.txt but did not run`);
    else if (listed === 0) problems.push(`${id} ran but is not in steps.txt`);
    else if (times !== 1 || listed !== 1) problems.push(`${id} ran ${times} times and is listed ${listed} times`);
  }
  return problems;
}

async function printJournal(machine: Machine, units: readonly string[]): Promise<void> {
  for (const unit of units) {
    const text = await machine.sh(`journalctl -b --no-pager -n 40 -u ${unit}; systemctl status --no-pager ${unit}`);
    console.log(text.stdout.replaceAll(/^/gm, `    ${machine.scratch.hostname} | `));
  }
}

async function attempt<L extends Stage>(lab: L, step: Step<L>, passed: readonly string[]): Promise<string | undefined> {
  const broken = (step.needs ?? []).filter((id) => !passed.includes(id));
  if (broken.length > 0) return `needs ${broken.join(', ')}, which has not passed`;
  try {
    if (step.up) await lab.up();
    await step.run(lab);
    return undefined;
  } catch (error) {
    // A second fault while telling of the first must not hide it.
    for (const machine of step.machines?.(lab) ?? lab.machines) {
      await printJournal(machine, step.units ?? []).catch((second) => console.log(`    no journal: ${second}`));
    }
    return error instanceof Error ? error.message : String(error);
  }
}

export async function runSteps<L extends Stage>(lab: L, steps: readonly Step<L>[]): Promise<Tally> {
  const ran: string[] = [];
  const failed: string[] = [];
  for (const step of steps) {
    const start = Date.now();
    const passed = ran.filter((id) => !failed.includes(id));
    const problem = await attempt(lab, step, passed);
    const seconds = ((Date.now() - start) / 1000).toFixed(1).padStart(5);
    ran.push(step.id);
    if (problem !== undefined) failed.push(step.id);
    console.log(`${problem === undefined ? 'ok  ' : 'FAIL'} ${seconds} s  ${step.id}`);
    if (problem !== undefined) console.log(problem.replaceAll(/^/gm, '    '));
  }
  return { ran, failed };
}
