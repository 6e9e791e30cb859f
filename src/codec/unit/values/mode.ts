/** File modes: parse_mode() of src/basic/parse-util.c. */
import { parseInteger } from './integer.ts';
import { ignored, shown, type ValueCheck } from './value-problem.ts';

export const checkMode: ValueCheck = (value) => {
  const mode = /^[+-]/.test(value) ? undefined : parseInteger(value, 8);
  if (mode !== undefined && mode >= 0n && mode <= 0o7777n) return [];
  return ignored(value, `${shown(value)} is not a file mode`, 'write octal digits, like `0755`');
};
