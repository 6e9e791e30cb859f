/** Booleans: parse_boolean() of src/basic/parse-util.c; systemd.syntax(7). */
import { ignored, type ValueCheck } from './value-problem.ts';

const booleans = new Set(['1', 'yes', 'y', 'true', 't', 'on', '0', 'no', 'n', 'false', 'f', 'off']);

export function isBoolean(value: string): boolean {
  return booleans.has(value.toLowerCase());
}

export const checkBoolean: ValueCheck = (value, directive) => {
  if (isBoolean(value)) return [];
  const problems = ignored(value, `\`${value}\` is not a boolean`, 'write `yes` or `no`');
  return directive.fatal ? problems.map((problem) => ({ ...problem, effect: 'fatal' })) : problems;
};
