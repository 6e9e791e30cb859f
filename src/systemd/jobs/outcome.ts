/** How starting a unit ends. */
import type { GraphUnit } from '../graph/graph-unit.ts';
import { isTrue, lastSetting } from '../graph/reading.ts';
import { serviceType } from '../graph/rules/service.ts';

/**
 * `finished`: it did its work and is inactive again, as `Type=oneshot` without RemainAfterExit=. `skipped`: a
 * condition was not met. `refused`: an assertion was not.
 */
export type StartOutcome = 'started' | 'finished' | 'failed' | 'skipped' | 'refused';

/** Where nothing goes wrong. */
export function usualOutcome(unit: GraphUnit): StartOutcome {
  if (unit.type !== 'service' || serviceType(unit) !== 'oneshot') return 'started';
  return isTrue(unit, 'RemainAfterExit') ? 'started' : 'finished';
}

const modes = /^(fail|replace|replace-irreversibly|isolate|flush|ignore-dependencies|ignore-requirements)$/;

/** OnFailureJobMode= is `replace` and OnSuccessJobMode= `fail` by default; modes but `fail` count as `replace`. */
export function triggeredMode(unit: GraphUnit, key: 'OnFailure' | 'OnSuccess'): 'replace' | 'fail' {
  const written = lastSetting(unit, `${key}JobMode`, (value) => modes.test(value), 'Unit')?.value;
  return (written ?? (key === 'OnSuccess' ? 'fail' : 'replace')) === 'fail' ? 'fail' : 'replace';
}
