/** Units with their states and the jobs that they have already. */
import type { GraphUnit } from '../graph/graph-unit.ts';
import { settingsOf } from '../graph/reading.ts';
import type { UnitGraph } from '../graph/unit-graph.ts';
import type { ActiveState, JobErrorKind, JobType, UnitStates } from './job.ts';

export interface Situation {
  readonly graph: UnitGraph;
  state(unit: string): ActiveState;
  /** The job that is queued for the unit. */
  installed(unit: string): JobType | undefined;
}

export function situationOf(graph: UnitGraph, states: UnitStates): Situation {
  return { graph, state: (unit) => stateIn(graph, states, unit), installed: () => undefined };
}

export function stateIn(graph: UnitGraph, states: UnitStates, unit: string): ActiveState {
  return states.get(unit) ?? (graph.units.get(unit)?.perpetual === true ? 'active' : 'inactive');
}

/** `bus_unit_validate_load_state()`. */
export function loadError(unit: GraphUnit | undefined): JobErrorKind | undefined {
  if (unit === undefined || unit.loadState === 'not-found') return 'not-found';
  if (unit.loadState === 'masked') return 'masked';
  return unit.loadState === 'loaded' ? undefined : 'not-loaded';
}

/** `unit_job_is_applicable()`: devices come and go by themselves, and what is perpetual never stops. */
export function isApplicable({ graph }: Situation, unit: GraphUnit, type: JobType): boolean {
  if (type === 'start' || type === 'verify-active') return true;
  if (type === 'stop') return !unit.perpetual;
  if (type === 'reload') return canReload(graph, unit);
  return !unit.perpetual && unit.type !== 'device' && unit.loadState === 'loaded';
}

/** ExecReload= of a service, mounts always, others when they pass reloads on: `unit_can_reload()`. */
export function canReload(graph: UnitGraph, unit: GraphUnit): boolean {
  if (unit.type === 'service') return settingsOf(unit, 'Service', 'ExecReload').length > 0;
  return unit.type === 'mount' || graph.edgesOf(unit.id, 'PropagatesReloadTo').length > 0;
}
