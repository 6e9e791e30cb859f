/**
 * A spec as a tree that remembers where every part of it was written. YAML is turned into this once;
 * after that nothing in the project needs to know YAML. A tree may span files (`extends`), and one node
 * may stand in several places (aliases), so it is never changed after it was made.
 */
import type { Range } from '../core/diagnostic.ts';
import type { SpecPath } from '../core/spec-path.ts';

/** A stretch of the text of one file. */
export interface Place {
  readonly file: string;
  readonly range: Range;
}

export type Scalar = string | number | boolean | null;

export interface ScalarNode {
  readonly kind: 'scalar';
  readonly value: Scalar;
  /** As written, without quotes: `1.10` for the number 1.1. */
  readonly source: string;
  readonly place: Place;
}

export interface MapEntry {
  readonly key: Place;
  readonly value: SpecNode;
}

export interface MapNode {
  readonly kind: 'map';
  /** In document order. */
  readonly entries: ReadonlyMap<string, MapEntry>;
  readonly place: Place;
}

export interface ListNode {
  readonly kind: 'list';
  readonly items: readonly SpecNode[];
  readonly place: Place;
}

export type SpecNode = ScalarNode | MapNode | ListNode;

/** The node at a path, undefined where nothing is written. */
export function nodeAt(root: SpecNode, path: SpecPath): SpecNode | undefined {
  let node: SpecNode | undefined = root;
  for (const step of path) {
    if (node === undefined) return undefined;
    node = child(node, step);
  }
  return node;
}

export function child(node: SpecNode, step: string | number): SpecNode | undefined {
  if (node.kind === 'map') return node.entries.get(String(step))?.value;
  if (node.kind === 'list') return typeof step === 'number' ? node.items[step] : undefined;
  return undefined;
}
