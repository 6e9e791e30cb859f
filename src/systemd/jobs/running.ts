/** The manager with its jobs: `job_run_and_invalidate()`, `job_finish_and_invalidate()` of `src/core/job.c`. */
import type { GraphUnit } from '../graph/graph-unit.ts';
import type { UnitGraph } from '../graph/unit-graph.ts';
import { FollowUps } from './follow-ups.ts';
import { installJob } from './install.ts';
import type { ActiveState, Job, JobMode, JobType, UnitStates } from './job.ts';
import { isActive, isInactive, laterGoesFirst } from './job-types.ts';
import { addJob } from './jobs-of.ts';
import { type StartOutcome, triggeredMode } from './outcome.ts';
import type { Cause, FinishedJob, JobResult } from './run-jobs.ts';
import { RunQueue } from './run-queue.ts';
import { type Situation, stateIn } from './situation.ts';
import { UnitLives } from './unit-lives.ts';

/** Jobs that follow by themselves, for one unit: systemd stops at 16 in 10 s (`auto_start_stop_ratelimit`). */
const followUpsMax = 16;

export class Running implements Situation {
  readonly graph: UnitGraph;
  readonly finished: FinishedJob[] = [];
  readonly lives: UnitLives;
  readonly #states: Map<string, ActiveState>;
  readonly #given: UnitStates;
  readonly #jobs = new Map<string, Job>();
  /** Units whose job has begun and is not done. */
  readonly #begun = new Set<string>();
  readonly #causes = new Map<string, { readonly kind: Cause; readonly unit: string }>();
  readonly #counts = new Map<string, number>();
  readonly #queue: RunQueue;
  readonly #followUps: FollowUps;

  constructor(graph: UnitGraph, states: UnitStates, outcome: (unit: GraphUnit) => StartOutcome) {
    this.graph = graph;
    this.#given = states;
    this.#states = new Map(states);
    this.#queue = new RunQueue(graph.units.values());
    this.#followUps = new FollowUps(graph);
    this.lives = new UnitLives(this, outcome);
  }

