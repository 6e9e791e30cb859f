/** What a picture of a boot shows: the graph of the hosts that have it alike, and what a change does to its units. */
import { compareBytes } from '../../core/order.ts';
import type { UnitAction } from '../../review/model.ts';
import type { BootEdge, BootGraph, BootUnit } from '../../systemd/index.ts';

export interface BootPicture {
  /** Bytewise, at least one. */
  readonly hosts: readonly string[];
  readonly graph: BootGraph;
  /** By unit. */
  readonly actions: ReadonlyMap<string, UnitAction>;
}

/** Hosts whose pictures are the same become one. */
export function folded(pictures: readonly BootPicture[]): BootPicture[] {
  const byContent = new Map<string, BootPicture>();
  for (const picture of pictures) {
    const key = JSON.stringify([picture.graph, [...picture.actions]]);
    const known = byContent.get(key);
    byContent.set(key, known === undefined ? picture : { ...known, hosts: [...known.hosts, ...picture.hosts] });
  }
  return [...byContent.values()].map((picture) => ({ ...picture, hosts: [...picture.hosts].sort(compareBytes) }));
}

/** How a line is drawn: `needs` starts after what it needs; `order` only starts after it; `loose` needs it at any time. */
export type LineKind = 'needs' | 'order' | 'loose';

export function lineKind({ order, needs }: BootEdge): LineKind {
  if (!order) return 'loose';
  return needs.length > 0 ? 'needs' : 'order';
}

export function isOnChain({ chain }: BootGraph, { from, to, order }: BootEdge): boolean {
  return order && chain.some((unit, index) => unit === to && chain[index + 1] === from);
}

/** What is said of a unit besides its name. */
export function remarks({ description, isElsewhere }: BootUnit, action: UnitAction | undefined): string[] {
  return [
    ...(description === undefined ? [] : [description]),
    ...(isElsewhere ? ['not of these files'] : []),
    ...(action === undefined ? [] : [action]),
  ];
}
