/** The lines of a file that differ. */
import { type Hunk, textDiff } from '../../diff/text-diff.ts';
import type { FileReview, Review } from '../../review/model.ts';
import { textIn } from './entries.ts';

/** None of what is no text. Of a secret, what is shown of it. */
export function hunksOf(review: Review, { before, after }: FileReview, context: number): Hunk[] {
  const [old, now] = [textIn(review, before), textIn(review, after)];
  return old === undefined || now === undefined ? [] : textDiff(old, now, context);
}

/** `-1,3 +1,4`. */
export function rangesOf({ oldStart, oldLines, newStart, newLines }: Hunk): string {
  const range = (start: number, lines: number) => (lines === 1 ? String(start) : `${start},${lines}`);
  return `-${range(oldStart, oldLines)} +${range(newStart, newLines)}`;
}

export const lineSigns = { same: ' ', added: '+', removed: '-' } as const;
