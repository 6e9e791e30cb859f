/** What applying a host's tree does there: files, units, commands, and who is interrupted. */
import type { DirectiveTable } from '../codec/unit/index.ts';
import { compareBytes } from '../core/order.ts';
import { isActive, type Job, type RootEntry, type UnitRoot, type UnitStates } from '../systemd/index.ts';
import type { FileKind } from '../tree/artifact.ts';
import type { Layout } from '../tree/layout.ts';
import { changedRoot } from './changed-root.ts';
import { type Commands, commandsFor } from './commands.ts';
import { type FileChange, fileChanges, type HostFiles, isDone, type Wanted } from './file-changes.ts';
import { hostUnits } from './host-units.ts';
import { type KeyChange, keyChanges } from './key-changes.ts';
import { rootEntry } from './root-entry.ts';
import { type UnitChanges, unitChanges } from './unit-changes.ts';
import { unitJobs } from './unit-jobs.ts';

export interface PlanRequest {
  readonly wanted: Wanted & { readonly kinds: ReadonlyMap<string, FileKind> };
  readonly host: HostFiles;
  /** The host's files as systemd finds them. */
  readonly root: UnitRoot;
  readonly directives: DirectiveTable;
  readonly layout: Layout;
  /** Major version of the host's systemd. */
  readonly systemd: number;
}

export interface PlannedFile extends FileChange {
  /** Where both versions are files of a syntax with keys. */
  readonly keys?: readonly KeyChange[];
}

export interface HostPlan {
  readonly files: readonly PlannedFile[];
  readonly units: UnitChanges;
  /** Of the jobs, those that end what runs: asked for, or because of what a unit depends on. In systemd's words. */
  readonly interrupted: readonly Job[];
  readonly commands: Commands;
}

export function planHost(request: PlanRequest): HostPlan {
  const { wanted, layout, root, directives, systemd } = request;
  const changes = fileChanges(wanted, request.host);
  const changed = unitChanges(changes, [layout.units]);
  const after = changedRoot(root, rootEntries(changes));
  const host = hostUnits(root, after, { directives, systemd, units: layout.units });
  const { restart, jobs } = unitJobs(changed, host);
  const units = { ...changed, restart };
  return {
    files: changes.map((change) => withKeys(change, request)),
    units,
    interrupted: interruptedBy(jobs, host.running),
    commands: commandsFor(changes, units, layout),
  };
}

/** The last of each unit that ran. */
function interruptedBy(jobs: readonly Job[], ran: UnitStates): Job[] {
  const byUnit = new Map(
    jobs
      .filter(({ unit, type }) => (type === 'stop' || type === 'restart') && isActive(ran.get(unit) ?? 'inactive'))
      .map((job) => [job.unit, job]),
  );
  return [...byUnit.values()].sort((a, b) => compareBytes(a.unit, b.unit));
}

function rootEntries(changes: readonly FileChange[]): Map<string, RootEntry | undefined> {
  return new Map(changes.filter(isDone).map(({ path, after }) => [`/${path}`, after && rootEntry(after)]));
}

function withKeys(change: FileChange, { wanted, directives }: PlanRequest): PlannedFile {
  const { path, before, after } = change;
  const kind = wanted.kinds.get(path);
  if (kind === undefined || before?.type !== 'file' || after?.type !== 'file') return change;
  const keys = keyChanges(path, kind, before.content, after.content, directives);
  return keys === undefined ? change : { ...change, keys };
}
