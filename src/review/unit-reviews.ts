/** What happens to each unit, and why: of the jobs of a plan. */
import { compareBytes } from '../core/order.ts';
import { type FileChange, isDone } from '../plan/file-changes.ts';
import { fragmentOf, restartsOf, type UnitChanges } from '../plan/unit-changes.ts';
import type { UnitJobs } from '../plan/unit-jobs.ts';
import { type Because, dependencyTypes, parseUnitName } from '../systemd/index.ts';
import type { UnitAction, UnitReview } from './model.ts';

/** With paths in the place of ids: hosts that are alike have the same. */
export type UnitConsequence = Omit<UnitReview, 'changes'> & { readonly paths: readonly string[] };

export interface Planned {
  readonly changes: readonly FileChange[];
  readonly units: UnitChanges;
  readonly jobs: UnitJobs;
  /** Absolute: where units lie. */
  readonly directories: readonly string[];
}

/** Bytewise by unit. */
export function unitConsequences(planned: Planned): UnitConsequence[] {
  const { changes, units, jobs, directories } = planned;
  const found = new Map<string, UnitConsequence>();
  for (const unit of [...jobs.stopped, ...jobs.started]) {
    const action = jobs.stopped.has(unit) ? (jobs.started.has(unit) ? 'restart' : 'stop') : 'start';
    const paths = causing(unit, action, planned);
    const because = paths.length > 0 ? undefined : becauseOf(unit, jobs);
    found.set(unit, { unit, action, paths, ...(because && { because }) });
  }
  for (const change of changes.filter(isDone)) {
    const unit = unitOf(change.path, directories);
    if (unit === undefined || (found.has(unit) && !isMinor(found.get(unit)))) continue;
    const action = units.reenable.includes(unit) ? 'reenable' : 'daemon-reload';
    found.set(unit, { unit, action, paths: [...(found.get(unit)?.paths ?? []), change.path] });
  }
  return [...found.values()].sort((a, b) => compareBytes(a.unit, b.unit));
}

function isMinor(known: UnitConsequence | undefined): boolean {
  return known?.action === 'reenable' || known?.action === 'daemon-reload';
}

/** Changed files for which it is asked for. */
function causing(unit: string, action: UnitAction, { changes, units, jobs, directories }: Planned): string[] {
  const isOwn = ({ path }: FileChange): boolean => fragmentOf(path, directories) === unit;
  const paths = (takes: (change: FileChange) => boolean): string[] => changes.filter(takes).map(({ path }) => path);
  if (units.disable.includes(unit)) return paths(isOwn);
  if (action === 'restart' && jobs.restart.includes(unit)) return paths((change) => restartsOf(change).includes(unit));
  return action === 'start' && units.enable.includes(unit) ? paths(isOwn) : [];
}

/** Whose file it is, of templates too, or whose drop-in or link. */
function unitOf(path: string, directories: readonly string[]): string | undefined {
  const directory = directories.find((one) => `/${path}`.startsWith(`${one}/`));
  const [first = '', ...below] = directory === undefined ? [] : path.slice(directory.length).split('/');
  if (below.length === 0) return parseUnitName(first)?.name;
  const [, owner = ''] = /^(.*)\.(?:d|wants|requires|upholds)$/s.exec(first) ?? [];
  return below.length === 1 ? parseUnitName(owner)?.name : undefined;
}

function becauseOf(unit: string, { jobs, followed }: UnitJobs): UnitReview['because'] {
  const reasons = jobs.filter((job) => job.unit === unit).flatMap(({ because }) => because);
  const [first] = reasons.filter(isDependency).sort((a, b) => rank(a) - rank(b) || compareBytes(a.unit, b.unit));
  if (first !== undefined) return { unit: first.unit, by: first.edge.type };
  const cause = followed.findLast((job) => job.unit === unit)?.cause;
  return cause && { unit: cause.unit, by: cause.kind };
}

type Dependency = Extract<Because, { readonly kind: 'dependency' }>;

function isDependency(because: Because): because is Dependency {
  return because.kind === 'dependency';
}

/** The strongest first. */
function rank({ edge }: Dependency): number {
  return dependencyTypes.indexOf(edge.type);
}
