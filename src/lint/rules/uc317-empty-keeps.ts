import { lookupDirective } from '../../codec/unit/index.ts';
import type { UnitRule } from '../rule.ts';

/** An empty assignment to a key whose values cannot be taken back: dependencies, above all. */
export const emptyKeeps: UnitRule = ({ assignments }, { unitType, directives }) =>
  assignments.flatMap(({ section, key, value, keyRange: range }) => {
    if (value !== '' || lookupDirective(directives, section, key, unitType)?.empty !== 'noop') return [];
    return [{ code: 'UC317' as const, message: `an empty \`${key}=\` takes nothing back`, range }];
  });
