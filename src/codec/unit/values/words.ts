/** Lists of words: each is judged by itself; where one cannot be read, systemd drops the rest of the line. */
import { type ExtractFlags, extractWord, type Word } from '../extract-word.ts';
import { type Complaint, complaint, dropped, problem, type ValueProblem } from './value-problem.ts';

/** More are not told, and the words behind them not read: looking for better ones takes time. */
export const mostProblems = 100;

export type WordCheck = (word: Word) => ValueProblem | undefined;

/** The words from `from` on. `retained` and `unquoted` are the flags of most lists. */
export function checkWords(value: string, from: number, flags: ExtractFlags, check: WordCheck): ValueProblem[] {
  const problems: ValueProblem[] = [];
  for (let at = from; ; ) {
    const result = extractWord(value, at, flags);
    if (result.type === 'end' || problems.length >= mostProblems) return problems;
    if (result.type === 'error') {
      const rest = { start: result.start, end: value.length };
      return [...problems, problem('word-dropped', rest, unreadable(result.kind))];
    }
    const found = check(result.word);
    if (found !== undefined) problems.push(found);
    at = result.next;
  }
}

export function unreadable(kind: 'escape' | 'quote'): Complaint {
  return kind === 'quote'
    ? complaint('a quote is not closed', 'close the quote')
    : complaint('a backslash begins no known escape', 'write `\\\\` for a backslash');
}

/** As a word check: what is wrong drops the word. */
export function wordDropped(word: Word, what: Complaint | undefined): ValueProblem | undefined {
  return what === undefined ? undefined : dropped(word, what.message, what.help);
}

export const unquoted: ExtractFlags = { unquote: true };
export const retained: ExtractFlags = { unquote: true, retainEscape: true };
/** A `:`-separated tuple inside a word: EXTRACT_CUNESCAPE|EXTRACT_UNESCAPE_SEPARATORS. */
export const tuple: ExtractFlags = { separators: ':', cUnescape: true, unescapeSeparators: true };
