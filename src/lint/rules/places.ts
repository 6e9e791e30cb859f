/** Parts of a value → ranges of the file. */
import { type Assignment, sourceOffset } from '../../codec/unit/index.ts';
import type { Range } from '../../core/diagnostic.ts';

/** Of the characters from `start` to `end` of the assignment's value. */
export function valuePart(assignment: Assignment, start: number, end: number): Range {
  const first = sourceOffset(assignment, start);
  return { start: first, end: end > start ? sourceOffset(assignment, end - 1) + 1 : first };
}
