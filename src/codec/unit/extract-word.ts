/** The word splitter of systemd: extract_first_word() of src/basic/extract-word.c. */
import { decodeBytes, encodeBytes } from './bytes.ts';
import { unescapeOne } from './c-escape.ts';

export interface ExtractFlags {
  readonly unquote?: boolean;
  /** Backslashes are ordinary characters. */
  readonly retainEscape?: boolean;
  readonly cUnescape?: boolean;
  /** With `cUnescape`: an unknown escape stays as it is written. */
  readonly keepUnknown?: boolean;
  /** An open quote or a backslash at the end is no error. */
  readonly relax?: boolean;
  /** What separates words; blanks when it is absent. */
  readonly separators?: string;
  /** Each separator ends a word, which may be empty; after the last one comes another word. */
  readonly keepEmpty?: boolean;
  /** A backslash in front of a separator or a backslash stands for it. */
  readonly unescapeSeparators?: boolean;
}

export interface Word {
  /** Without quotes and escapes; a byte that `\xHH` made and that is no valid UTF-8 is U+DC00 + byte. */
  readonly text: string;
  /** Where it is written in the value. */
  readonly start: number;
  readonly end: number;
}

export type Extracted =
  | { readonly type: 'word'; readonly word: Word /** Where the next word begins. */; readonly next: number }
  | { readonly type: 'end' }
  | { readonly type: 'error'; readonly kind: 'escape' | 'quote'; readonly start: number };

export function isSeparator(character: string | undefined): boolean {
  return character === ' ' || character === '\t' || character === '\n' || character === '\r';
}

export function skipSeparators(value: string, from: number): number {
  return skip(value, from, undefined);
}

export function extractWord(value: string, from: number, flags: ExtractFlags): Extracted {
  const start = flags.keepEmpty === true ? from : skip(value, from, flags.separators);
  if (flags.keepEmpty === true ? start > value.length : start >= value.length) return { type: 'end' };
  const parts: string[] = [];
  let bytes = false;
  let quote = '';
  let at = start;
  let run = start;
  const cut = (length: number): void => {
    parts.push(value.slice(run, at));
    at += length;
    run = at;
  };
  while (at < value.length) {
    const character = value.charAt(at);
    if (character === '\\' && flags.retainEscape !== true) {
      const found = readEscape(value, at, flags);
      if (found === undefined) return { type: 'error', kind: 'escape', start };
      cut(found.length);
      parts.push(found.text);
      bytes ||= found.bytes;
    } else if (quote === '' && separates(character, flags.separators)) break;
    else if (quote === '' ? flags.unquote === true && isQuote(character) : character === quote) {
      quote = quote === '' ? character : '';
      cut(1);
    } else at++;
  }
  if (quote !== '' && flags.relax !== true) return { type: 'error', kind: 'quote', start };
  const end = at;
  cut(0);
  const text = parts.join('');
  const word = { text: bytes ? decodeBytes(encodeBytes(text)) : text, start, end };
  return { type: 'word', word, next: flags.keepEmpty === true ? end + 1 : skip(value, end, flags.separators) };
}

function separates(character: string, separators: string | undefined): boolean {
  return separators === undefined ? isSeparator(character) : separators.includes(character);
}

function skip(value: string, from: number, separators: string | undefined): number {
  let at = from;
  while (at < value.length && separates(value.charAt(at), separators)) at++;
  return at;
}

function isQuote(character: string): boolean {
  return character === '"' || character === "'";
}

interface Escape {
  readonly text: string;
  /** Of the escape in the value, with its backslash. */
  readonly length: number;
  /** Holds bytes that may form a character only together with their neighbours. */
  readonly bytes: boolean;
}

function readEscape(value: string, at: number, flags: ExtractFlags): Escape | undefined {
  if (at + 1 >= value.length) {
    // Nothing follows: kept where unknown escapes are kept (an open quote is still an error), dropped when relaxed.
    if (flags.keepUnknown === true) return { text: '\\', length: 1, bytes: false };
    return flags.relax === true ? { text: '', length: 1, bytes: false } : undefined;
  }
  const next = value.charAt(at + 1);
  const plain = { text: next, length: 2, bytes: false };
  if (flags.cUnescape !== true && flags.unescapeSeparators !== true) return plain;
  const unescaped = flags.cUnescape === true ? unescapeOne(value, at + 1) : undefined;
  if (unescaped !== undefined) return { ...unescaped, length: unescaped.length + 1 };
  if (flags.unescapeSeparators === true && (next === '\\' || separates(next, flags.separators))) return plain;
  return flags.keepUnknown === true ? { text: value.slice(at, at + 2), length: 2, bytes: false } : undefined;
}
