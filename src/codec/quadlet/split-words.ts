/** Words of a value: splitString() of pkg/systemd/parser/split.go, a port of systemd's with an end of its own. */
import { extractWord, type Word } from '../unit/extract-word.ts';

export interface QuadletWords {
  readonly words: readonly Word[];
  /** Where podman drops the whole value, because of an escape that it does not know. */
  readonly lostAt?: number;
  /** An empty word in quotes: podman takes it for the end, and what follows is lost. */
  readonly endsAt?: number;
}

/** `words`: quotes are removed and backslashes kept; `args`: C escapes too, and an open quote is no error. */
export function splitQuadletWords(value: string, reader: 'words' | 'args'): QuadletWords {
  const flags =
    reader === 'words' ? { unquote: true, retainEscape: true } : { unquote: true, cUnescape: true, relax: true };
  const words: Word[] = [];
  for (let at = 0; ; ) {
    const result = extractWord(value, at, flags);
    if (result.type === 'end') return { words };
    if (result.type === 'error') return { words, lostAt: result.start };
    if (result.word.text === '') return { words, endsAt: result.word.start };
    words.push(result.word);
    at = result.next;
  }
}
