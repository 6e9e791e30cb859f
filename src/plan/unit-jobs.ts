/** What the commands of a plan do to units, one after the other as they are run. */
import {
  type FinishedJob,
  isActive,
  type Job,
  type JobRequest,
  jobsOf,
  runJobs,
  type UnitGraph,
  type UnitStates,
} from '../systemd/index.ts';
import type { HostUnits } from './host-units.ts';
import type { UnitChanges } from './unit-changes.ts';

export interface UnitJobs {
  /** Of these only those that still run when it is their turn. */
  readonly restart: readonly string[];
  /** Of all commands. */
  readonly jobs: readonly Job[];
  /** What followed from those by itself, each with its cause. */
  readonly followed: readonly FinishedJob[];
  /** Units that ran and were stopped, for good or to be started again. */
  readonly stopped: ReadonlySet<string>;
  readonly started: ReadonlySet<string>;
}

export function unitJobs(
  units: Pick<UnitChanges, 'disable' | 'restart' | 'enable'>,
  { before, after, running }: HostUnits,
): UnitJobs {
  const all = new Done(running);
  all.run(before, { verb: 'stop', units: units.disable });
  const restart = units.restart.filter((unit) => isActive(all.states.get(unit) ?? 'inactive'));
  all.run(after, { verb: 'try-restart', units: restart });
  all.run(after, { verb: 'start', units: units.enable });
  const { jobs, followed, stopped, started } = all;
  return { restart, jobs, followed, stopped, started };
}

/** What has been done so far. */
class Done {
  readonly jobs: Job[] = [];
  readonly followed: FinishedJob[] = [];
  readonly stopped = new Set<string>();
  readonly started = new Set<string>();
  states: UnitStates;

  constructor(states: UnitStates) {
    this.states = states;
  }

  run(graph: UnitGraph, request: JobRequest): void {
    if (request.units.length === 0) return;
    const plan = jobsOf(graph, request, this.states);
    const run = runJobs(graph, plan, this.states);
    this.jobs.push(...plan.jobs);
    this.followed.push(...run.finished.filter(({ cause }) => cause !== undefined));
    for (const unit of run.stopped) this.stopped.add(unit);
    for (const unit of run.started) this.started.add(unit);
    this.states = new Map([...this.states, ...run.states]);
  }
}
