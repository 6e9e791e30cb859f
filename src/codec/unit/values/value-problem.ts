/** What systemd does not take of a value, as plain data; and how the checks of one syntax are called. */
import type { Directive } from '../directive.ts';

export interface ValueProblem {
  /**
   * What systemd does: `kept`: takes the value, with a warning; `ignored`: drops the assignment;
   * `word-dropped`: drops a word and keeps the others; `fatal`: does not load the unit.
   */
  readonly effect: 'kept' | 'ignored' | 'word-dropped' | 'fatal';
  /** What is wrong, in the present tense. */
  readonly message: string;
  /** What to write instead, where there is an answer. */
  readonly help?: string;
  /** Offsets in the value. */
  readonly start: number;
  readonly end: number;
}

export interface ValueContext {
  /** `service`, `timer`, … */
  readonly unitType: string;
  /** systemd's major version. */
  readonly systemd: number;
}

/** Judges a value that is not empty, blanks at its ends cut as the unit's parser does. */
export type ValueCheck = (value: string, directive: Directive, context: ValueContext) => readonly ValueProblem[];

/** A problem of the whole value, which systemd drops with a warning. */
export function ignored(value: string, message: string, help?: string): readonly ValueProblem[] {
  return [{ effect: 'ignored', message, ...(help !== undefined && { help }), start: 0, end: value.length }];
}
