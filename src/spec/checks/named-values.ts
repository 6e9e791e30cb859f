import type { MapNode, Place, SpecNode } from '../node.ts';
import { inComponents, type Pattern, select, texts } from './select.ts';

/** Files that the spec says itself: the provider's configuration, repositories. */
const tables: readonly Pattern[] = [
  ['cloud', 'config', '*', '*'],
  ['cloud', 'config', '*', '*', '*'],
  ['packages', 'repositories', '*', '*'],
];

/** A value that reaches a program under a name: a flag, an argument, a variable. */
export interface Named {
  readonly name: string;
  readonly text: string;
  readonly place: Place;
}

export function* namedValues(root: MapNode): Generator<Named> {
  const named = ['flags', 'env', 'set'].flatMap((key) => inComponents(key, '*'));
  for (const { path, node, text } of texts(select(root, ...named))) {
    yield { name: String(path.at(-1)), text, place: node.place };
  }
  for (const { path, node, text } of texts(select(root, ...tables))) {
    yield { name: String(path.at(4) === undefined ? path.at(-1) : path.at(-2)), text, place: node.place };
  }
  for (const { node } of select(root, ...inComponents('args', '*'))) yield* argument(node);
  const environment = [...inComponents('unit', '*', 'Environment'), ...inComponents('unit', '*', 'Environment', '*')];
  for (const { node, text } of texts(select(root, ...environment))) yield* assignments(text, node.place);
}

/** `--name=value`, or a map of name and value. */
function* argument(node: SpecNode): Generator<Named> {
  if (node.kind === 'scalar' && typeof node.value === 'string') {
    const match = /^--?([^=]+)=(.*)$/s.exec(node.value);
    if (match !== null) yield { name: match[1] ?? '', text: match[2] ?? '', place: node.place };
  }
  if (node.kind !== 'map') return;
  const name = node.entries.get('name')?.value;
  const value = node.entries.get('value')?.value;
  if (name?.kind !== 'scalar' || value?.kind !== 'scalar' || typeof value.value !== 'string') return;
  yield { name: String(name.value), text: value.value, place: value.place };
}

/** `Environment=A=b "C=d e"`. */
function* assignments(text: string, place: Place): Generator<Named> {
  for (const match of text.matchAll(/(?:^|[\s"'])([A-Za-z_][A-Za-z0-9_]*)=([^\s"']*)/g)) {
    yield { name: match[1] ?? '', text: match[2] ?? '', place };
  }
}
