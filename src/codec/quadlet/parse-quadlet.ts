/** Reads a Quadlet file: the syntax of units, with lines of its own. */
import type { Range } from '../../core/diagnostic.ts';
import type { Position } from '../../core/source.ts';
import { decodeBytes } from '../unit/bytes.ts';
import type { Assignment, SectionHeader, ValuePiece } from '../unit/document.ts';

export interface QuadletProblem {
  /** `line`: no comment, header or assignment; `header`: a header that is none; `outside-section`: an assignment before any. */
  readonly kind: 'line' | 'header' | 'outside-section';
  readonly range: Range;
}

export interface QuadletDocument {
  readonly sections: readonly SectionHeader[];
  readonly assignments: readonly Assignment[];
  /** podman reads no further than the first, and makes no unit of the file. */
  readonly problem?: QuadletProblem;
  /** Values that go on in the next line, where nothing separates the two: the end of the first line. */
  readonly glued: readonly Range[];
}

interface Line {
  /** Without blanks at both ends, of Unicode's too. */
  readonly text: string;
  /** Of the first character. */
  readonly offset: number;
  readonly number: number;
  /** Of the beginning of the whole line. */
  readonly lineOffset: number;
}

/** Lines end at LF alone. A backslash at the end joins the next line without a blank; blank lines and comments in between are skipped. */
export function parseQuadlet(bytes: Uint8Array): QuadletDocument {
  const lines = linesOf(decodeBytes(bytes));
  const sections: SectionHeader[] = [];
  const assignments: Assignment[] = [];
  const glued: Range[] = [];
  const finish = (problem?: QuadletProblem): QuadletDocument => {
    return { sections, assignments, glued, ...(problem !== undefined && { problem }) };
  };
  let section: string | undefined;
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at];
    if (line === undefined || line.text === '' || isComment(line.text)) continue;
    const range = { start: line.offset, end: line.offset + line.text.length };
    if (line.text.startsWith('[')) {
      const name = /^\[([^[\]\p{Cc}]+)\]$/u.exec(line.text)?.[1];
      if (name === undefined) return finish({ kind: 'header', range });
      section = name;
      sections.push({ name, range, at: position(line, 0) });
      continue;
    }
    if (line.text.indexOf('=') < 1) return finish({ kind: 'line', range });
    if (section === undefined) return finish({ kind: 'outside-section', range });
    const parts = [line];
    while (parts.at(-1)?.text.endsWith('\\') === true && at + 1 < lines.length) {
      at++;
      const next = lines[at];
      if (next !== undefined && next.text !== '' && !isComment(next.text)) parts.push(next);
    }
    assignments.push(assignmentOf(section, parts));
    glued.push(...gluedIn(parts));
  }
  return finish();
}

function linesOf(text: string): Line[] {
  let lineOffset = 0;
  return text.split('\n').map((whole, index) => {
    const trimmed = whole.trim();
    const line = { text: trimmed, offset: lineOffset + whole.indexOf(trimmed), number: index + 1, lineOffset };
    lineOffset += whole.length + 1;
    return line;
  });
}

function isComment(text: string): boolean {
  return text.startsWith('#') || text.startsWith(';');
}

function position(line: Line, index: number): Position {
  return { line: line.number, column: line.offset - line.lineOffset + index + 1 };
}

/** The first part has the key; a backslash is left where no line follows it. */
function assignmentOf(section: string, parts: readonly [Line, ...Line[]] | readonly Line[]): Assignment {
  const [first = { text: '=', offset: 0, number: 1, lineOffset: 0 }] = parts;
  const last = parts.at(-1) ?? first;
  const equals = first.text.indexOf('=');
  const key = first.text.slice(0, equals).trim();
  const begin = equals + 1 + (/^\s*/.exec(first.text.slice(equals + 1))?.[0].length ?? 0);
  const pieces: ValuePiece[] = [];
  let value = '';
  for (const part of parts) {
    const from = part === first ? begin : 0;
    const text = part === last ? part.text.slice(from) : part.text.slice(from, -1);
    pieces.push({ index: value.length, offset: part.offset + from });
    value += text;
  }
  return {
    section,
    key,
    value,
    keyRange: { start: first.offset, end: first.offset + key.length },
    valueRange: { start: first.offset + begin, end: Math.max(first.offset + begin, last.offset + last.text.length) },
    keyAt: position(first, 0),
    valueAt: position(first, begin),
    reportedLine: last.number,
    pieces,
  };
}

function gluedIn(parts: readonly Line[]): Range[] {
  return parts.slice(0, -1).flatMap(({ text, offset }) => {
    const end = offset + text.length;
    return /\s\\$|^\\$/.test(text) ? [] : [{ start: end - 1, end }];
  });
}
