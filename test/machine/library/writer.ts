/** The writer that goes on during faults; what it was told to be written has to be there afterwards. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createGroups, endProcesses, joining, removeGroups } from './cgroups.ts';
import type { Machine } from './machine.ts';
import { sourceDir } from './project.ts';
import { until } from './units.ts';

export interface WriterOptions {
  /** Name of its control groups; closeScratch ends what is in them. */
  readonly name: string;
  /** Path of the network namespace. */
  readonly network: string;
  readonly log: string;
  readonly certificates: string;
  readonly endpoints: readonly string[];
}

export class Writer {
  private readonly options: WriterOptions;

  constructor(options: WriterOptions) {
    this.options = options;
    const { name, network, log, certificates, endpoints } = options;
    const words = [`--net=${network}`, 'sh', path.join(sourceDir, 'writer'), log, certificates, ...endpoints];
    const child = spawn('sh', ['-c', joining(createGroups(name), 'nsenter'), 'sh', ...words], {
      detached: true,
      stdio: 'ignore',
    });
    child.unref();
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

  /** Every key that was acknowledged until now is there, says the member on this machine; how many there are. */
  async compare(machine: Machine): Promise<number> {
    const acknowledged = this.acknowledged();
    const text = await machine.get('etcdctl get w- --prefix --keys-only');
    const there = new Set(text.split('\n'));
    const missing = acknowledged.filter((key) => !there.has(key));
    assert.deepEqual(missing, [], `acknowledged keys that ${machine.scratch.hostname} does not have`);
    return acknowledged.length;
  }

  stop(): void {
    endProcesses(this.options.name);
    removeGroups(this.options.name);
  }
}
