import { decodeBytes, encodeBytes } from '../unit/bytes.ts';
import { unescapeOne } from '../unit/c-escape.ts';
import { extractWord, skipSeparators } from '../unit/extract-word.ts';
import type { TmpfilesDialect } from './tmpfiles-dialect.ts';

export interface FieldText {
  readonly text: string;
  /** Where it is written in the line. */
  readonly start: number;
  readonly end: number;
}

export type Split =
  | { readonly ok: true; readonly words: readonly FieldText[]; readonly argument: FieldText | undefined }
  | { readonly ok: false; readonly kind: 'escape' | 'open-quote'; readonly start: number };

const fieldCount = 6;

/** The six words of a line, and as argument everything behind them up to `end`, where the outer blanks begin. */
export function splitFields(line: string, start: number, end: number, dialect: TmpfilesDialect): Split {
  const text = line.slice(0, end);
  const words: FieldText[] = [];
  let at = start;
  while (words.length < fieldCount) {
    const next = dialect.words === undefined ? plainWord(text, at) : extractWord(text, at, dialect.words);
    if (next.type === 'end') return { ok: true, words, argument: undefined };
    if (next.type === 'error') {
      return { ok: false, kind: next.kind === 'quote' ? 'open-quote' : 'escape', start: next.start };
    }
    words.push(next.word);
    at = next.next;
  }
  const rest = text.slice(at);
  return { ok: true, words, argument: rest === '' ? undefined : { text: rest, start: at, end } };
}

type PlainWord = { readonly type: 'word'; readonly word: FieldText; readonly next: number } | { readonly type: 'end' };

function plainWord(text: string, from: number): PlainWord | { readonly type: 'error'; kind: 'escape'; start: number } {
  const start = skipSeparators(text, from);
  if (start >= text.length) return { type: 'end' };
  let end = start;
  while (end < text.length && skipSeparators(text, end) === end) end++;
  return { type: 'word', word: { text: text.slice(start, end), start, end }, next: skipSeparators(text, end) };
}

/** C escapes over the whole of an argument; undefined where one is unknown, which loses the line. */
export function unescapeArgument(text: string): string | undefined {
  let result = '';
  let at = 0;
  for (let backslash = text.indexOf('\\'); backslash !== -1; backslash = text.indexOf('\\', at)) {
    const unescaped = unescapeOne(text, backslash + 1);
    if (unescaped === undefined) return undefined;
    result += text.slice(at, backslash) + unescaped.text;
    at = backslash + 1 + unescaped.length;
  }
  return decodeBytes(encodeBytes(result + text.slice(at)));
}
