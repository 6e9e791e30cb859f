/** Units starting and stopping: `unit_start()`, `unit_stop()` and `unit_notify()` of `src/core/unit.c`. */
import type { GraphUnit } from '../graph/graph-unit.ts';
import { serviceType } from '../graph/rules/service.ts';
import { isActive, isActiveOrActivating, isInactive } from './job-types.ts';
import type { StartOutcome } from './outcome.ts';
import type { JobResult } from './run-jobs.ts';
import type { Running } from './running.ts';
import { loadError } from './situation.ts';

interface Pending {
  readonly unit: string;
  readonly to: 'active' | 'inactive' | 'failed';
}

const stateAfter = { started: 'active', finished: 'inactive', failed: 'failed' } as const;

export class UnitLives {
  readonly started = new Set<string>();
  readonly stopped = new Set<string>();
  readonly #running: Running;
  readonly #outcome: (unit: GraphUnit) => StartOutcome;
  /** Units on their way, the first of which is there first; one of a unit. */
  readonly #pending = new Map<string, Pending>();

  constructor(running: Running, outcome: (unit: GraphUnit) => StartOutcome) {
    this.#running = running;
    this.#outcome = outcome;
  }

  start(id: string): void {
    const result = this.#begin(id);
    if (result === 'later') this.#running.wait(id);
    else if (result !== undefined) this.#running.finish(id, result);
  }

  /** What the job ends with at once; undefined where the unit is on its way. */
  #begin(id: string): JobResult | 'later' | undefined {
    const state = this.#running.state(id);
    const unit = this.#running.graph.units.get(id);
    if (isActive(state)) return 'done';
    if (unit === undefined || loadError(unit) !== undefined) return 'failed';
    if (state === 'deactivating') return 'later';
    if (state === 'activating') return undefined;
    const outcome = this.#outcome(unit);
    if (outcome === 'skipped') return 'done';
    if (outcome === 'refused') return 'assert';
    if (this.#lacksWhatItIsBoundTo(id)) return 'dependency';
    if (this.#isSocketOfRunningService(unit)) return 'failed';
    this.started.add(id);
    if (outcome === 'started' && startsAtOnce(unit)) this.#become(id, 'active');
    else this.#goTo(id, 'activating', stateAfter[outcome]);
    return undefined;
  }

  stop(id: string): void {
    const state = this.#running.state(id);
    const unit = this.#running.graph.units.get(id);
    if (isInactive(state) || unit === undefined) this.#running.finish(id, 'done');
    if (isInactive(state) || unit === undefined || state === 'deactivating') return;
    if (this.#running.wasRunning(id)) this.stopped.add(id);
    this.#pending.delete(id);
    if (state === 'active' && stopsAtOnce(unit)) this.#become(id, 'inactive');
    else this.#goTo(id, 'deactivating', 'inactive');
  }

  #goTo(unit: string, by: 'activating' | 'deactivating', to: Pending['to']): void {
    this.#running.enter(unit, by);
    this.#pending.set(unit, { unit, to });
  }

  /** Lets the next unit arrive that is on its way; false when none is. */
  completeNext(): boolean {
    const [next] = this.#pending.values();
    if (next === undefined) return false;
    this.#pending.delete(next.unit);
    this.#become(next.unit, next.to);
    return true;
  }

  #become(id: string, to: Pending['to']): void {
    const running = this.#running;
    const was = running.state(id);
    running.enter(id, to);
    const unexpected = this.#endJob(id, to);
    if (unexpected && to !== 'active' && isActiveOrActivating(was)) this.#stopBound(id);
    if (to === 'failed') running.trigger(id, 'OnFailure');
    if (to === 'inactive') running.trigger(id, 'OnSuccess');
    running.notify(id);
  }

  /** `unit_process_job()`: whether no job wanted the unit to become that. */
  #endJob(id: string, to: Pending['to']): boolean {
    const running = this.#running;
    const type = running.installed(id);
    const begun = running.hasBegun(id);
    if (type === undefined) return true;
    if (type === 'stop' || type === 'restart') {
      if (to !== 'active') running.finish(id, 'done');
      else if (begun) running.finish(id, 'failed');
      return begun && to === 'active';
    }
    if (type === 'reload') return false;
    if (to === 'active') running.finish(id, 'done');
    else if (begun) running.finish(id, to === 'failed' ? 'failed' : 'done');
    return begun && to !== 'active';
  }

  /** `retroactively_stop_dependencies()`. */
  #stopBound(unit: string): void {
    const running = this.#running;
    for (const { unit: other } of running.graph.affected(unit, 'retroactive-stop-on-stop')) {
      if (isActiveOrActivating(running.state(other))) running.cause('stop-propagated', unit, other, 'stop', 'replace');
    }
  }

  /** `unit_verify_deps()`. */
  #lacksWhatItIsBoundTo(unit: string): boolean {
    const { graph } = this.#running;
    const after = new Set(graph.dependencies(unit, 'After'));
    return graph
      .dependencies(unit, 'BindsTo')
      .some((other) => after.has(other) && !isActive(this.#running.state(other)));
  }

  /** A socket whose service runs does not start: `socket_start()` of `src/core/socket.c`. */
  #isSocketOfRunningService({ id, type }: GraphUnit): boolean {
    if (type !== 'socket') return false;
    return this.#running.graph
      .dependencies(id, 'Triggers')
      .some((service) => !isInactive(this.#running.state(service)));
  }
}

/** Without waiting for a program: `simple` services are there when they are forked. */
function startsAtOnce(unit: GraphUnit): boolean {
  if (unit.type === 'service') return serviceType(unit) === 'simple';
  return unit.type !== 'mount' && unit.type !== 'swap';
}

/** A `oneshot` service that is active has no process left to wait for. */
function stopsAtOnce(unit: GraphUnit): boolean {
  if (unit.type === 'service') return serviceType(unit) === 'oneshot';
  return unit.type !== 'mount' && unit.type !== 'swap';
}
