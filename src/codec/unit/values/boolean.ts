/** Booleans: parse_boolean() of src/basic/parse-util.c; systemd.syntax(7). */
import { complaint, shown, type ValueCheck, whole } from './value-problem.ts';

const booleans = new Set(['1', 'yes', 'y', 'true', 't', 'on', '0', 'no', 'n', 'false', 'f', 'off']);
const longest = 5;

export function isBoolean(value: string): boolean {
  return value.length <= longest && booleans.has(value.toLowerCase());
}

export const checkBoolean: ValueCheck = (value, directive) => {
  if (isBoolean(value)) return [];
  const what = complaint(`${shown(value)} is not a boolean`, 'write `yes` or `no`');
  return whole(directive.fatal ? 'fatal' : 'ignored', value, what);
};
