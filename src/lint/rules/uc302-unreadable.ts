import type { CommandProblemKind } from '../../codec/unit/index.ts';
import { lineProblemWords } from '../../systemd/line-problem-words.ts';
import type { UnitRule } from '../rule.ts';
import { commandLines } from './command-lines.ts';
import { valuePart } from './places.ts';

const commandWords: Readonly<Record<CommandProblemKind, string>> = {
  'unknown-escape': 'has an escape that systemd does not know',
  'open-quote': 'has a quote that is not closed',
  specifier: 'has a `%` that systemd cannot expand',
  'empty-path': 'names no program',
  'unsafe-path': 'names a program that systemd does not take for a path',
  directory: 'names a directory',
  'not-a-program': 'names no program: it is neither an absolute path nor a bare name',
  'no-argv0': 'has no name for its program behind `@`',
};

/** Lines that systemd skips, or that make the whole file fail, and command lines of which it drops something. */
export const unreadable: UnitRule = (document, context) => [
  ...document.problems.map(({ kind, effect, range }) => {
    const rest = context.dropIn ? 'the rest of the drop-in is lost, and the unit starts without it' : 'the unit fails';
    const message = effect === 'fatal' ? `${lineProblemWords[kind]}: ${rest}` : lineProblemWords[kind];
    return { code: 'UC302' as const, message, range };
  }),
  ...commandLines(document, context).flatMap(({ assignment, problems }) => {
    const lost = problems.find(({ effect }) => effect !== 'kept');
    if (lost === undefined) return [];
    const message = `\`${assignment.key}\` ${commandWords[lost.kind]}`;
    const { value } = assignment;
    const length = /^\S*/.exec(value.slice(lost.offset, lost.offset + 200))?.[0].length ?? 0;
    return [{ code: 'UC302' as const, message, range: valuePart(assignment, lost.offset, lost.offset + length) }];
  }),
];
