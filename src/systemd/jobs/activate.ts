/** From the jobs that were collected to those that are done: `transaction_activate()` of `src/core/transaction.c`. */
import type { JobError, JobMode } from './job.ts';
import { areConflicting, isActiveOrActivating, isRedundant, mergedType } from './job-types.ts';
import type { Situation } from './situation.ts';
import type { OpenJob, Transaction } from './transaction.ts';
import { type BrokenCycle, breakCycle } from './verify-order.ts';

export interface Activated {
  readonly error?: JobError;
  /** Jobs that were given up because the order of jobs was a circle. */
  readonly broken: readonly BrokenCycle[];
}

export function activate(situation: Situation, transaction: Transaction, mode: JobMode): Activated {
  markWhatMatters(transaction);
  if (mode === 'fail') minimizeImpact(situation, transaction);
  dropRedundant(situation, transaction);
  const broken: BrokenCycle[] = [];
  for (;;) {
    collectGarbage(transaction);
    const found = breakCycle(situation, transaction);
    if (found === undefined) break;
    broken.push(found);
    if (found.dropped === undefined) return { error: { kind: 'cyclic', units: found.units, chain: [] }, broken };
  }
  for (;;) {
    const conflict = dropConflicting(situation, transaction);
    if (conflict === 'none') break;
    if (conflict !== 'dropped') return { error: { kind: 'conflicting', units: [conflict], chain: [] }, broken };
    collectGarbage(transaction);
  }
  mergeAll(situation, transaction);
  dropRedundant(situation, transaction);
  const destroyed = mode === 'fail' ? destructive(situation, transaction) : undefined;
  return destroyed === undefined ? { broken } : { error: destroyed, broken };
}

function markWhatMatters({ anchor }: Transaction): void {
  const waiting = anchor === undefined ? [] : [anchor];
  for (let job = waiting.pop(); job !== undefined; job = waiting.pop()) {
    job.matters = true;
    for (const { matters, object } of job.subjectOf) if (matters && !object.matters) waiting.push(object);
  }
}

/** Nothing that runs is stopped, and no queued job reversed, for what does not matter. */
function minimizeImpact(situation: Situation, transaction: Transaction): void {
  for (const [unit, jobs] of [...transaction.jobs]) {
    const installed = situation.installed(unit);
    for (const job of jobs) {
      if (job.matters || transaction.jobs.get(unit)?.includes(job) !== true) continue;
      const stops = job.type === 'stop' && isActiveOrActivating(situation.state(unit));
      if (stops || (installed !== undefined && areConflicting(job.type, installed))) transaction.remove(job, true);
    }
  }
}

/** Units all of whose jobs change nothing. */
function dropRedundant(situation: Situation, transaction: Transaction): void {
  for (const [unit, jobs] of [...transaction.jobs]) {
    const installed = situation.installed(unit);
    const keeps = (job: OpenJob): boolean =>
      job === transaction.anchor ||
      !isRedundant(job.type, situation.state(unit)) ||
      (installed !== undefined && areConflicting(job.type, installed));
    if (jobs.some(keeps)) continue;
    for (const job of jobs) transaction.remove(job, false);
  }
}

/** Jobs that no other needs any more. */
function collectGarbage(transaction: Transaction): void {
  const isGarbage = (job: OpenJob): boolean => job !== transaction.anchor && job.objectOf.size === 0;
  const waiting = [...transaction.jobs.values()].flat().filter(isGarbage);
  for (let job = waiting.pop(); job !== undefined; job = waiting.pop()) {
    const needed = [...job.subjectOf].map(({ object }) => object);
    transaction.remove(job, true);
    waiting.push(...needed.filter(isGarbage));
  }
}

/** `none`, `dropped` when there is one conflict less, or the unit whose jobs cannot be had together. */
function dropConflicting(situation: Situation, transaction: Transaction): string {
  for (const [unit, jobs] of transaction.jobs) {
    const [first, ...others] = jobs;
    let type = first?.type;
    for (const { type: other } of others) {
      type = type === undefined ? undefined : mergedType(type, other, situation.state(unit));
    }
    if (type !== undefined) continue;
    const dropped = unmergeable(jobs);
    if (dropped === undefined) return unit;
    transaction.remove(dropped, true);
    return 'dropped';
  }
  return 'none';
}

/** Rather a stop than a start, unless another unit's conflict wants the stop: `delete_one_unmergeable_job()`. */
function unmergeable(jobs: readonly OpenJob[]): OpenJob | undefined {
  const isWanted = (job: OpenJob): boolean => [...job.objectOf].some(({ conflicts }) => conflicts);
  for (const [index, a] of jobs.entries()) {
    for (const b of jobs.slice(index + 1)) {
      if (!areConflicting(a.type, b.type)) continue;
      if (a.matters && b.matters) return undefined;
      if (a.matters) return b;
      if (b.matters) return a;
      if (a.type === 'stop') return isWanted(a) ? b : a;
      if (b.type === 'stop') return isWanted(b) ? a : b;
      return a;
    }
  }
  return undefined;
}

function mergeAll(situation: Situation, transaction: Transaction): void {
  for (const [unit, jobs] of [...transaction.jobs]) {
    const anchor = jobs.find((job) => job === transaction.anchor);
    let kept = anchor ?? jobs[0];
    for (const job of jobs) {
      if (kept === undefined || job === kept) continue;
      transaction.merge(kept, job, mergedType(kept.type, job.type, situation.state(unit)) ?? kept.type);
      kept = transaction.jobs.get(unit)?.[0];
    }
  }
}

function destructive(situation: Situation, transaction: Transaction): JobError | undefined {
  for (const [unit, [job]] of transaction.jobs) {
    const installed = situation.installed(unit);
    if (job === undefined || installed === undefined || !areConflicting(job.type, installed)) continue;
    return { kind: 'destructive', units: [unit], chain: [] };
  }
  return undefined;
}
