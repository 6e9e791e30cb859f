import { type Printed, printed, refused } from '../printed.ts';

/** Characters that no shell gives a meaning to, anywhere in a word; `=` not at the start, where zsh expands it. */
const plain = /^[A-Za-z0-9_@+:,./-][A-Za-z0-9_@+:,./=-]*$/;

/** Bare, these would be an assignment where a command name is expected. */
const assignment = /^[A-Za-z_][A-Za-z0-9_]*\+?=/;

/** Reserved in POSIX sh, bash or ksh where a command name is expected; quoted they are ordinary words. */
const reserved = new Set(
  (
    'if then else elif fi do done case esac while until for in ' + 'function select time coproc namespace end foreach'
  ).split(' '),
);

/** The `sh` filter: one word for a POSIX shell, bare where that is safe in every position, else in single quotes. */
export function quoteShellWord(text: string): Printed {
  if (text.includes('\0')) return refused('holds a NUL character');
  if (/\p{Surrogate}/u.test(text)) return refused('holds half of a surrogate pair, which is no character');
  if (plain.test(text) && !assignment.test(text) && !reserved.has(text)) return printed(text);
  return printed(`'${text.replaceAll("'", "'\\''")}'`);
}
