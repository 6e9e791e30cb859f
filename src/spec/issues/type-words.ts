import type { SpecNode } from '../node.ts';
import { either } from '../wording.ts';

const names: Readonly<Record<string, string>> = {
  string: 'a string',
  number: 'a whole number',
  int: 'a whole number',
  boolean: 'a boolean',
  record: 'a map',
  object: 'a map',
  array: 'a list',
  null: '`null`',
};

/** Types as zod names them: `a string, a whole number or a list`. */
export function expectedWords(expected: readonly string[]): string {
  const known = new Set(expected);
  // That `null` is allowed too is an afterthought.
  if (known.size > 1) known.delete('null');
  return either([...new Set([...known].map((type) => names[type] ?? type))]);
}

/** What a node is: `a number`. */
export function actualWords(node: SpecNode): string {
  if (node.kind !== 'scalar') return node.kind === 'map' ? 'a map' : 'a list';
  if (node.value === null) return 'empty';
  return `a ${typeof node.value}`;
}
