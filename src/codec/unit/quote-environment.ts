/** Words of Environment=: systemd.exec(5). */
import { type Printed, refused } from '../printed.ts';
import {
  controlReason,
  doubleQuoted,
  escapeSpecifiers,
  hasControl,
  isPlainWord,
  unprintable,
  withinLine,
} from './printable.ts';

const variableName = /^[A-Za-z_][A-Za-z0-9_]*$/;

export function isVariableName(name: string): boolean {
  return variableName.test(name);
}

/**
 * One word for Environment=, read back as exactly `name` and `value`. `$` is literal there, `%` is not.
 * Controls other than a tab are refused: systemd before 247 drops such an assignment.
 */
export function quoteEnvironmentAssignment(name: string, value: string): Printed {
  if (!isVariableName(name)) return refused('has a name that is not a variable name (letters, digits and `_`)');
  const reason = unprintable(value);
  if (reason !== undefined) return refused(reason);
  if (hasControl(value.replaceAll('\t', ''))) return refused(controlReason(value));
  const word = `${name}=${escapeSpecifiers(value)}`;
  return withinLine(isPlainWord(word) ? word : doubleQuoted(word));
}
