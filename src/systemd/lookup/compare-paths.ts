/** The order of names and paths by their bytes, as strcmp() has it, also of those that are no UTF-8. */
import { encodeBytes } from '../../codec/unit/index.ts';
import { compareBytes } from '../../core/order.ts';

const byteSurrogate = /[\ud800-\udfff]/;

export function comparePaths(a: string, b: string): number {
  if (!byteSurrogate.test(a) && !byteSurrogate.test(b)) return compareBytes(a, b);
  const left = encodeBytes(a);
  const right = encodeBytes(b);
  for (let i = 0; i < left.length && i < right.length; i++) {
    const difference = (left[i] ?? 0) - (right[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}
