/** Jobs: what the manager does to a unit. systemctl(1); `src/core/job.h`. */
import type { DependencyEdge } from '../graph/edge.ts';

export type JobType = 'start' | 'verify-active' | 'stop' | 'reload' | 'restart';

export type Verb =
  | 'start'
  | 'stop'
  | 'restart'
  | 'try-restart'
  | 'reload'
  | 'reload-or-restart'
  | 'try-reload-or-restart';

/** `systemctl show -P ActiveState`. */
export type ActiveState = 'active' | 'reloading' | 'inactive' | 'failed' | 'activating' | 'deactivating';

/** By unit id; a unit that is missing is inactive. Units that are always there need not be named. */
export type UnitStates = ReadonlyMap<string, ActiveState>;

/** `replace` as systemctl has it; `fail`: nothing that runs is stopped and no job reversed for what is only wanted. */
export type JobMode = 'replace' | 'fail';

export interface JobRequest {
  readonly verb: Verb;
  /** Names or aliases; systemctl asks for one after the other. */
  readonly units: readonly string[];
  /** `replace` when missing. */
  readonly mode?: JobMode;
}

/** Why a job is there: somebody asked, or another job has it for a dependency. */
export type Because =
  | { readonly kind: 'asked' }
  | { readonly kind: 'dependency'; readonly unit: string; readonly type: JobType; readonly edge: DependencyEdge };

export interface Job {
  readonly unit: string;
  readonly type: JobType;
  readonly because: readonly Because[];
}

export type JobErrorKind =
  | 'not-found'
  | 'masked'
  | 'not-loaded'
  | 'not-applicable'
  | 'refused'
  | 'conflicting'
  | 'cyclic'
  | 'destructive';

/** Why systemd takes none of the jobs. */
export interface JobError {
  readonly kind: JobErrorKind;
  /** The unit that it is about, and for `cyclic` all that wait for each other. */
  readonly units: readonly string[];
  /** From the unit that was asked for to the one that cannot be had: what needs what. */
  readonly chain: readonly DependencyEdge[];
}

/** What a unit goes without, because it only wants it. */
export interface IgnoredJob {
  readonly edge: DependencyEdge;
  /** Of the unit that cannot be had, which may be one that the wanted unit needs. */
  readonly error: JobError;
}
