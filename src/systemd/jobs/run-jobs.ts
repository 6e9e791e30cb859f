/** What comes of jobs: which units end up in which state, and what follows by itself. `src/core/job.c`, `unit_notify()` of `src/core/unit.c`. */

import { compareBytes } from '../../core/order.ts';
import type { GraphUnit } from '../graph/graph-unit.ts';
import type { UnitGraph } from '../graph/unit-graph.ts';
import type { ActiveState, JobType, UnitStates } from './job.ts';
import type { JobPlan } from './jobs-of.ts';
import type { StartOutcome } from './outcome.ts';
import { usualOutcome } from './outcome.ts';
import { Running } from './running.ts';

export type JobResult = 'done' | 'failed' | 'dependency' | 'skipped' | 'invalid' | 'assert' | 'canceled';

/** Why a job was queued that nobody asked for. */
export type Cause = 'StopWhenUnneeded' | 'BindsTo' | 'Upholds' | 'OnFailure' | 'OnSuccess' | 'stop-propagated';

export interface FinishedJob {
  readonly unit: string;
  readonly type: JobType;
  readonly result: JobResult;
  /** With the unit because of which, for jobs that followed by themselves. */
  readonly cause?: { readonly kind: Cause; readonly unit: string };
}

export interface JobRun {
  /** In the order in which they ended; a restart ends once, when the unit is started again. */
  readonly finished: readonly FinishedJob[];
  /** Of every unit that something was done to. */
  readonly states: ReadonlyMap<string, ActiveState>;
  /** Units that were started, anew or again, also where the start failed: they have a new invocation. Bytewise. */
  readonly started: readonly string[];
  /** Units that were running before and were stopped, for good or to be started again; bytewise. */
  readonly stopped: readonly string[];
}

export interface RunOptions {
  /** How a start ends; the usual way without it. */
  readonly outcome?: (unit: GraphUnit) => StartOutcome | undefined;
}

/**
 * Runs the jobs of a plan to their end in the order that systemd takes, as if every program took the same time. With what follows:
 * failures of dependencies, OnFailure= and OnSuccess=, StopWhenUnneeded=, BindsTo= and Upholds=. Without what
 * takes time or comes from outside: Restart=, timers, sockets with traffic.
 */
export function runJobs(graph: UnitGraph, plan: JobPlan, states: UnitStates, options: RunOptions = {}): JobRun {
  const outcome = (unit: GraphUnit): StartOutcome => options.outcome?.(unit) ?? usualOutcome(unit);
  const running = new Running(graph, states, outcome);
  for (const job of plan.jobs) running.install(job);
  running.run();
  return {
    finished: running.finished,
    states: running.changed(),
    started: [...running.lives.started].sort(compareBytes),
    stopped: [...running.lives.stopped].sort(compareBytes),
  };
}
