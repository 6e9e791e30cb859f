/** The writer that goes on during faults; what it was told to be written has to be there afterwards. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import type { Machine } from './machine.ts';
import { endNeighbour, type Neighbour, startNeighbour } from './neighbour.ts';
import { until } from './units.ts';

export interface WriterOptions extends Neighbour {
  /** Gets what the cluster has acknowledged, one a line. */
  readonly log: string;
  /** Shell program, and its words after the log. */
  readonly program: string;
  readonly words: readonly string[];
}

export class Writer {
  private readonly options: WriterOptions;

  constructor(options: WriterOptions) {
    this.options = options;
    startNeighbour(options, ['sh', options.program, options.log, ...options.words]);
  }

  /** Keys that were acknowledged so far. */
  acknowledged(): string[] {
    if (!existsSync(this.options.log)) return [];
    return readFileSync(this.options.log, 'utf8').split('\n').slice(0, -1);
  }

  /** Waits until the cluster has acknowledged some more keys. */
  async goesOn(seconds: number): Promise<void> {
    const before = this.acknowledged().length;
    await until('the cluster takes five more keys', seconds, async () => this.acknowledged().length >= before + 5);
  }

  /** Every key that was acknowledged until now is among those that a command on this machine prints; how many there are. */
  async compare(machine: Machine, list: string): Promise<number> {
    const acknowledged = this.acknowledged();
    const there = new Set((await machine.get(list)).split('\n'));
    const missing = acknowledged.filter((key) => !there.has(key));
    assert.deepEqual(missing, [], `acknowledged keys that ${machine.scratch.hostname} does not have`);
    return acknowledged.length;
  }

  stop(): void {
    endNeighbour(this.options);
  }
}
