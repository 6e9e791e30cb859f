/** The part of a source line that is shown, and where in it the marks go. */
import { cell } from './visible.ts';

export interface Excerpt {
  readonly text: string;
  /** Columns before the marks. */
  readonly indent: number;
  /** Number of marks, at least one. */
  readonly marks: number;
}

/** Longest excerpt, in UTF-16 code units; what is before the range of a longer line. */
const longest = 120;
const lead = 30;
const cut = '…';

/** `start` and `end` are offsets in `line`, which may be of any length: work is bounded by the excerpt. */
export function excerpt(line: string, start: number, end: number): Excerpt {
  const from = line.length <= longest || start <= longest - lead ? 0 : boundary(line, start - lead);
  const to = boundary(line, Math.min(line.length, from + longest));
  let text = from > 0 ? cut : '';
  let indent = text.length;
  let marks = 0;
  let offset = from;
  for (const character of line.slice(from, to)) {
    const { text: shown, width } = cell(character);
    if (offset < start) indent += width;
    else if (offset < end) marks += width;
    text += shown;
    offset += character.length;
  }
  return { text: to < line.length ? text + cut : text, indent, marks: Math.max(marks, 1) };
}

/** Not between the halves of a surrogate pair. */
function boundary(line: string, offset: number): number {
  const code = line.charCodeAt(offset);
  return code >= 0xdc00 && code <= 0xdfff ? offset + 1 : offset;
}
