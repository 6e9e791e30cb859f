/** Words of command lines: systemd.service(5) "Command lines". */
import { type Printed, printed, refused } from '../printed.ts';
import { doubleQuoted, escapeSpecifiers, isPlainWord, unprintable, withinLine } from './printable.ts';
import { badSpecifier } from './specifier-letters.ts';

export interface ExecWordOptions {
  /** `escape`: a `%` is text. `keep`: `%i` and the like stay specifiers and the caller answers for them. */
  readonly specifiers: 'escape' | 'keep';
}

/**
 * One argument (never the first word) of an `Exec*=` line, which systemd hands to the program as exactly
 * `text`: after unquoting, specifier expansion and variable expansion. A newline is printed as `\n`.
 */
export function quoteExecWord(text: string, options: ExecWordOptions): Printed {
  const reason = unprintable(text);
  if (reason !== undefined) return refused(reason);
  // A lone semicolon separates commands; systemd before 220 takes even a quoted one as separator.
  if (text === ';') return printed('\\;');
  const literal = escapeVariables(text);
  const word = options.specifiers === 'escape' ? escapeSpecifiers(literal) : literal;
  return withinLine(isPlainWord(word) ? word : doubleQuoted(word));
}

/** Like {@link quoteExecWord}, but lets specifiers through; refuses what systemd cannot expand. */
export function quoteSpecifierWord(text: string): Printed {
  const bad = badSpecifier(text);
  if (bad !== undefined) return refused(`holds \`${bad}\`, which is no specifier`);
  return quoteExecWord(text, { specifiers: 'keep' });
}

/**
 * `$$` is a literal `$`. Before 228 a word that BEGINS with `$$` vanished, taken for a variable of the
 * name `$…` (systemd pull request 1487); an empty `${}` in front keeps it, in every version.
 */
function escapeVariables(text: string): string {
  const doubled = text.replaceAll('$', () => '$$');
  return doubled.startsWith('$') ? `\${}${doubled}` : doubled;
}
