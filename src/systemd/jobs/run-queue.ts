/** Jobs that may run, in the order in which systemd takes them: `compare_job_priority()` of `src/core/cgroup.c`. */
import { compareBytes } from '../../core/order.ts';
import type { GraphUnit } from '../graph/graph-unit.ts';
import { unitTypes } from '../names/unit-type.ts';

/** By unit: slices before services, then by name. CPUWeight= and Nice=, which go before the name, are not looked at. */
export class RunQueue {
  readonly #ranks: ReadonlyMap<string, number>;
  readonly #units: readonly string[];
  /** Ranks, the next one last. */
  readonly #waiting: number[] = [];

  constructor(units: Iterable<GraphUnit>) {
    const typeOf = ({ type }: GraphUnit): number => unitTypes.map(String).indexOf(type);
    const sorted = [...units].sort((a, b) => typeOf(b) - typeOf(a) || compareBytes(a.id, b.id));
    this.#units = sorted.map(({ id }) => id);
    this.#ranks = new Map(this.#units.map((id, index) => [id, index]));
  }

  add(unit: string): void {
    const rank = this.#ranks.get(unit);
    if (rank === undefined) return;
    let low = 0;
    let high = this.#waiting.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#waiting[middle] ?? 0) > rank) low = middle + 1;
      else high = middle;
    }
    if (this.#waiting[low] !== rank) this.#waiting.splice(low, 0, rank);
  }

  next(): string | undefined {
    const rank = this.#waiting.pop();
    return rank === undefined ? undefined : this.#units[rank];
  }
}
