/** The units of a host before and after its files change, and which of them run. */
import { compareBytes } from '../core/order.ts';
import {
  buildGraph,
  type DependencyName,
  isTemplate,
  parseUnitName,
  type RootEntry,
  type UnitGraph,
  type UnitRoot,
  type UnitStates,
  unitNames,
} from '../systemd/index.ts';
import { changedRoot } from './changed-root.ts';
import { type InstallOptions, installationOf } from './install-links.ts';
import { isWholeHost, runningUnits } from './running-units.ts';

export interface HostUnits {
  readonly before: UnitGraph;
  readonly after: UnitGraph;
  /** Before anything is changed. */
  readonly running: UnitStates;
}

export interface HostUnitsOptions extends InstallOptions {
  /** Major version of the host's systemd. */
  readonly systemd: number;
}

/**
 * Of the root of a whole host, what its files say. A tree alone is taken to be installed on a host that has what the
 * tree's units need and hang on (docker, the targets of a boot), all of it running.
 */
export function hostUnits(before: UnitRoot, after: UnitRoot, options: HostUnitsOptions): HostUnits {
  const graphOf = (root: UnitRoot): UnitGraph => buildGraph(root, [...unitNames(root)].sort(compareBytes), options);
  if ([before, after].some((root) => isWholeHost(root, options))) {
    const whole = graphOf(before);
    return { before: whole, after: graphOf(after), running: runningUnits(whole) };
  }
  const installed = [before, after].map((root) => ({ root, ...installationOf(root, options) }));
  const linked = installed.map(({ root, links }) => changedRoot(root, links));
  const missing = new Set<string>();
  for (;;) {
    const [was, is] = linked.map((root) => graphOf(changedRoot(root, standIns([...missing]))));
    if (was === undefined || is === undefined) throw new Error('two roots, and not two graphs');
    const found = linked
      .flatMap((root, index) => foreignUnits(root, index === 0 ? was : is, options))
      .filter((unit) => !missing.has(unit) && !isThere(was, unit) && !isThere(is, unit));
    // What is new may name others in its turn: instances of a template that only a target wants.
    if (found.length === 0) {
      return { before: was, after: is, running: runningUnits(was, [...missing, ...(installed[0]?.units ?? [])]) };
    }
    for (const unit of found) missing.add(unit);
  }
}

function isThere(graph: UnitGraph, unit: string): boolean {
  return (graph.unit(unit)?.loadState ?? 'not-found') !== 'not-found';
}

const needing: readonly DependencyName[] = ['Requires', 'Requisite', 'BindsTo', 'PartOf', 'Wants'];

/** Both ends of what is needed, and units that the tree adds to. */
function foreignUnits(root: UnitRoot, graph: UnitGraph, { units }: InstallOptions): string[] {
  const named = graph.edges.flatMap(({ from, to, type }) => (needing.includes(type) ? [from, to] : []));
  const extended = root.list(units).flatMap((directory) => {
    const [, owner = ''] = /^(.*)\.(?:d|wants|requires|upholds)$/s.exec(directory) ?? [];
    const name = parseUnitName(owner);
    return name === undefined || isTemplate(name) ? [] : [name.name];
  });
  return [...new Set([...named, ...extended])].sort(compareBytes);
}

/** What makes a unit of a name be there; other types need more than a name. */
const standIn: Readonly<Record<string, string>> = {
  service: '[Unit]\nDefaultDependencies=no\n[Service]\nExecStart=/usr/bin/true\n',
  target: '[Unit]\nDefaultDependencies=no\n',
};

function standIns(names: readonly string[]): Map<string, RootEntry> {
  const files = names.flatMap((name): [string, RootEntry][] => {
    const text = standIn[parseUnitName(name)?.type ?? ''];
    if (text === undefined) return [];
    return [[`/usr/lib/systemd/system/${name}`, { type: 'file', content: new TextEncoder().encode(text) }]];
  });
  return new Map(files);
}
