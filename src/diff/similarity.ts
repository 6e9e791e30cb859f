/** How much of two files is the same, as git has it: bytes of lines that both have, wherever they stand. */
import { decodeBytes } from '../codec/unit/index.ts';

/** Lines with their end, and how often each is there. */
export type LineCounts = ReadonlyMap<string, number>;

export function lineCounts(content: Uint8Array): LineCounts {
  const counts = new Map<string, number>();
  for (const line of decodeBytes(content).split(/(?<=\n)/)) counts.set(line, (counts.get(line) ?? 0) + 1);
  return counts;
}

/** From 0 to 1: of the larger one. Two empty files have nothing in common. */
export function similarity(before: LineCounts, after: LineCounts): number {
  let common = 0;
  for (const [line, count] of before) common += line.length * Math.min(count, after.get(line) ?? 0);
  return common === 0 ? 0 : common / Math.max(sizeOf(before), sizeOf(after));
}

const sizes = new WeakMap<LineCounts, number>();

function sizeOf(counts: LineCounts): number {
  const known = sizes.get(counts);
  if (known !== undefined) return known;
  let size = 0;
  for (const [line, count] of counts) size += line.length * count;
  sizes.set(counts, size);
  return size;
}
