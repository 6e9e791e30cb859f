/** How types of jobs go together: `src/core/job.c`. */
import type { ActiveState, JobType } from './job.ts';

/** With a verb's types that depend on the state of the unit. */
export type AskedType = JobType | 'try-restart' | 'try-reload' | 'reload-or-start';

const merged: Readonly<Record<JobType, Readonly<Partial<Record<JobType, AskedType>>>>> = {
  start: { 'verify-active': 'start', reload: 'reload-or-start', restart: 'restart' },
  'verify-active': { start: 'start', reload: 'reload', restart: 'restart' },
  stop: {},
  reload: { start: 'reload-or-start', 'verify-active': 'reload', restart: 'restart' },
  restart: { start: 'restart', 'verify-active': 'restart', reload: 'restart' },
};

/** One job for two of a unit; undefined where they contradict each other. */
export function mergedType(a: JobType, b: JobType, state: ActiveState): JobType | undefined {
  if (a === b) return a;
  const type = merged[a][b];
  return type === undefined ? undefined : collapsed(type, state);
}

export function areConflicting(a: JobType, b: JobType): boolean {
  return a !== b && merged[a][b] === undefined;
}

export function isActive(state: ActiveState): boolean {
  return state === 'active' || state === 'reloading';
}

export function isInactive(state: ActiveState): boolean {
  return state === 'inactive' || state === 'failed';
}

export function isActiveOrActivating(state: ActiveState): boolean {
  return isActive(state) || state === 'activating';
}

/** What is left to do in that state: `job_type_collapse()`. Undefined: nothing. */
export function collapsed(type: AskedType, state: ActiveState): JobType | undefined {
  if (type === 'try-restart') return isActiveOrActivating(state) ? 'restart' : undefined;
  if (type === 'try-reload') return isActive(state) ? 'reload' : undefined;
  if (type === 'reload-or-start') return isActive(state) ? 'reload' : 'start';
  return type;
}

/** The job would change nothing: `job_type_is_redundant()`. */
export function isRedundant(type: JobType, state: ActiveState): boolean {
  if (type === 'start' || type === 'verify-active') return isActive(state);
  return type === 'stop' && isInactive(state);
}

/** Of two units of which `later` comes after `earlier`: whose job goes first. What is stopped, or restarted, is stopped before anything else. */
export function laterGoesFirst(later: JobType): boolean {
  return later === 'stop' || later === 'restart';
}
