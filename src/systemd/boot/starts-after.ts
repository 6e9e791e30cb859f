export interface OrderedEdge {
  readonly from: string;
  readonly to: string;
  /** `from` starts after `to`. */
  readonly order: boolean;
}

/** By unit, those that start before it. */
export function startsAfter(edges: readonly OrderedEdge[]): ReadonlyMap<string, readonly string[]> {
  const earlier = new Map<string, string[]>();
  for (const { from, to, order } of edges) {
    if (!order) continue;
    const known = earlier.get(from);
    if (known === undefined) earlier.set(from, [to]);
    else known.push(to);
  }
  return earlier;
}
