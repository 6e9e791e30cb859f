import { type Printed, printed, refused } from '../printed.ts';
import { quoteEnvValue } from './quote-env-value.ts';

const variableName = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** Whether systemd and a shell take `name` as the name of a variable. */
export function isEnvName(name: string): boolean {
  return variableName.test(name);
}

/** One line, without its line end: `NAME="value"`. */
export function envAssignment(name: string, value: string): Printed {
  if (!isEnvName(name)) return refused(`is for \`${name}\`, which is not the name of a variable`);
  const quoted = quoteEnvValue(value);
  return quoted.ok ? printed(`${name}=${quoted.text}`) : quoted;
}
