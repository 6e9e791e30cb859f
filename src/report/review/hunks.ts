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

/** Its first lines: of no lines `oldStart` and `newStart` are the line before. */
export function startsOf({ oldStart, oldLines, newStart, newLines }: Hunk): Pick<Hunk, 'oldStart' | 'newStart'> {
  return { oldStart: oldLines === 0 ? oldStart + 1 : oldStart, newStart: newLines === 0 ? newStart + 1 : newStart };
}

export const lineSigns = { same: ' ', added: '+', removed: '-' } as const;
