/** What systemd does with the value of a directive: the parsers of src/core/load-fragment.c. */
import type { Directive } from '../directive.ts';
import { parsers } from './parsers.ts';
import { ignored, type ValueContext, type ValueProblem } from './value-problem.ts';

export type { ValueContext, ValueProblem } from './value-problem.ts';

/**
 * Judges the raw value of one assignment, as joined from its lines and without blanks at its ends. No
 * problems: systemd takes it without a word. Specifiers are not expanded: what depends on them is not judged.
 */
export function checkValue(directive: Directive, value: string, context: ValueContext): readonly ValueProblem[] {
  if (value === '') return checkEmpty(directive);
  const check = Object.hasOwn(parsers, directive.parser) ? parsers[directive.parser] : undefined;
  return check?.(value, directive, context) ?? [];
}

function checkEmpty(directive: Directive): readonly ValueProblem[] {
  if (directive.empty !== 'invalid') return [];
  const problems = ignored('', `\`${directive.name}=\` takes no empty value`, 'write a value, or remove the line');
  return directive.fatal ? problems.map((problem) => ({ ...problem, effect: 'fatal' })) : problems;
}
