/** Words inside a variable that an unbraced `$FOO` on a command line splits: systemd.service(5) "Command lines". */
import { type Printed, refused } from '../printed.ts';
import { controlReason, hasControl, isPlainWord, unprintable, withinLine } from './printable.ts';

/**
 * One word of such a variable. The splitting knows quotes and a backslash before any character but no C
 * escapes, and expands nothing again, so `%` and `$` are text. Controls other than a tab are refused.
 */
export function quoteVariableWord(text: string): Printed {
  const reason = unprintable(text);
  if (reason !== undefined) return refused(reason);
  if (hasControl(text.replaceAll('\t', ''))) return refused(controlReason(text));
  return withinLine(isPlainWord(text) ? text : `"${text.replace(/["\\]/g, (c) => `\\${c}`)}"`);
}
