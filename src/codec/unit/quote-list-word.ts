/** Words of list values, by the key's quoting mode. */
import { type Printed, refused } from '../printed.ts';
import {
  controlReason,
  doubleQuoted,
  escapeSpecifiers,
  hasControl,
  isPlainWord,
  startsLikeComment,
  unprintable,
  withinLine,
} from './printable.ts';
import type { QuotingMode } from './quoting-mode.ts';

export interface ListWordOptions {
  /** `escape` (default): the key expands specifiers and `%` is text. `keep`: print `%` as it is. */
  readonly specifiers?: 'escape' | 'keep';
}

/** One word of a list value that reads back as exactly `text`, in every systemd since 219, or a refusal. */
export function quoteListWord(text: string, mode: QuotingMode, options: ListWordOptions = {}): Printed {
  const reason = unprintable(text);
  if (reason !== undefined) return refused(reason);
  const word = options.specifiers === 'keep' ? text : escapeSpecifiers(text);
  if (isPlainWord(word)) return withinLine(word);
  if (mode === 'unquote+cunescape') return withinLine(doubleQuoted(word));
  if (hasControl(word)) return refused(controlReason(word));
  return mode === 'none' || mode === 'retain-escape' ? bareWord(word, mode) : quotedWord(word, mode);
}

/** Modes without quotes: what separates words, or starts a comment, cannot be written at all. */
function bareWord(word: string, mode: QuotingMode): Printed {
  if (word === '') return refused('is empty, which this key cannot hold');
  if (word.includes(' ')) return refused('holds a blank, which separates the words of this key');
  if (startsLikeComment(word)) return refused('begins like a comment');
  if (mode === 'none') {
    if (word.includes('\\')) return refused('holds a backslash, which systemd versions read differently here');
  } else if (word.endsWith('\\')) return refused('ends in a backslash');
  return withinLine(word);
}

/**
 * Modes with quotes but without an escape that all versions share. Quotes go around the whole word, in the
 * kind that the word does not hold.
 */
function quotedWord(word: string, mode: QuotingMode): Printed {
  if (mode === 'unquote' && word.includes('\\')) {
    return refused('holds a backslash, which systemd versions read differently here');
  }
  if (word.endsWith('\\')) return refused('ends in a backslash');
  if (isPlainWord(word.replaceAll('\\', ''))) return withinLine(word);
  if (!word.includes('"')) return withinLine(`"${word}"`);
  if (!word.includes("'")) return withinLine(`'${word}'`);
  return refused('holds both kinds of quotes, which this key cannot carry');
}
