/** A program beside the machines: in a network of theirs, and in control groups by whose name it is ended. */
import { spawn } from 'node:child_process';
import { createGroups, endProcesses, joining, removeGroups } from './cgroups.ts';

export interface Neighbour {
  /** Of its control groups; closeScratch ends what is in them. */
  readonly name: string;
  /** Path of the network namespace. */
  readonly network: string;
}

export function startNeighbour({ name, network }: Neighbour, argv: readonly string[]): void {
  const words = [`--net=${network}`, ...argv];
  const child = spawn('sh', ['-c', joining(createGroups(name), 'nsenter'), 'sh', ...words], {
    detached: true,
    stdio: 'ignore',
  });
  child.unref();
}

export function endNeighbour({ name }: Pick<Neighbour, 'name'>): void {
  endProcesses(name);
  removeGroups(name);
}