  state(unit: string): ActiveState {
    return stateIn(this.graph, this.#states, unit);
  }

  wasRunning(unit: string): boolean {
    return !isInactive(stateIn(this.graph, this.#given, unit));
  }

  installed(unit: string): JobType | undefined {
    return this.#jobs.get(unit)?.type;
  }

  hasBegun(unit: string): boolean {
    return this.#begun.has(unit);
  }

  changed(): ReadonlyMap<string, ActiveState> {
    return new Map([...this.#states].filter(([unit, state]) => state !== stateIn(this.graph, this.#given, unit)));
  }

  install(job: Job): void {
    const before = this.#jobs.get(job.unit);
    installJob(this.#jobs, job, this.state(job.unit));
    const now = this.#jobs.get(job.unit);
    if (before !== undefined && now === job) this.#cancel(before);
    if (now?.type !== before?.type) this.#begun.delete(job.unit);
    this.#queue.add(job.unit);
  }

  #cancel({ unit, type }: Job): void {
    this.finished.push({ unit, type, result: 'canceled' });
    this.#causes.delete(unit);
  }

  /** Queues a job that nobody asked for. */
  cause(kind: Cause, by: string, unit: string, type: JobType, mode: JobMode): void {
    const count = this.#counts.get(unit) ?? 0;
    if (count >= followUpsMax) return;
    this.#counts.set(unit, count + 1);
    for (const job of addJob(this, unit, type, mode).jobs) {
      const isNew = this.installed(job.unit) === undefined;
      this.install(job);
      if (isNew) this.#causes.set(job.unit, { kind, unit: by });
    }
  }

  /** What follows from the last change, then all jobs that may run, and when none may, a unit that is on its way. */
  run(): void {
    for (;;) {
      this.#followUps.dispatch(this);
      let unit = this.#queue.next();
      if (unit === undefined && !this.lives.completeNext()) return;
      for (; unit !== undefined; unit = this.#queue.next()) if (this.#isRunnable(unit)) this.#perform(unit);
    }
  }

  /** The unit's state is another one. */
  enter(unit: string, state: ActiveState): void {
    this.#states.set(unit, state);
    if (this.installed(unit) !== undefined && !this.hasBegun(unit)) this.#queue.add(unit);
  }

  notify(unit: string): void {
    this.#followUps.entered(unit, this.state(unit));
  }

  #isRunnable(unit: string): boolean {
    const own = this.installed(unit);
    if (own === undefined || this.hasBegun(unit)) return false;
    const waits =
      !laterGoesFirst(own) &&
      this.graph.dependencies(unit, 'After').some((other) => this.installed(other) !== undefined);
    if (waits) return false;
    return !this.graph.dependencies(unit, 'Before').some((other) => {
      const type = this.installed(other);
      return type !== undefined && laterGoesFirst(type);
    });
  }

  #perform(unit: string): void {
    const type = this.installed(unit);
    const state = this.state(unit);
    this.#begun.add(unit);
    if (type === 'start') this.lives.start(unit);
    else if (type === 'stop' || type === 'restart') this.lives.stop(unit);
    else if (type === 'reload') this.finish(unit, isActive(state) ? 'done' : 'invalid');
    else if (state === 'activating') this.wait(unit);
    else this.finish(unit, isActive(state) ? 'done' : 'skipped');
  }

  /** Not yet: the job is tried again when the unit's state changes. */
  wait(unit: string): void {
    this.#begun.delete(unit);
  }

  trigger(unit: string, key: 'OnFailure' | 'OnSuccess'): void {
    const from = this.graph.units.get(unit);
    if (from === undefined) return;
    for (const other of this.graph.dependencies(unit, key)) {
      this.cause(key, unit, other, 'start', triggeredMode(from, key));
    }
  }

  /** Ends the unit's job, and with a failure the jobs that need it; a restart goes on as a start. */
  finish(unit: string, result: JobResult): void {
    const waiting: [string, JobResult][] = [[unit, result]];
    for (let one = waiting.shift(); one !== undefined; one = waiting.shift()) {
      const [id, outcome] = one;
      const job = this.#jobs.get(id);
      if (job === undefined) continue;
      if (job.type === 'restart' && outcome === 'done') this.#startAgain(job);
      else {
        this.#end(job, outcome);
        for (const other of this.#failing(job, outcome)) {
          const theirs = this.installed(other);
          if (theirs === 'start' || theirs === 'verify-active') waiting.push([other, 'dependency']);
        }
        if (outcome === 'dependency') this.trigger(id, 'OnFailure');
      }
      this.#wake(id);
      this.#followUps.jobEnded(id);
    }
  }

  #startAgain(job: Job): void {
    this.#jobs.set(job.unit, { ...job, type: 'start' });
    this.#begun.delete(job.unit);
    this.#queue.add(job.unit);
  }

  #end({ unit, type }: Job, result: JobResult): void {
    const cause = this.#causes.get(unit);
    this.finished.push({ unit, type, result, ...(cause === undefined ? {} : { cause }) });
    this.#jobs.delete(unit);
    this.#begun.delete(unit);
    this.#causes.delete(unit);
  }

  /** The units whose start jobs fail with this one. */
  #failing({ unit, type }: Job, result: JobResult): string[] {
    const startLike = type === 'start' || type === 'verify-active';
    if (result !== 'done') {
      if (!startLike && type !== 'stop') return [];
      const atom = startLike ? 'propagate-start-failure' : 'propagate-stop-failure';
      return this.graph.affected(unit, atom).map((one) => one.unit);
    }
    if ((type !== 'start' && type !== 'reload') || isActive(this.state(unit))) return [];
    return this.graph.affected(unit, 'propagate-inactive-start-as-failure').map((one) => one.unit);
  }

  #wake(unit: string): void {
    for (const name of ['After', 'Before'] as const) {
      for (const other of this.graph.dependencies(unit, name)) {
        if (this.installed(other) !== undefined) this.#queue.add(other);
      }
    }
  }
}
