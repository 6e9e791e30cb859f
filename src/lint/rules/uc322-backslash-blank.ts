import type { UnitRule } from '../rule.ts';

/** A backslash with blanks behind it continues nothing: it stays in the value, and the next line stands alone. */
export const backslashBlank: UnitRule = ({ lines }) =>
  lines.flatMap(({ text, offset, comment }) => {
    if (comment || !/[ \t]$/.test(text)) return [];
    const end = text.trimEnd().length;
    if (text[end - 1] !== '\\' || text[end - 2] === '\\') return [];
    const message = 'a backslash with blanks behind it does not continue the line';
    return [{ code: 'UC322' as const, message, range: { start: offset + end - 1, end: offset + text.length } }];
  });
