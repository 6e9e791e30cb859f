import type { UnitRule } from '../rule.ts';

/** A comment never goes on in the next line, whatever it ends in. */
export const commentBackslash: UnitRule = ({ lines }) =>
  lines.flatMap(({ text, offset, comment }, index) => {
    const next = lines[index + 1];
    if (!comment || !text.endsWith('\\') || next === undefined || next.comment || next.text.trim() === '') return [];
    // Inside of a continued line a comment is dropped, and the value goes on behind it as it was before.
    if (lines[previousOf(lines, index)]?.text.endsWith('\\') === true) return [];
    const message = 'a comment that ends in a backslash does not comment the next line out';
    return [{ code: 'UC323' as const, message, range: { start: offset + text.length - 1, end: offset + text.length } }];
  });

function previousOf(lines: readonly { readonly comment: boolean }[], index: number): number {
  let at = index - 1;
  while (lines[at]?.comment === true) at--;
  return at;
}
