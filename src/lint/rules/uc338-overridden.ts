import { type Assignment, lookupDirective } from '../../codec/unit/index.ts';
import type { UnitRule } from '../rule.ts';

/**
 * A setting of one value that is written twice below one header: the second one alone counts. What stands
 * below a header of its own further down is meant to win.
 */
export const overridden: UnitRule = ({ assignments, sections }, { unitType, directives }) => {
  let block = -1;
  const last = new Map<string, Assignment>();
  return assignments.flatMap((assignment) => {
    const { section, key, value } = assignment;
    const directive = lookupDirective(directives, section, key, unitType);
    if (directive === undefined || directive.list || directive.removed !== undefined || value === '') return [];
    while ((sections[block + 1]?.range.start ?? Number.POSITIVE_INFINITY) < assignment.keyRange.start) block++;
    const name = `${block}.${key}`;
    const before = last.get(name);
    last.set(name, assignment);
    if (before === undefined) return [];
    const message = `\`${key}\` is written again in line ${assignment.keyAt.line}, and this one does not count`;
    return [{ code: 'UC338' as const, message, range: before.keyRange }];
  });
};
