import type { Scalar, SpecNode } from './node.ts';

export type Plain = Scalar | Plain[] | { [key: string]: Plain };

/**
 * The data of a tree without positions. Maps have no prototype: a host may be called `constructor`, and
 * looking up a role of that name must find nothing where none is written.
 */
export function plain(node: SpecNode): Plain {
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'list') return node.items.map(plain);
  const data: { [key: string]: Plain } = Object.create(null);
  for (const [key, entry] of node.entries) data[key] = plain(entry.value);
  return data;
}
