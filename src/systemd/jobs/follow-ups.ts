/** What systemd does by itself when units come and go: the queues of `src/core/manager.c`. */
import { isTrue } from '../graph/reading.ts';
import type { UnitGraph } from '../graph/unit-graph.ts';
import type { ActiveState } from './job.ts';
import { isActive, isInactive } from './job-types.ts';
import type { Running } from './running.ts';

/** Units for which StopWhenUnneeded=, BindsTo= and Upholds= have to be looked at. */
export class FollowUps {
  readonly #graph: UnitGraph;
  readonly #upheld = new Set<string>();
  readonly #bound = new Set<string>();
  readonly #unneeded = new Set<string>();

  constructor(graph: UnitGraph) {
    this.#graph = graph;
  }

  /** The end of `unit_notify()`. */
  entered(unit: string, state: ActiveState): void {
    if (isInactive(state)) {
      for (const one of this.#graph.affected(unit, 'add-stop-when-unneeded-queue')) this.#unneeded.add(one.unit);
      for (const other of this.#graph.dependencies(unit, 'BoundBy')) this.#bound.add(other);
      this.#upheld.add(unit);
    } else if (isActive(state)) {
      for (const other of this.#graph.dependencies(unit, 'Upholds')) this.#upheld.add(other);
      this.#unneeded.add(unit);
      this.#bound.add(unit);
    }
  }

  jobEnded(unit: string): void {
    for (const queue of [this.#upheld, this.#bound, this.#unneeded]) queue.add(unit);
  }

  /** Queues the jobs that follow. */
  dispatch(running: Running): void {
    for (const unit of this.#upheld) startWhenUpheld(running, unit);
    for (const unit of this.#bound) stopWhenBound(running, unit);
    for (const unit of this.#unneeded) stopWhenUnneeded(running, unit);
    for (const queue of [this.#upheld, this.#bound, this.#unneeded]) queue.clear();
  }
}

/** `unit_is_bound_by_inactive()`. */
function stopWhenBound(running: Running, unit: string): void {
  if (running.state(unit) !== 'active' || running.installed(unit) !== undefined) return;
  const lost = running.graph
    .dependencies(unit, 'BindsTo')
    .find((other) => running.installed(other) === undefined && isInactive(running.state(other)));
  if (lost !== undefined) running.cause('BindsTo', lost, unit, 'stop', 'replace');
}

/** `unit_is_upheld_by_active()`. */
function startWhenUpheld(running: Running, unit: string): void {
  if (!isInactive(running.state(unit)) || running.installed(unit) !== undefined) return;
  const holder = running.graph
    .dependencies(unit, 'UpheldBy')
    .find((other) => running.installed(other) === undefined && isActive(running.state(other)));
  if (holder !== undefined) running.cause('Upholds', holder, unit, 'start', 'fail');
}

/** `unit_is_unneeded()`. */
function stopWhenUnneeded(running: Running, id: string): void {
  const unit = running.graph.units.get(id);
  if (unit === undefined || !isTrue(unit, 'StopWhenUnneeded', 'Unit')) return;
  if (running.state(id) !== 'active' || running.installed(id) !== undefined) return;
  const pinned = running.graph
    .affected(id, 'pins-stop-when-unneeded')
    .some(({ unit: other }) => running.installed(other) !== undefined || !isInactive(running.state(other)));
  if (!pinned) running.cause('StopWhenUnneeded', id, id, 'stop', 'fail');
}
