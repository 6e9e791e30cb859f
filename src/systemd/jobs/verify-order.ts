/** Circles in the order of jobs, and which job systemd gives up for one: `transaction_verify_order()` of `src/core/transaction.c`. */
import type { DependencyEdge } from '../graph/edge.ts';
import type { UnitGraph } from '../graph/unit-graph.ts';
import type { JobType } from './job.ts';
import { laterGoesFirst } from './job-types.ts';
import type { Situation } from './situation.ts';
import type { Transaction } from './transaction.ts';

export interface BrokenCycle {
  /** Each has to be done before the next, and the last before the first. */
  readonly units: readonly string[];
  /** Of each unit and the next why it has to wait; the last is of the last unit and the first. */
  readonly edges: readonly DependencyEdge[];
  /** The unit without which systemd goes on; undefined where all of them are needed for what was asked. */
  readonly dropped?: string;
}

/** The unit whose job waits, and the edge that says so. */
export interface Waiting {
  readonly unit: string;
  readonly edge: DependencyEdge;
}

/** Which units' jobs wait for the job of the unit. */
export function waitingFor(graph: UnitGraph, unit: string, typeOf: (unit: string) => JobType | undefined): Waiting[] {
  const own = typeOf(unit);
  if (own === undefined) return [];
  // Others that come after it, unless they are stopped first; and with its own stop, those that it comes after.
  const later = graph.edgesOf(unit, 'Before').flatMap((edge): Waiting[] => {
    const type = typeOf(edge.from);
    return type === undefined || laterGoesFirst(type) ? [] : [{ unit: edge.from, edge }];
  });
  if (!laterGoesFirst(own)) return later;
  const earlier = graph.edgesOf(unit, 'After').flatMap((edge): Waiting[] => {
    return typeOf(edge.to) === undefined ? [] : [{ unit: edge.to, edge }];
  });
  return [...later, ...earlier];
}

interface Visit {
  readonly unit: string;
  readonly next: readonly string[];
  at: number;
}

/** Finds one circle and takes a job out of it, if one may be; undefined where the order is none. */
export function breakCycle(situation: Situation, transaction: Transaction): BrokenCycle | undefined {
  const typeOf = (unit: string): JobType | undefined =>
    transaction.jobs.get(unit)?.[0]?.type ?? situation.installed(unit);
  const done = new Set<string>();
  for (const start of transaction.jobs.keys()) {
    const waiting = (unit: string): Waiting[] => waitingFor(situation.graph, unit, typeOf);
    const units = cycleFrom(start, done, (unit) => waiting(unit).map((one) => one.unit));
    if (units === undefined) continue;
    const edges = units.flatMap((unit, index) => {
      const next = units[(index + 1) % units.length];
      return waiting(unit).find((one) => one.unit === next)?.edge ?? [];
    });
    const dropped = units.toReversed().find((unit) => {
      const jobs = transaction.jobs.get(unit);
      return jobs?.some(({ matters }) => matters) === false;
    });
    if (dropped === undefined) return { units, edges };
    transaction.removeUnit(dropped);
    return { units, edges, dropped };
  }
  return undefined;
}

/** Depth first; what is `done` leads to no circle. */
function cycleFrom(start: string, done: Set<string>, next: (unit: string) => string[]): string[] | undefined {
  if (done.has(start)) return undefined;
  const path: Visit[] = [{ unit: start, next: next(start), at: 0 }];
  const onPath = new Set([start]);
  for (let visit = path.at(-1); visit !== undefined; visit = path.at(-1)) {
    const unit = visit.next[visit.at++];
    if (unit === undefined) {
      path.pop();
      onPath.delete(visit.unit);
      done.add(visit.unit);
    } else if (onPath.has(unit)) {
      return path.slice(path.findIndex((one) => one.unit === unit)).map((one) => one.unit);
    } else if (!done.has(unit)) {
      path.push({ unit, next: next(unit), at: 0 });
      onPath.add(unit);
    }
  }
  return undefined;
}
