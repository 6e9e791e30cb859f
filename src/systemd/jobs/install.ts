/** New jobs among those that are queued: `job_install()` of `src/core/job.c`. */
import type { ActiveState, Job } from './job.ts';
import { mergedType } from './job-types.ts';

/** Merges a job into the one that its unit has, or puts it in the place of one that contradicts it. */
export function installJob(queued: Map<string, Job>, job: Job, state: ActiveState): void {
  const known = queued.get(job.unit);
  const type = known === undefined ? undefined : mergedType(known.type, job.type, state);
  if (known === undefined || type === undefined) queued.set(job.unit, job);
  else queued.set(job.unit, { ...known, type, because: [...known.because, ...job.because] });
}
