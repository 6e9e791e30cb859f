/** Graphs for tests. */
import { buildGraph, type GraphOptions, type UnitGraph } from '../../../src/systemd/index.ts';
import { directives, rootOf } from '../roots.ts';

/** Units by name, in /etc/systemd/system. */
export function rootOfUnits(units: Readonly<Record<string, string>>) {
  return rootOf(Object.fromEntries(Object.entries(units).map(([name, text]) => [`/etc/systemd/system/${name}`, text])));
}

export function graphOf(units: Readonly<Record<string, string>>, options: Partial<GraphOptions> = {}): UnitGraph {
  const names = Object.keys(units).filter((name) => !name.includes('/') && !name.includes('@.'));
  return buildGraph(rootOfUnits(units), names, { directives, systemd: 252, ...options });
}

/** Without default dependencies. */
export function bare(lines = '', own = '[Service]\nExecStart=/bin/true\n'): string {
  return `[Unit]\nDefaultDependencies=no\n${lines}\n${own}`;
}
