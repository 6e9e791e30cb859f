import { checkValue, lookupDirective } from '../../codec/unit/index.ts';
import type { UnitRule } from '../rule.ts';
import { valuePart } from './places.ts';

const saidElsewhere = new Set(['KillMode']);
/** Without a version the newest that the table knows. */
const newest = 262;

/** What the key's own parser does not take of a value, and what it takes and corrects. */
export const value: UnitRule = ({ assignments }, { unitType, directives, systemd }) =>
  assignments.flatMap((assignment) => {
    const { section, key, value: text } = assignment;
    const directive = lookupDirective(directives, section, key, unitType);
    // Command lines are UC302's.
    if (directive === undefined || directive.type === 'commandLine') return [];
    const context = { unitType, systemd: systemd === undefined ? newest : Number(systemd) };
    const old = directive.deprecated || directive.removed !== undefined;
    // Of what is deprecated UC311 says more, of KillMode=none UC331.
    const problems = checkValue(directive, text, context).filter(
      ({ effect }) => effect !== 'kept' || !(old || saidElsewhere.has(key)),
    );
    return problems.map(({ effect, message, help, start, end }) => ({
      code: effect === 'kept' ? ('UC313' as const) : ('UC312' as const),
      message,
      ...(help !== undefined && { help }),
      range: valuePart(assignment, start, end),
    }));
  });
