/** Which assignments take effect: by the release of systemd, and by the value's own parser. */
import { checkValue, type Directive, type Judge } from '../codec/unit/index.ts';
import type { UnitType } from './names/unit-type.ts';

/** The release that data/directives.json was read from. */
export const newestSystemd = 262;

/** Without a release no directive counts as too new or removed. */
export function judgeFor(unitType: UnitType, systemd?: number): Judge {
  const context = { unitType, systemd: systemd ?? newestSystemd };
  return (directive, { value }) => {
    if (systemd !== undefined && !isKnown(directive, systemd)) return 'ignored';
    const problems = checkValue(directive, value, context);
    if (problems.some(({ effect }) => effect === 'fatal')) return 'fatal';
    return problems.some(({ effect }) => effect === 'ignored') ? 'ignored' : 'taken';
  };
}

function isKnown({ since, removed }: Directive, systemd: number): boolean {
  return since <= systemd && (removed === undefined || removed > systemd);
}
