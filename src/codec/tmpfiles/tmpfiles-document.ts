/** A tmpfiles.d file as read: every byte, and the fields that systemd-tmpfiles takes from its lines. */
import type { Range } from '../../core/diagnostic.ts';

/** A line of the file, its line end included; a byte that is not valid UTF-8 is U+DC00 + byte. */
interface Stretch {
  readonly raw: string;
  /** Where it begins in the text of the file. */
  readonly offset: number;
}

export type TmpfilesFieldName = 'type' | 'path' | 'mode' | 'user' | 'group' | 'age' | 'argument';

export interface TmpfilesField {
  /** Unquoted and unescaped, with its specifiers as written. */
  readonly value: string;
  /** As written, with its quotes. */
  readonly range: Range;
}

export interface TmpfilesLine extends Stretch {
  readonly kind: 'entry';
  /** Only the fields that are there: `-` and an empty field are none. */
  readonly fields: Readonly<Partial<Record<TmpfilesFieldName, TmpfilesField>>>;
}

export type TmpfilesEntryLine =
  | TmpfilesLine
  /** `unread` is a line that systemd-tmpfiles cannot split; it goes on with the next. */
  | (Stretch & { readonly kind: 'blank' | 'comment' | 'unread' });

export type TmpfilesProblemKind =
  /** A type without a path. */
  | 'fields'
  | 'open-quote'
  | 'escape'
  | 'type'
  | 'modifier'
  | 'relative-path'
  | 'mode'
  | 'age'
  /** `%` before a letter that names nothing here. */
  | 'specifier'
  | 'argument-missing'
  /** This type of line takes none. */
  | 'argument-ignored';

export interface TmpfilesProblem {
  readonly kind: TmpfilesProblemKind;
  readonly loses: 'line' | 'nothing';
  readonly range: Range;
}

export interface TmpfilesDocument {
  readonly lines: readonly TmpfilesEntryLine[];
  readonly problems: readonly TmpfilesProblem[];
}
