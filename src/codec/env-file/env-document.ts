/** A file of variables as read: every byte, and what systemd takes from it. */
import type { Range } from '../../core/diagnostic.ts';

/** A stretch of the file, its line end included; the entries follow each other without gaps. */
interface Stretch {
  /** As written; a byte that is not valid UTF-8 is U+DC00 + byte. */
  readonly raw: string;
  /** Where it begins in the text of the file. */
  readonly offset: number;
}

export interface EnvAssignment extends Stretch {
  readonly kind: 'assignment';
  readonly name: string;
  /** Unquoted and unescaped. */
  readonly value: string;
  readonly nameRange: Range;
  /** Of the value as written, with its quotes; over line ends where it has some. */
  readonly valueRange: Range;
}

export type EnvEntry =
  | EnvAssignment
  /** `text` is a line without `=`; `unread` is what stands behind a NUL character. */
  | (Stretch & { readonly kind: 'blank' | 'comment' | 'text' | 'unread' });

export type EnvProblemKind =
  /** A NUL character: nothing of the file is taken. */
  | 'nul'
  /** A name or value that is not valid UTF-8, or holds a noncharacter: nothing of the file is taken. */
  | 'not-utf8'
  | 'no-equals'
  /** Not the name of a variable: systemd drops the assignment. `export A=1` is one. */
  | 'name'
  /** The file ends inside quotes; the value is taken as far as it goes. */
  | 'open-quote'
  /** Blanks between quoted parts, or between one and what follows, are dropped: `"a" b` is `ab`. */
  | 'dropped-blanks'
  /** A comment ends in a backslash: before systemd 254 the next line is part of it. */
  | 'comment-continued';

export interface EnvProblem {
  readonly kind: EnvProblemKind;
  /** What systemd does not take because of it. */
  readonly loses: 'file' | 'line' | 'nothing';
  readonly range: Range;
}

export interface EnvDocument {
  readonly entries: readonly EnvEntry[];
  readonly problems: readonly EnvProblem[];
}
