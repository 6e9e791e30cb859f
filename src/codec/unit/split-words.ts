/** Values split into words by a key's quoting mode: systemd.syntax(7) "Quoting". */
import { type ExtractFlags, extractWord, type Word } from './extract-word.ts';
import type { QuotingMode } from './quoting-mode.ts';

export interface WordProblem {
  /** `escape`: an unknown escape or a backslash at the end; `quote`: a quote that is not closed. */
  readonly kind: 'escape' | 'quote';
  /** Where the word begins that cannot be read. */
  readonly offset: number;
}

export interface Words {
  readonly words: readonly Word[];
  /** systemd drops the rest of the line from here on, with a warning, and keeps the words before. */
  readonly problem?: WordProblem;
}

const flagsOf: Readonly<Record<QuotingMode, ExtractFlags>> = {
  none: {},
  'retain-escape': { retainEscape: true },
  unquote: { unquote: true },
  'unquote+retain-escape': { unquote: true, retainEscape: true },
  'unquote+cunescape': { unquote: true, cUnescape: true },
};

export function splitWords(value: string, mode: QuotingMode): Words {
  return splitWith(value, flagsOf[mode]);
}

/** How a variable is split that an unbraced `$FOO` names: quotes and backslashes, and nothing is an error. */
export function splitVariable(value: string): string[] {
  return splitWith(value, { unquote: true, relax: true }).words.map((word) => word.text);
}

function splitWith(value: string, flags: ExtractFlags): Words {
  const words: Word[] = [];
  for (let at = 0; ; ) {
    const result = extractWord(value, at, flags);
    if (result.type === 'end') return { words };
    if (result.type === 'error') return { words, problem: { kind: result.kind, offset: result.start } };
    words.push(result.word);
    at = result.next;
  }
}
