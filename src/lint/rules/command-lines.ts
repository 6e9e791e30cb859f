/** The command lines of a unit, taken apart. */
import {
  type Assignment,
  type Command,
  type CommandLine,
  lookupDirective,
  parseCommandLine,
  type UnitDocument,
  type Word,
} from '../../codec/unit/index.ts';
import type { UnitRuleContext } from '../rule.ts';

export interface WrittenCommandLine extends CommandLine {
  readonly assignment: Assignment;
}

type Context = Pick<UnitRuleContext, 'unitType' | 'directives'>;

const read = new WeakMap<Assignment, WrittenCommandLine>();

/** Every assignment of a command line with its commands. */
export function commandLines(
  { assignments }: Pick<UnitDocument, 'assignments'>,
  context: Context,
): WrittenCommandLine[] {
  return assignments.flatMap((assignment) => {
    const { section, key, value } = assignment;
    if (lookupDirective(context.directives, section, key, context.unitType)?.type !== 'commandLine') return [];
    const known = read.get(assignment) ?? { ...parseCommandLine(value), assignment };
    read.set(assignment, known);
    return [known];
  });
}

/** The words behind the program, and behind argv[0] where `@` gives it. */
export function argumentsOf({ prefixes, words }: Command): readonly Word[] {
  return words.slice(prefixes.separateArgv0 ? 2 : 1);
}
