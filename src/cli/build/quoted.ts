import { visible } from '../../report/visible.ts';

/** A word of a command line that a user may copy; what a terminal would obey is shown instead of copied. */
export function quoted(word: string): string {
  const shown = visible(word);
  return /^[\w@%+=:,./-]+$/.test(shown) ? shown : `'${shown.replaceAll("'", "'\\''")}'`;
}
