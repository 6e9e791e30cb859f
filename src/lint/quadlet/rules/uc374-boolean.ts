import { shown } from '../../shown.ts';
import type { QuadletFileRule } from './rule.ts';

const booleans = /^(?:1|yes|true|on|0|no|false|off)$/i;

/** podman knows four words for true; everything else is false, without a message. */
export const quadletBoolean: QuadletFileRule = ({ document }, { table }) =>
  document.assignments.flatMap(({ section, key, value, valueRange: range }) => {
    if (table.get(section)?.get(key)?.type !== 'bool' || value === '' || booleans.test(value)) return [];
    return [{ code: 'UC374' as const, message: `podman reads \`${shown(value)}\` as false`, range }];
  });
