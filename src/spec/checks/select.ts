import type { SpecPath } from '../../core/spec-path.ts';
import type { Place, ScalarNode, SpecNode } from '../node.ts';
import { isRefused } from './refused-text.ts';

/** A node of the tree with the way to it. */
export interface Match {
  readonly path: SpecPath;
  readonly node: SpecNode;
  /** The key that introduces it; for an item of a list the item itself. */
  readonly key: Place;
}

/** `*` is any key or any index. */
export type Pattern = readonly string[];

/** Where maps of components and services stand: for all hosts, for a role, for one host. */
export const componentMaps: readonly Pattern[] = ['components', 'services'].flatMap((section) => [
  [section],
  ['roles', '*', section],
  ['hosts', '*', section],
]);

/** `flags`, `*` → that part of every component, wherever components are written. */
export function inComponents(...rest: string[]): Pattern[] {
  return componentMaps.map((pattern) => [...pattern, '*', ...rest]);
}

/** All nodes at the patterns; what has another shape on the way there is the schema's business. */
export function* select(root: SpecNode, ...patterns: readonly Pattern[]): Generator<Match> {
  for (const pattern of patterns) yield* walk({ path: [], node: root, key: root.place }, pattern);
}

function* walk(match: Match, pattern: Pattern): Generator<Match> {
  const [step, ...rest] = pattern;
  if (step === undefined) yield match;
  else for (const next of children(match)) if (step === '*' || next.path.at(-1) === step) yield* walk(next, rest);
}

/** What stands directly in a map or list. */
export function* children({ path, node }: Match): Generator<Match> {
  if (node.kind === 'list') {
    for (const [index, item] of node.items.entries()) yield { path: [...path, index], node: item, key: item.place };
  }
  if (node.kind === 'map') {
    for (const [name, entry] of node.entries) yield { path: [...path, name], node: entry.value, key: entry.key };
  }
}

/** A match and everything in it, in document order. */
export function* everything(match: Match): Generator<Match> {
  yield match;
  for (const next of children(match)) yield* everything(next);
}

export interface TextMatch extends Match {
  readonly node: ScalarNode;
  readonly text: string;
}

/** Those of the matches that are strings, without those that no place may hold. */
export function* texts(matches: Iterable<Match>): Generator<TextMatch> {
  for (const match of matches) {
    const { node } = match;
    if (node.kind !== 'scalar' || typeof node.value !== 'string' || isRefused(node.value)) continue;
    yield { ...match, node, text: node.value };
  }
}
