/** What systemd does with the value of a directive: the parsers of src/core/load-fragment.c. */
import type { Directive } from '../directive.ts';
import { parsers } from './parsers.ts';
import { complaint, ignored, type ValueContext, type ValueProblem, whole } from './value-problem.ts';

export type { ValueContext, ValueProblem } from './value-problem.ts';

/**
 * Judges the raw value of one assignment, as joined from its lines and without blanks at its ends. No
 * problems: systemd takes it without a word. Specifiers are not expanded: what depends on them is not judged.
 */
export function checkValue(directive: Directive, value: string, context: ValueContext): readonly ValueProblem[] {
  if (!isSupported(directive, context.unitType)) {
    return ignored(value, `a ${context.unitType} unit has no ${directive.name}=`, 'remove the line');
  }
  if (value === '' && !judgesEmpty.has(directive.parser)) return checkEmpty(directive, context);
  const check = Object.hasOwn(parsers, directive.parser) ? parsers[directive.parser] : undefined;
  return check?.(value, directive, context) ?? [];
}

/** Old keys, which warn whatever the value is. */
const judgesEmpty = new Set(['warn_compat', 'obsolete_unit_deps']);

/** Keys that the table has for every unit with a control group, and that few act on: `can_delegate`, `can_set_managed_oom`. */
const supported: Readonly<Record<string, readonly string[]>> = {
  delegate: ['service', 'scope'],
  managed_oom_mode: ['service', 'scope', 'slice'],
  managed_oom_mem_pressure_limit: ['service', 'scope', 'slice'],
};

function isSupported({ parser }: Directive, unitType: string): boolean {
  return !Object.hasOwn(supported, parser) || supported[parser]?.includes(unitType) === true;
}

function checkEmpty(directive: Directive, { systemd }: ValueContext): readonly ValueProblem[] {
  if (directive.empty !== 'invalid' && (directive.emptySince ?? 0) <= systemd) return [];
  const what = complaint(`\`${directive.name}=\` takes no empty value`, 'write a value, or remove the line');
  return whole(directive.fatal ? 'fatal' : 'ignored', '', what);
}
