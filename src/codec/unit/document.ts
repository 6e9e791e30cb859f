/** A unit file as read: every byte, and what systemd sees in it. */
import type { Range } from '../../core/diagnostic.ts';
import type { Position } from '../../core/source.ts';

/** A line of the file as it stands, with what ended it (LF, CR, NUL, or a run of different ones; empty at the end of the file). */
export interface PhysicalLine {
  readonly text: string;
  readonly end: string;
  /** Where the line begins in the text of the file. */
  readonly offset: number;
  /** Dropped before anything else, also inside a continued line. */
  readonly comment: boolean;
}

export interface SectionHeader {
  readonly name: string;
  readonly range: Range;
  /** Of the first character of the header. */
  readonly at: Position;
}

export interface Assignment {
  readonly section: string;
  readonly key: string;
  /** Continued lines joined, outer blanks cut; quotes, escapes and specifiers as written. */
  readonly value: string;
  /** In the file's text: from the first to the last character, over line ends where it is continued. */
  readonly keyRange: Range;
  readonly valueRange: Range;
  readonly keyAt: Position;
  readonly valueAt: Position;
  /** The line number that systemd names in its messages: the last line of a continued one. */
  readonly reportedLine: number;
  /** Where the pieces of the value stand: see {@link sourceOffset}. */
  readonly pieces: readonly ValuePiece[];
}

/** From `index` of the value on, its characters stand at `offset` of the file's text. */
export interface ValuePiece {
  readonly index: number;
  readonly offset: number;
}

export type ProblemKind =
  | 'line-too-long'
  | 'continuation-too-long'
  | 'not-utf8'
  | 'header-not-closed'
  | 'header-characters'
  | 'outside-section'
  | 'no-equals'
  | 'no-key';

export interface LineProblem {
  readonly kind: ProblemKind;
  /** `fatal`: systemd reads no further and the file fails to load. `ignored`: it skips this line. */
  readonly effect: 'fatal' | 'ignored';
  /** The section it stands in, where there is one. */
  readonly section?: string;
  readonly range: Range;
  readonly at: Position;
  readonly reportedLine: number;
}

export interface UnitDocument {
  readonly lines: readonly PhysicalLine[];
  /** Headers, assignments and problems in order, up to a fatal problem. */
  readonly sections: readonly SectionHeader[];
  readonly assignments: readonly Assignment[];
  readonly problems: readonly LineProblem[];
}

/** The problem that makes the whole file fail to load, if there is one. */
export function failureOf(document: UnitDocument): LineProblem | undefined {
  return document.problems.find((problem) => problem.effect === 'fatal');
}

/** Offset in the file's text of character `index` of the assignment's value. */
export function sourceOffset(assignment: Assignment, index: number): number {
  const { pieces } = assignment;
  let low = 0;
  let high = pieces.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((pieces[middle]?.index ?? 0) <= index) low = middle;
    else high = middle - 1;
  }
  const piece = pieces[low];
  return piece === undefined ? assignment.valueRange.start : piece.offset + index - piece.index;
}
