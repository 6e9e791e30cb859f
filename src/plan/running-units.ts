/** Which units run on a host of which nothing is known but its files: those that a boot starts. */
import {
  type ActiveState,
  jobsOf,
  type LoadOptions,
  loadUnit,
  type UnitGraph,
  type UnitRoot,
  type UnitStates,
  usualOutcome,
} from '../systemd/index.ts';

const booted = 'default.target';

/** Whether a root is of all that a host has, and not of a tree alone. */
export function isWholeHost(root: UnitRoot, options: LoadOptions): boolean {
  return loadUnit(root, booted, options).loadState === 'loaded';
}

/** With all that the units need that are started; those of a boot when missing. */
export function runningUnits(graph: UnitGraph, units: readonly string[] = [booted]): UnitStates {
  const { jobs } = jobsOf(graph, { verb: 'start', units }, new Map());
  const started = jobs.filter(({ type }) => type === 'start').map(({ unit }) => unit);
  return new Map(
    started.filter((unit) => hasNoEnd(graph, unit)).map((unit): [string, ActiveState] => [unit, 'active']),
  );
}

function hasNoEnd(graph: UnitGraph, name: string): boolean {
  const unit = graph.unit(name);
  return unit === undefined || usualOutcome(unit) === 'started';
}
