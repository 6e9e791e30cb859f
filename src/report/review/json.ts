/** A review as it is: the other formats can be made of this alone. */
import { sortedKeys } from '../../core/order.ts';
import { harmless } from '../json.ts';
import type { ReviewFormat } from './format.ts';

/** Members in the order of the model, whoever made the review; contents by their hashes. */
export const reviewJson: ReviewFormat = (review) => `${harmless(JSON.stringify(ordered(review), null, 2))}\n`;

/** The members of the model, from the outside in, each name before those that explain it. */
const order = [
  ...['version', 'generator', 'kind', 'side', 'name', 'daemonReload', 'units', 'unit', 'action', 'by', 'rule'],
  ...['because', 'id', 'code', 'severity', 'path', 'from', 'file', 'line', 'text', 'syntax', 'type', 'mode', 'owner'],
  ...[
    'content',
    'target',
    'at',
    'change',
    'element',
    'before',
    'after',
    'lines',
    'files',
    'elements',
    'causes',
    'members',
    'hosts',
    'changes',
  ],
  ...['redacted', 'message', 'help', 'risks', 'alike', 'contents', 'base64'],
];
const ranks = new Map(order.map((name, index) => [name, index]));

export function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (typeof value !== 'object' || value === null) return value;
  const members = new Map(Object.entries(value));
  const names = sortedKeys(Object.fromEntries(members)).sort((a, b) => (ranks.get(a) ?? 99) - (ranks.get(b) ?? 99));
  return Object.fromEntries(names.map((name) => [name, ordered(members.get(name))]));
}
