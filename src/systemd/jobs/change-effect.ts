/** What has to be done for changed unit files to count: systemctl(1) `daemon-reload`, `reload`, `restart`. */
import { compareBytes } from '../../core/order.ts';
import { buildGraph } from '../graph/build-graph.ts';
import type { GraphUnit } from '../graph/graph-unit.ts';
import type { GraphOptions } from '../graph/options.ts';
import { ownSection, settingsOf } from '../graph/reading.ts';
import type { UnitGraph } from '../graph/unit-graph.ts';
import { unitNames } from '../lookup/unit-names.ts';
import type { UnitRoot } from '../unit-root.ts';
import { changedSettings, type SettingChange } from './changed-settings.ts';
import { installJob } from './install.ts';
import type { Job, UnitStates } from './job.ts';
import { isActive } from './job-types.ts';
import { type JobPlan, jobsOf, orderOf } from './jobs-of.ts';
import { takesEffectOnReload } from './live-settings.ts';
import { canReload, stateIn } from './situation.ts';

/**
 * `daemon-reload`: systemd has to read the files, and then all of it counts, or will at the next start.
 * `stop`: what runs has no file any more. `start`: it is pulled in anew by a unit that is active.
 */
export type ChangeAction = 'nothing' | 'daemon-reload' | 'reload' | 'restart' | 'stop' | 'start';

export interface UnitEffect {
  readonly unit: string;
  readonly action: ChangeAction;
  /** What differs in what counts of the unit; comments and the order of files are no change. */
  readonly changes: readonly SettingChange[];
  /** Files of others that changed and that the unit's settings name. */
  readonly files: readonly string[];
}

export interface ChangeEffect {
  /** Units whose files or settings differ, in bytewise order. */
  readonly units: readonly UnitEffect[];
  /** Something was changed that systemd has to read first. */
  readonly daemonReload: boolean;
  /** The jobs of all restarts, reloads, stops and starts after that: also the units that go along through their dependencies. */
  readonly jobs: JobPlan;
}

export interface ChangeOptions extends GraphOptions {
  /** Other files that are changed, by absolute path: environment files, programs, configuration. */
  readonly files?: readonly string[];
}

/**
 * Compares two states of a host's units. Units that are not in `states` as active are never started or
 * restarted, unless something that is active now wants or requires them.
 */
export function changeEffect(
  before: UnitRoot,
  after: UnitRoot,
  states: UnitStates,
  options: ChangeOptions,
): ChangeEffect {
  const graphOf = (root: UnitRoot): UnitGraph => {
    const names = new Set([...unitNames(root, options.searchPath), ...states.keys()]);
    return buildGraph(root, [...names].sort(compareBytes), options);
  };
  const [old, now] = [graphOf(before), graphOf(after)];
  const ids = new Set([...old.units.keys(), ...now.units.keys()]);
  const files = new Set(options.files ?? []);
  const units = [...ids].sort(compareBytes).flatMap((id) => effectOf(id, old, now, states, files));
  return {
    units,
    daemonReload: units.some(({ changes }) => changes.length > 0),
    jobs: jobsFor(now, units, states),
  };
}

function effectOf(
  id: string,
  old: UnitGraph,
  now: UnitGraph,
  states: UnitStates,
  changedFiles: ReadonlySet<string>,
): UnitEffect[] {
  const [was, is] = [old.units.get(id), now.units.get(id)];
  const changes = changedSettings(was, is);
  const files = is === undefined ? [] : filesNamedBy(is, changedFiles);
  const pulledIn = isPulledInAnew(id, old, now, states);
  if (changes.length === 0 && files.length === 0 && !pulledIn) return [];
  const active = isActive(stateIn(now, states, id));
  const action = active ? ofActive(was, is, changes, files, now) : pulledIn ? 'start' : ofInactive(changes);
  return [{ unit: id, action, changes, files }];
}

function ofInactive(changes: readonly SettingChange[]): ChangeAction {
  return changes.length > 0 ? 'daemon-reload' : 'nothing';
}

function ofActive(
  was: GraphUnit | undefined,
  is: GraphUnit | undefined,
  changes: readonly SettingChange[],
  files: readonly string[],
  now: UnitGraph,
): ChangeAction {
  if (is === undefined || is.perpetual) return 'daemon-reload';
  if (is.loadState !== 'loaded') return was?.loadState === 'loaded' ? 'stop' : 'daemon-reload';
  const late = changes.filter((change) => !takesEffectOnReload(is.type, change));
  if (late.length === 0 && files.length === 0) return ofInactive(changes);
  const onlyOptions = late.every(({ section, key }) => section === 'Mount' && key === 'Options');
  if (is.type === 'mount' && files.length === 0 && onlyOptions) return 'reload';
  // What a program reads when it is told to; its environment and itself it has from its start.
  const rereads = late.length === 0 && canReload(now, is) && files.every((path) => !isReadAtStart(is, path));
  return rereads ? 'reload' : 'restart';
}

const pulling = ['WantedBy', 'RequiredBy', 'BoundBy', 'UpheldBy'] as const;

/** Wanted or required by a unit that is active, and not before. */
function isPulledInAnew(id: string, old: UnitGraph, now: UnitGraph, states: UnitStates): boolean {
  if (isActive(stateIn(now, states, id)) || now.units.get(id)?.loadState !== 'loaded') return false;
  return pulling.some((name) => {
    const known = new Set(old.dependencies(id, name));
    return now.dependencies(id, name).some((other) => isActive(stateIn(now, states, other)) && !known.has(other));
  });
}

/** Whole words of settings, with what may stand before and behind a path there. */
function filesNamedBy(unit: GraphUnit, changed: ReadonlySet<string>): string[] {
  if (changed.size === 0) return [];
  const named = new Set<string>();
  for (const settings of unit.loaded.settings.get(ownSection(unit))?.values() ?? []) {
    for (const { value } of settings) for (const [path] of value.matchAll(/\/[^\s:;,"']*/g)) named.add(path);
  }
  return [...changed].filter((path) => named.has(path)).sort(compareBytes);
}

function isReadAtStart(unit: GraphUnit, path: string): boolean {
  const section = ownSection(unit);
  const keys = ['EnvironmentFile', 'ExecStart', 'ExecStartPre', 'LoadCredential', 'RootImage'];
  return keys.some((key) =>
    settingsOf(unit, section, key).some(({ value }) => {
      // The program of a command, not what it is told to read.
      const text = key.startsWith('Exec') ? (value.split(/\s/)[0] ?? '') : value;
      return text.endsWith(path) || text.includes(`:${path}`);
    }),
  );
}

function jobsFor(graph: UnitGraph, units: readonly UnitEffect[], states: UnitStates): JobPlan {
  const plans = (['stop', 'restart', 'reload', 'start'] as const).map((verb) => {
    const names = units.filter(({ action }) => action === verb).map(({ unit }) => unit);
    return jobsOf(graph, { verb, units: names }, states);
  });
  const jobs = new Map<string, Job>();
  for (const job of plans.flatMap((plan) => plan.jobs)) installJob(jobs, job, stateIn(graph, states, job.unit));
  const error = plans.find((plan) => plan.error !== undefined)?.error;
  return {
    jobs: [...jobs.values()],
    order: orderOf(graph, jobs),
    cycles: plans.flatMap(({ cycles }) => cycles),
    ignored: plans.flatMap(({ ignored }) => ignored),
    ...(error === undefined ? {} : { error }),
  };
}
