/** What systemd does not take of a value, as plain data; and how the checks of one syntax are called. */
import type { Directive } from '../directive.ts';

export interface ValueProblem {
  /**
   * What systemd does: `kept`: takes the value all the same; `ignored`: drops the assignment;
   * `word-dropped`: drops a word, or the rest of the line, and keeps the others; `fatal`: does not load the
   * unit.
   */
  readonly effect: 'kept' | 'ignored' | 'word-dropped' | 'fatal';
  /** What is wrong, in the present tense. */
  readonly message: string;
  /** What to write instead, where there is an answer. */
  readonly help?: string;
  /** Offsets in the value. */
  readonly start: number;
  readonly end: number;
  /** systemd says nothing of it when it loads the unit. */
  readonly silent?: true;
}

export interface ValueContext {
  /** `service`, `timer`, … */
  readonly unitType: string;
  /** systemd's major version. */
  readonly systemd: number;
}

/** Judges a value that is not empty, blanks at its ends cut as the unit's parser does. */
export type ValueCheck = (value: string, directive: Directive, context: ValueContext) => readonly ValueProblem[];

/** What is wrong with a part of a value, before it is known what systemd does then. */
export interface Complaint {
  readonly message: string;
  readonly help?: string;
}

export interface Span {
  readonly start: number;
  readonly end: number;
}

export function complaint(message: string, help?: string): Complaint {
  return { message, ...(help !== undefined && { help }) };
}

export function problem(effect: ValueProblem['effect'], span: Span, what: Complaint): ValueProblem {
  const { message, help } = what;
  return { effect, message, ...(help !== undefined && { help }), start: span.start, end: span.end };
}

/** A problem of the whole value. */
export function whole(effect: ValueProblem['effect'], value: string, what: Complaint): readonly ValueProblem[] {
  return [problem(effect, { start: 0, end: value.length }, what)];
}

/** systemd drops the whole assignment, with a warning. */
export function ignored(value: string, message: string, help?: string): readonly ValueProblem[] {
  return whole('ignored', value, complaint(message, help));
}

/** systemd drops one word, with a warning. */
export function dropped(word: Span, message: string, help?: string): ValueProblem {
  return problem('word-dropped', word, complaint(message, help));
}

/** systemd passes it over in silence. */
export function silent(found: ValueProblem): ValueProblem {
  return { ...found, silent: true };
}

const shownLength = 60;
const controls = /\p{Cc}|\p{Cs}/gu;

/** A part of the value for a message: of bounded length, without control characters. */
export function shown(text: string): string {
  const cut = text.length > shownLength ? `${text.slice(0, shownLength)}…` : text;
  return `\`${cut.replace(controls, '�')}\``;
}
