/** The first word of a command line: systemd.service(5) "Command lines". */
import { type Printed, refused } from '../printed.ts';
import { byteLength } from './bytes.ts';
import { nameMax, pathMax } from './path-limits.ts';
import { controlReason, hasControl, unprintable, withinLine } from './printable.ts';

/**
 * The program of an `Exec*=` line: an absolute path that is run, and given as argv[0], as exactly `text`.
 * The caller's prefix (`-`, `+`, …) may stand directly in front, so the path is never put in quotes:
 * systemd before 220 knows quotes only at the very start of a word. Blanks become `\x20`.
 */
export function quoteExecPath(text: string): Printed {
  const reason = unprintable(text) ?? pathReason(text);
  if (reason !== undefined) return refused(reason);
  return withinLine(text.replaceAll(' ', '\\x20'));
}

function pathReason(text: string): string | undefined {
  if (!text.startsWith('/')) return 'is not an absolute path';
  if (text.endsWith('/')) return 'ends in `/`: it names a directory, not a program';
  if (hasControl(text)) return controlReason(text);
  if (/["'\\]/.test(text)) return 'holds a quote or a backslash, which systemd refuses in the path of a program';
  // Since 235 `%` is expanded in the path, before it was not: no spelling reads the same everywhere.
  if (text.includes('%')) return 'holds a `%`, which systemd versions read differently in the path of a program';
  // Variables are replaced in argv[0] but not in the path that is run.
  if (/\$[${]/.test(text)) return 'holds `$$` or `${`, which systemd replaces in argv[0] only';
  if (byteLength(text) >= pathMax || text.split('/').some((name) => byteLength(name) > nameMax)) {
    return 'is longer than a path can be';
  }
  return undefined;
}
