/** The check of each of systemd's parsers: `parser` of a directive. Where there is none, every value is taken. */
import { checkBoolean } from './boolean.ts';
import type { ValueCheck } from './value-problem.ts';

export const parsers: Readonly<Record<string, ValueCheck>> = {
  bool: checkBoolean,
  tristate: checkBoolean,
};
