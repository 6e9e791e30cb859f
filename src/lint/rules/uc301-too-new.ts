import { lookupDirective } from '../../codec/unit/index.ts';
import type { UnitRule } from '../rule.ts';

/** Settings that the host's systemd does not know yet, or no longer acts on. */
export const tooNew: UnitRule = (document, { unitType, directives, systemd }) =>
  document.assignments.flatMap(({ section, key, keyAt }) => {
    const directive = lookupDirective(directives, section, key, unitType);
    if (directive === undefined) return [];
    const { since, removed } = directive;
    if (since > Number(systemd)) {
      const message = `\`${key}\` came with systemd ${since}, and the host has ${systemd}`;
      return [{ code: 'UC301', message, line: keyAt.line }];
    }
    if (removed === undefined || removed > Number(systemd)) return [];
    const message = `\`${key}\` has no effect since systemd ${removed}, and the host has ${systemd}`;
    return [{ code: 'UC301', message, line: keyAt.line }];
  });
