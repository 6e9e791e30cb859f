/** The jobs that a request causes: `method_start_unit_generic()` of `src/core/dbus-unit.c`, `manager_add_job()` of `src/core/manager.c`. */
import { isTrue } from '../graph/reading.ts';
import type { UnitGraph } from '../graph/unit-graph.ts';
import { activate } from './activate.ts';
import { collectJobs } from './collect.ts';
import { installJob } from './install.ts';
import type { Because, IgnoredJob, Job, JobError, JobMode, JobRequest, JobType, UnitStates, Verb } from './job.ts';
import { type AskedType, collapsed, isInactive } from './job-types.ts';
import { canReload, type Situation, situationOf } from './situation.ts';
import { type OpenJob, Transaction } from './transaction.ts';
import { type BrokenCycle, waitingFor } from './verify-order.ts';

/** The job of one unit is done before that of the other begins. */
export interface JobOrder {
  readonly earlier: string;
  readonly later: string;
}

export interface JobPlan {
  /** One a unit; empty with an error. */
  readonly jobs: readonly Job[];
  readonly order: readonly JobOrder[];
  /** Circles in the order, which cost a job each. */
  readonly cycles: readonly BrokenCycle[];
  /** Units that are wanted and cannot be had. Jobs that were for them may be left over, as in systemd. */
  readonly ignored: readonly IgnoredJob[];
  readonly error?: JobError;
}

/**
 * What systemd queues for a request when nothing else is queued. Several units are asked for one after the
 * other, as systemctl does; an error of one does not keep the others, and the first is returned. What
 * follows from how the jobs end is runJobs()'s to say.
 */
export function jobsOf(graph: UnitGraph, request: JobRequest, states: UnitStates): JobPlan {
  const nothing = situationOf(graph, states);
  const jobs = new Map<string, Job>();
  const cycles: BrokenCycle[] = [];
  const ignored: IgnoredJob[] = [];
  let error: JobError | undefined;
  for (const name of request.units) {
    const situation = { ...nothing, installed: (unit: string) => jobs.get(unit)?.type };
    const queued = queue(situation, request.verb, name, request.mode ?? 'replace');
    cycles.push(...queued.cycles);
    ignored.push(...queued.ignored);
    error ??= queued.error;
    for (const job of queued.jobs) installJob(jobs, job, nothing.state(job.unit));
  }
  return {
    jobs: [...jobs.values()],
    order: orderOf(graph, jobs),
    cycles,
    ignored,
    ...(error === undefined ? {} : { error }),
  };
}

/** Which of the jobs wait for which. */
export function orderOf(graph: UnitGraph, jobs: ReadonlyMap<string, Job>): JobOrder[] {
  return [...jobs.keys()].flatMap((earlier) =>
    waitingFor(graph, earlier, (unit) => jobs.get(unit)?.type).map(({ unit: later }) => ({ earlier, later })),
  );
}

/** Circles in the order of the jobs of a boot, which nobody would see in files: what is not started does not wait. */
export function bootCycles(graph: UnitGraph, target = 'default.target'): readonly BrokenCycle[] {
  return jobsOf(graph, { verb: 'start', units: [target] }, new Map()).cycles;
}

export interface Queued {
  readonly jobs: readonly Job[];
  readonly cycles: readonly BrokenCycle[];
  readonly ignored: readonly IgnoredJob[];
  readonly error?: JobError;
}

/** One unit of a request. */
function queue(situation: Situation, verb: Verb, name: string, mode: JobMode): Queued {
  const unit = situation.graph.unit(name);
  if (unit === undefined) return failed('not-found', name);
  const state = situation.state(unit.id);
  const refuses = (key: string): boolean => isTrue(unit, key, 'Unit');
  const starts = verb !== 'stop' && verb !== 'reload';
  const stops = verb === 'stop' || verb === 'restart' || verb === 'try-restart';
  if ((starts && refuses('RefuseManualStart')) || (stops && refuses('RefuseManualStop')))
    return failed('refused', unit.id);
  if (verb === 'stop' && isInactive(state) && ['not-found', 'error', 'bad-setting'].includes(unit.loadState)) {
    return failed(unit.loadState === 'not-found' ? 'not-found' : 'not-loaded', unit.id);
  }
  const type = collapsed(askedType(verb, canReload(situation.graph, unit)), state);
  return type === undefined ? { jobs: [], cycles: [], ignored: [] } : addJob(situation, unit.id, type, mode);
}

function askedType(verb: Verb, reloads: boolean): AskedType {
  if (verb === 'reload-or-restart') return reloads ? 'reload-or-start' : 'restart';
  if (verb === 'try-reload-or-restart') return reloads ? 'try-reload' : 'try-restart';
  return verb;
}

function failed(kind: JobError['kind'], unit: string): Queued {
  return { jobs: [], cycles: [], ignored: [], error: { kind, units: [unit], chain: [] } };
}

/** One transaction: `manager_add_job()`. Jobs that are queued already are merged or replaced. */
export function addJob(situation: Situation, unit: string, type: JobType, mode: JobMode): Queued {
  const transaction = new Transaction();
  const ignored: IgnoredJob[] = [];
  const failure = collectJobs(situation, transaction, unit, type, ignored);
  if (failure !== undefined) return { jobs: [], cycles: [], ignored, error: failure };
  const { error, broken } = activate(situation, transaction, mode);
  if (error !== undefined) return { jobs: [], cycles: broken, ignored, error };
  const jobs = [...transaction.jobs.values()].flatMap(([job]): Job[] => {
    if (job === undefined) return [];
    return [{ unit: job.unit, type: job.type, because: becauseOf(job, transaction) }];
  });
  return { jobs, cycles: broken, ignored };
}

function becauseOf(job: OpenJob, { anchor }: Transaction): Because[] {
  const needed = [...job.objectOf].map(({ subject, edge }): Because => {
    return { kind: 'dependency', unit: subject.unit, type: subject.type, edge };
  });
  return job === anchor ? [{ kind: 'asked' }, ...needed] : needed;
}
