import { type Printed, printed, refused } from '../printed.ts';

/** docker's reader gives up on a line of 64 KiB, name and `=` included; this leaves room for the name. */
const longest = 65_000;

/**
 * The `dockerenv` filter: a value for a file that `docker run --env-file` reads. docker takes everything
 * after the first `=` as it stands, quotes, backslashes and blanks at both ends included, so there is
 * nothing to escape with and what it cannot read is refused. It reads lines as text: a carriage return
 * before the line end is lost, and invalid UTF-8 is an error.
 */
export function quoteDockerEnvValue(text: string): Printed {
  if (text.includes('\n')) return refused('holds a newline');
  if (text.includes('\0')) return refused('holds a NUL character');
  if (text.endsWith('\r')) return refused('ends in a carriage return, which docker removes');
  if (/\p{Surrogate}/u.test(text)) return refused('holds half of a surrogate pair, which is no character');
  if (new TextEncoder().encode(text).length > longest) {
    return refused(`is longer than ${longest} bytes, and docker reads lines of at most 64 KiB`);
  }
  return printed(text);
}
