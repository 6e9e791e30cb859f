import type { MapEntry, SpecNode } from '../node.ts';

/**
 * A spec over its base: maps merge, scalars and lists replace. `null` is a value like any other: in
 * flags, env and unit it takes a default away. Positions stay those of the file a value is written in.
 */
export function merge(base: SpecNode, over: SpecNode): SpecNode {
  if (base.kind !== 'map' || over.kind !== 'map') return over;
  const entries = new Map<string, MapEntry>(base.entries);
  for (const [name, entry] of over.entries) {
    const under = base.entries.get(name);
    entries.set(name, under === undefined ? entry : { key: entry.key, value: merge(under.value, entry.value) });
  }
  return { kind: 'map', entries, place: over.place };
}
