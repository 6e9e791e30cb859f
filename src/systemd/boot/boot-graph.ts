/** What starts after what and needs what, as a picture has it: of some units and what their files name. */
import { compareBytes } from '../../core/order.ts';
import type { DependencyType } from '../graph/dependency.ts';
import type { DependencyEdge } from '../graph/edge.ts';
import type { GraphUnit } from '../graph/graph-unit.ts';
import { settingsOf, unitNames } from '../graph/reading.ts';
import { serviceType } from '../graph/rules/service.ts';
import type { UnitGraph } from '../graph/unit-graph.ts';
import { longestChain } from './longest-chain.ts';
import { withoutDetours } from './without-detours.ts';

export interface BootUnit {
  readonly unit: string;
  readonly type: string;
  readonly description?: string;
  /** One of the units that were asked for; else one that their files name. */
  readonly isGiven: boolean;
  /** No file of it is here: the host or a package brings it. */
  readonly isElsewhere: boolean;
  /** systemd waits for more than its program to be begun: readiness, the end of a oneshot, ExecStartPre= and the like. */
  readonly takesTime: boolean;
}

/** The ways of needing that a picture shows; Conflicts= and slices are none. */
const shown = ['Requires', 'Requisite', 'BindsTo', 'Wants', 'Upholds', 'PartOf', 'Triggers', 'OnFailure'] as const;
export type Need = (typeof shown)[number];

export interface BootEdge {
  /** `order`: `from` starts after `to`. */
  readonly from: string;
  readonly to: string;
  readonly order: boolean;
  /** How `from` needs `to`, the strongest first. */
  readonly needs: readonly Need[];
}

export interface BootGraph {
  /** Bytewise. */
  readonly units: readonly BootUnit[];
  /** Bytewise by `from`, `to`. Without orders that others add up to. */
  readonly edges: readonly BootEdge[];
  /** The longest chain of units that wait for each other, the first to start first. */
  readonly chain: readonly string[];
}

/** Of `given`, by name, and of the units that their lines and links name; [Install] counts as if it were enabled. */
export function bootGraph(graph: UnitGraph, given: readonly string[]): BootGraph {
  const own = new Set(given.flatMap((name) => graph.unit(name)?.id ?? []));
  const edges = new Edges();
  for (const edge of graph.edges) addWritten(edge, own, edges);
  for (const id of own) addInstall(graph, id, edges);
  const ids = [...new Set([...own, ...edges.ids()])].sort(compareBytes);
  const units = ids.map((id) => bootUnit(id, graph.units.get(id), own.has(id)));
  const all = edges.list();
  const weights = new Map(units.map(({ unit, takesTime }) => [unit, takesTime ? 1 : 0]));
  return { units, edges: withoutDetours(all), chain: longestChain(all, weights) };
}

class Edges {
  readonly #edges = new Map<string, { from: string; to: string; order: boolean; needs: Set<Need> }>();

  #at(from: string, to: string) {
    const key = `${from} ${to}`;
    const known = this.#edges.get(key) ?? { from, to, order: false, needs: new Set<Need>() };
    this.#edges.set(key, known);
    return known;
  }

  order(from: string, to: string): void {
    this.#at(from, to).order = true;
  }

  need(from: string, to: string, need: Need): void {
    this.#at(from, to).needs.add(need);
  }

  ids(): string[] {
    return [...this.#edges.values()].flatMap(({ from, to }) => [from, to]);
  }

  list(): BootEdge[] {
    return [...this.#edges.values()]
      .map(({ needs, ...edge }) => ({ ...edge, needs: shown.filter((need) => needs.has(need)) }))
      .sort((a, b) => compareBytes(a.from, b.from) || compareBytes(a.to, b.to));
  }
}

/** What people wrote for one of the units, and what it starts; what systemd adds only where both ends are in the picture anyway. */
function addWritten({ from, to, type, origins }: DependencyEdge, own: ReadonlySet<string>, edges: Edges): void {
  const isWritten = type === 'Triggers' || origins.some((origin) => !('rule' in origin));
  if (from === to || !(own.has(from) || own.has(to))) return;
  if (!isWritten && !(own.has(from) && own.has(to))) return;
  if (type === 'After') edges.order(from, to);
  else if (isShown(type)) edges.need(from, to, type);
}

function isShown(type: DependencyType): type is Need {
  return shown.some((one) => one === type);
}

const installed = { WantedBy: 'Wants', RequiredBy: 'Requires', UpheldBy: 'Upholds' } as const satisfies Record<
  string,
  Need
>;

/** A target starts after what it wants: systemd.target(5), "Default Dependencies". */
function addInstall(graph: UnitGraph, id: string, edges: Edges): void {
  const unit = graph.units.get(id);
  if (unit === undefined) return;
  for (const [key, need] of Object.entries(installed)) {
    for (const setting of settingsOf(unit, 'Install', key)) {
      for (const name of unitNames(unit, setting, {})) {
        const other = graph.unit(name)?.id ?? name;
        if (other === id) continue;
        edges.need(other, id, need);
        if (other.endsWith('.target')) edges.order(other, id);
      }
    }
  }
}

function bootUnit(id: string, unit: GraphUnit | undefined, isGiven: boolean): BootUnit {
  const description = unit === undefined ? undefined : settingsOf(unit, 'Unit', 'Description').at(-1)?.value;
  return {
    unit: id,
    type: id.slice(id.lastIndexOf('.') + 1),
    ...(description !== undefined && { description }),
    isGiven,
    isElsewhere: unit?.loaded.fragment === undefined,
    takesTime: unit !== undefined && takesTime(unit),
  };
}

function takesTime(unit: GraphUnit): boolean {
  if (unit.type !== 'service') return false;
  const around = ['ExecCondition', 'ExecStartPre', 'ExecStartPost'];
  if (around.some((key) => settingsOf(unit, 'Service', key).length > 0)) return true;
  return unit.loadState === 'loaded' && !['simple', 'idle'].includes(serviceType(unit));
}
