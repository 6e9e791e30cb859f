import { byteLength } from '../../codec/unit/index.ts';
import type { UnitRule } from '../rule.ts';

/** systemd read unit files with fgets() into LINE_MAX (2048) bytes; read_line() without that limit came in 2017. */
const firstWithoutLimit = 236;
const limit = 2046;

export const longLine: UnitRule = ({ lines }, { systemd }) => {
  if (systemd === undefined || Number(systemd) >= firstWithoutLimit) return [];
  return lines.flatMap(({ text, offset }) => {
    const length = byteLength(text);
    if (length <= limit) return [];
    const message = `a line of ${length} bytes is cut in two by systemd ${systemd}, which reads ${limit} at once`;
    return [{ code: 'UC303', message, range: { start: offset, end: offset + text.length } }];
  });
};
