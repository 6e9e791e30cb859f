/** One logical line: parse_line() and next_assignment() of src/shared/conf-parser.c. */
import { hasLoneSurrogate } from './bytes.ts';
import type { Assignment, LineProblem, SectionHeader } from './document.ts';
import type { JoinedLine } from './joined-line.ts';
import { hasNoncharacter, isSafeString } from './printable.ts';

export type LineResult =
  | { readonly type: 'empty' }
  | { readonly type: 'section'; readonly header: SectionHeader }
  | { readonly type: 'assignment'; readonly assignment: Assignment }
  | { readonly type: 'problem'; readonly problem: LineProblem };

interface Span {
  readonly start: number;
  readonly end: number;
}

export function parseLogicalLine(joined: JoinedLine, section: string | undefined, reportedLine: number): LineResult {
  const text = joined.text;
  const whole = trimmed(text, { start: 0, end: text.length });
  const problem = (kind: LineProblem['kind'], effect: LineProblem['effect']): LineResult => ({
    type: 'problem',
    problem: {
      kind,
      effect,
      ...(section === undefined ? {} : { section }),
      range: sourceRange(joined, whole),
      at: joined.position(whole.start),
      reportedLine,
    },
  });
  if (whole.start === whole.end) return { type: 'empty' };
  if (hasLoneSurrogate(text) || hasNoncharacter(text)) return problem('not-utf8', 'fatal');
  if (text[whole.start] === '[') {
    if (text[whole.end - 1] !== ']') return problem('header-not-closed', 'fatal');
    const name = text.slice(whole.start + 1, whole.end - 1);
    if (!isSafeString(name)) return problem('header-characters', 'fatal');
    return {
      type: 'section',
      header: { name, range: sourceRange(joined, whole), at: joined.position(whole.start) },
    };
  }
  if (section === undefined) return problem('outside-section', 'ignored');
  const equals = text.indexOf('=', whole.start);
  if (equals === -1) return problem('no-equals', 'ignored');
  if (equals === whole.start) return problem('no-key', 'ignored');
  const key = trimmed(text, { start: whole.start, end: equals });
  const value = trimmed(text, { start: equals + 1, end: whole.end });
  return { type: 'assignment', assignment: assign(joined, text, section, key, value, reportedLine) };
}

function assign(
  joined: JoinedLine,
  text: string,
  section: string,
  key: Span,
  value: Span,
  reportedLine: number,
): Assignment {
  return {
    section,
    key: text.slice(key.start, key.end),
    value: text.slice(value.start, value.end),
    keyRange: sourceRange(joined, key),
    valueRange: sourceRange(joined, value),
    keyAt: joined.position(key.start),
    valueAt: joined.position(value.start),
    reportedLine,
    pieces: joined.piecesOf(value.start, value.end),
  };
}

/** Only these are blanks here: not vertical tab, form feed or no-break space. */
function isBlank(text: string, index: number): boolean {
  const character = text[index];
  return character === ' ' || character === '\t' || character === '\n' || character === '\r';
}

function trimmed(text: string, span: Span): Span {
  let { start, end } = span;
  while (start < end && isBlank(text, start)) start++;
  while (end > start && isBlank(text, end - 1)) end--;
  return { start, end };
}

function sourceRange(joined: JoinedLine, span: Span): Span {
  const start = joined.offset(span.start);
  return { start, end: span.end > span.start ? joined.offset(span.end - 1) + 1 : start };
}
