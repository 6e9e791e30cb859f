/** Which jobs a job needs: `transaction_add_job_and_dependencies()` of `src/core/transaction.c`, without its recursion. */
import type { DependencyAtom } from '../graph/dependency.ts';
import type { DependencyEdge } from '../graph/edge.ts';
import type { IgnoredJob, JobError, JobErrorKind, JobType } from './job.ts';
import { type AskedType, collapsed } from './job-types.ts';
import { isApplicable, loadError, type Situation } from './situation.ts';
import type { OpenJob, Transaction } from './transaction.ts';

interface Pull {
  readonly atom: DependencyAtom;
  readonly type: AskedType;
  readonly matters: boolean;
  readonly conflicts?: boolean;
  /** What is put up with: then the job goes without the one it pulls in. */
  readonly tolerates: 'everything' | 'not-applicable';
}

const ofStart: readonly Pull[] = [
  { atom: 'pull-in-start', type: 'start', matters: true, tolerates: 'not-applicable' },
  { atom: 'pull-in-start-ignored', type: 'start', matters: false, tolerates: 'everything' },
  { atom: 'pull-in-verify', type: 'verify-active', matters: true, tolerates: 'not-applicable' },
  { atom: 'pull-in-stop', type: 'stop', matters: true, conflicts: true, tolerates: 'not-applicable' },
  { atom: 'pull-in-stop-ignored', type: 'stop', matters: false, tolerates: 'everything' },
];
const ofStop: Pull = { atom: 'propagate-stop', type: 'stop', matters: true, tolerates: 'not-applicable' };
const ofRestart: Pull = { atom: 'propagate-restart', type: 'try-restart', matters: true, tolerates: 'not-applicable' };
const ofReload: Pull = { atom: 'propagates-reload', type: 'try-reload', matters: false, tolerates: 'everything' };

const pulls: Readonly<Record<JobType, readonly Pull[]>> = {
  start: ofStart,
  restart: [...ofStart, ofRestart],
  stop: [ofStop],
  reload: [ofReload],
  'verify-active': [],
};

interface Step extends Pull {
  readonly unit: string;
  readonly edge: DependencyEdge;
  readonly by: OpenJob;
}

interface Frame {
  readonly steps: readonly Step[];
  next: number;
}

/** Adds the job and all that it needs; what cannot be had and has to be is the error, and what is only wanted is `ignored`. */
export function collectJobs(
  situation: Situation,
  transaction: Transaction,
  unit: string,
  type: JobType,
  ignored: IgnoredJob[],
): JobError | undefined {
  const anchor = addOne(situation, transaction, unit, type, undefined);
  if (typeof anchor === 'string') return { kind: anchor, units: [unit], chain: [] };
  transaction.anchor = anchor.job;
  const frames: Frame[] = [{ steps: stepsOf(situation, anchor.job), next: 0 }];
  for (let frame = frames.at(-1); frame !== undefined; frame = frames.at(-1)) {
    const step = frame.steps[frame.next++];
    if (step === undefined) {
      frames.pop();
      continue;
    }
    const asked = collapsed(step.type, situation.state(step.unit));
    if (asked === undefined) continue;
    const added = addOne(situation, transaction, step.unit, asked, step);
    if (typeof added === 'string') {
      const { error, edge } = unwound(frames, added);
      if (edge === undefined) return error;
      if (added !== 'not-applicable') ignored.push({ edge, error });
    } else if (added.isNew) frames.push({ steps: stepsOf(situation, added.job), next: 0 });
  }
  return undefined;
}

/** Back to the job that goes without what failed, if there is one: `edge` is what it goes without. */
function unwound(frames: Frame[], kind: JobErrorKind): { readonly error: JobError; readonly edge?: DependencyEdge } {
  const steps = frames.flatMap(({ steps, next }) => steps[next - 1] ?? []);
  const error = { kind, units: steps.slice(-1).map(({ unit }) => unit), chain: steps.map(({ edge }) => edge) };
  for (let step = steps.at(-1); step !== undefined; step = steps[frames.length - 1]) {
    if (step.tolerates === 'everything' || kind === 'not-applicable') return { error, edge: step.edge };
    frames.pop();
  }
  return { error };
}

function addOne(
  situation: Situation,
  transaction: Transaction,
  id: string,
  type: JobType,
  step: Step | undefined,
): { readonly job: OpenJob; readonly isNew: boolean } | JobErrorKind {
  const unit = situation.graph.units.get(id);
  const refused = type === 'stop' ? undefined : loadError(unit);
  if (refused !== undefined || unit === undefined) return refused ?? 'not-found';
  if (!isApplicable(situation, unit, type)) return 'not-applicable';
  const added = transaction.add(id, type);
  if (step === undefined) return added;
  const { matters, conflicts = false, edge, by } = step;
  transaction.link({ subject: by, object: added.job, matters, conflicts, edge });
  return added;
}

function stepsOf({ graph }: Situation, by: OpenJob): Step[] {
  return pulls[by.type].flatMap((pull) =>
    graph.affected(by.unit, pull.atom).map(({ unit, edge }) => ({ ...pull, unit, edge, by })),
  );
}
