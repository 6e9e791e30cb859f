/** Which units a request starts, stops and restarts, and in which order, against a real `systemd --user` of systemd 252. */
import { expect, test } from 'vitest';
import {
  type ActiveState,
  buildGraph,
  type GraphUnit,
  type JobPlan,
  type JobRun,
  jobsOf,
  type RootEntry,
  runJobs,
  type StartOutcome,
  type UnitGraph,
  type UnitStates,
  unitRootOf,
} from '../../src/systemd/index.ts';
import { directives } from '../systemd/roots.ts';
import { type JobCase, type JobStep, jobCases } from './job-cases.ts';
import { nameIn, runCases, type SeenStep, type SeenUnit } from './job-manager.ts';

const cases = jobCases(64, 20261128);

interface Change {
  readonly state: ActiveState;
  readonly started: boolean;
  readonly stopped: boolean;
}

interface Prediction {
  /** systemctl's exit status says so. */
  readonly failed: boolean;
  readonly units: ReadonlyMap<string, Change>;
  /** What would come of it with the jobs of a transaction taken in another order; systemd's hash tables have a random one. */
  readonly isRandom: boolean;
  readonly order: readonly (readonly [first: string, then: string])[];
}

function predict({ units }: JobCase, step: JobStep, before: SeenStep): Prediction {
  const graph = graphOf(units);
  const states = new Map(
    [...units.keys()].map((name): [string, ActiveState] => [name, stateOf(before.units.get(name))]),
  );
  // Where the service is that asks.
  const inManager = new Map([...states, ['app.slice', 'active']] satisfies [string, ActiveState][]);
  const unit = [...units.keys()][step.unit] ?? '';
  const plan = jobsOf(graph, { verb: step.verb, units: [unit] }, inManager);
  const outcome = ({ id }: GraphUnit): StartOutcome | undefined =>
    units.get(id)?.includes('/bin/false') === true ? 'failed' : undefined;
  const changesOf = (jobs: JobPlan): { run: JobRun; changes: ReadonlyMap<string, Change> } => {
    const run = runJobs(graph, jobs, inManager, { outcome });
    const changes = [...states].map(([name, state]): [string, Change] => {
      const [started, stopped] = [run.started.includes(name), run.stopped.includes(name)];
      return [name, { state: run.states.get(name) ?? state, started, stopped }];
    });
    return { run, changes: new Map(changes) };
  };
  const { run, changes } = changesOf(plan);
  const other = changesOf(planOtherwise(units, step, inManager));
  return {
    failed: plan.error !== undefined || failedJob(run, unit),
    units: changes,
    isRandom: lines(changes).join() !== lines(other.changes).join(),
    order: startOrder(plan, run),
  };
}

/** Of units that the request itself starts, and nothing else. */
function startOrder({ jobs, order }: JobPlan, { finished }: JobRun): [string, string][] {
  const starts = (unit: string): boolean =>
    jobs.some((job) => job.unit === unit && job.type === 'start') &&
    !finished.some((job) => job.unit === unit && job.cause !== undefined);
  return order.flatMap(({ earlier, later }) => (starts(earlier) && starts(later) ? [[earlier, later]] : []));
}

/** The same plan, of units whose names sort the other way round. */
function planOtherwise(units: JobCase['units'], { verb, unit }: JobStep, states: UnitStates): JobPlan {
  const turned = (text: string): string =>
    text.replace(/PREFIX-(\d)/g, (_whole, digit: string) => `PREFIX-${9 - Number(digit)}`);
  const graph = graphOf(new Map([...units].map(([name, text]) => [turned(name), turned(text)])));
  const request = { verb, units: [turned([...units.keys()][unit] ?? '')] };
  const plan = jobsOf(graph, request, new Map([...states].map(([name, state]) => [turned(name), state])));
  return { ...plan, jobs: plan.jobs.map((job) => ({ ...job, unit: turned(job.unit), because: [] })) };
}

function failedJob({ finished }: JobRun, unit: string): boolean {
  const job = finished.find((one) => one.unit === unit && one.cause === undefined);
  return job !== undefined && job.result !== 'done' && job.result !== 'skipped';
}

function graphOf(units: ReadonlyMap<string, string>): UnitGraph {
  const entries = [...units].map(([name, text]): [string, RootEntry] => {
    return [`/units/${name}`, { type: 'file', content: new TextEncoder().encode(text) }];
  });
  return buildGraph(unitRootOf(entries), [...units.keys()], {
    directives,
    systemd: 252,
    searchPath: ['/units'],
    manager: 'user',
  });
}

function stateOf(unit: SeenUnit | undefined): ActiveState {
  return unit?.state === 'active' || unit?.state === 'failed' ? unit.state : 'inactive';
}

function observe(before: SeenStep, after: SeenStep): ReadonlyMap<string, Change> {
  const changes = [...after.units].map(([name, unit]): [string, Change] => {
    const was = before.units.get(name);
    const started = unit.invocation !== was?.invocation && unit.invocation !== '';
    return [
      name,
      { state: stateOf(unit), started, stopped: was?.state === 'active' && (unit.state !== 'active' || started) },
    ];
  });
  return new Map(changes);
}

/** Names as in the case again. */
function generic(index: number, { exit, units }: SeenStep): SeenStep {
  const names = [...units].map(([name, unit]): [string, SeenUnit] => [
    name.replace(nameIn(index, 'PREFIX'), 'PREFIX'),
    unit,
  ]);
  return { exit, units: new Map(names) };
}

function lines(changes: ReadonlyMap<string, Change>): string[] {
  return [...changes].map(([name, { state, started, stopped }]) => {
    return `${name} ${state}${started ? ' started' : ''}${stopped ? ' stopped' : ''}`;
  });
}

/** Pairs of units that both came up in the step, and in the wrong order. */
function wrongOrder({ order, units }: Prediction, after: SeenStep): string[] {
  return order.flatMap(([first, then]) => {
    const [one, other] = [after.units.get(first), after.units.get(then)];
    if (units.get(first)?.started !== true || units.get(then)?.started !== true || one?.state !== 'active') return [];
    return (other?.inactiveExit ?? 0) < one.activeEnter ? [`${then} before ${first}`] : [];
  });
}

test('every request has the jobs that systemd gives it', () => {
  const seen = runCases(cases);
  const wrong: unknown[] = [];
  let compared = 0;
  let random = 0;
  for (const [index, one] of cases.entries()) {
    const steps = (seen[index] ?? []).map((step) => generic(index, step));
    for (const [at, step] of one.steps.entries()) {
      const [before, after] = [steps[at], steps[at + 1]];
      if (before === undefined || after === undefined) throw new Error(`no step ${at} of case ${index}`);
      const ours = predict(one, step, before);
      if (ours.isRandom) {
        random++;
        continue;
      }
      compared++;
      const theirs = { units: lines(observe(before, after)), failed: after.exit !== 0, wrongOrder: [] };
      const predicted = { units: lines(ours.units), failed: ours.failed, wrongOrder: wrongOrder(ours, after) };
      if (JSON.stringify(theirs) === JSON.stringify(predicted)) continue;
      wrong.push({
        index,
        at,
        step,
        units: [...one.units].map(String),
        before: [...before.units.values()].map(({ state }) => state),
        predicted,
        theirs,
      });
    }
  }
  expect(wrong.slice(0, 5), `${wrong.length} of ${compared} differ`).toEqual([]);
  expect(compared).toBeGreaterThan(cases.length * 4);
  expect(random).toBeLessThan(compared / 20);
});
