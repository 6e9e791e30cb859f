import { type Printed, printed, refused } from '../printed.ts';
import { envRefusal } from './env-refusal.ts';

/**
 * The `env` filter: a value for a file that systemd reads as EnvironmentFile= and that a POSIX shell may
 * source as well. Double quotes, and a backslash before `"`, `\`, `` ` `` and `$` only: that is what both
 * undo. systemd 219 removes any backslash inside double quotes, so no other escape may be used
 * (systemd.exec(5) "EnvironmentFile=", POSIX shell "Double-Quotes").
 */
export function quoteEnvValue(text: string): Printed {
  const reason = envRefusal(text);
  if (reason !== undefined) return refused(reason);
  return printed(`"${text.replace(/["\\`$]/g, '\\$&')}"`);
}
