/** unit_validate_on_failure_job_mode() of src/core/unit.c, for units of all types. */
import { splitWords } from '../../codec/unit/index.ts';
import type { RefusalRule, SectionSettings } from './refusal.ts';

function countOf(unit: SectionSettings, key: string): number {
  return new Set(unit.all(key).flatMap((value) => splitWords(value, 'retain-escape').words.map(({ text }) => text)))
    .size;
}

function rule(event: 'OnSuccess' | 'OnFailure'): RefusalRule {
  return {
    keys: [event, `${event}JobMode`],
    message: `\`${event}JobMode=isolate\` is set, and \`${event}=\` names several units`,
    help: 'name one unit: only one can be isolated',
    holds: (unit) => unit.last(`${event}JobMode`) === 'isolate' && countOf(unit, event) > 1,
  };
}

export const failureModeRules: readonly RefusalRule[] = [rule('OnSuccess'), rule('OnFailure')];
