/** Command lines: what parse-command-line.ts finds, as problems of the value. */
import { type CommandProblem, parseCommandLine } from '../parse-command-line.ts';
import { resolve } from './specifier.ts';
import { type Complaint, complaint, problem, type ValueCheck, type ValueProblem } from './value-problem.ts';

const complaints: Readonly<Record<CommandProblem['kind'], Complaint>> = {
  'unknown-escape': complaint('a backslash begins no known escape and stays', 'write `\\\\` for a backslash'),
  'open-quote': complaint('a quote is not closed', 'close the quote'),
  specifier: complaint('a percent sign begins no specifier that is known here', 'write `%%` for a percent sign'),
  'empty-path': complaint('the command names no program', 'write the path of a program right behind the prefixes'),
  'unsafe-path': complaint('the path of the program has quotes, backslashes or control characters in it'),
  directory: complaint('the path of the program ends in `/`', 'write the path of a program'),
  'not-a-program': complaint('the program is neither an absolute path nor a plain name', 'write its absolute path'),
  'no-argv0': complaint(
    '`@` stands in front of the program, and no word follows',
    'write the first argument, or remove `@`',
  ),
};
const effects = { fatal: 'fatal', dropped: 'ignored', kept: 'kept' } as const;

export const checkCommandLine: ValueCheck = (value, _directive, { systemd }) => {
  const { commands, problems } = parseCommandLine(value);
  const found = problems.map(({ kind, effect, offset }) =>
    problem(effects[effect], { start: offset, end: value.length }, complaints[kind]),
  );
  for (const { words, prefixes } of commands) {
    const tooNew = words.flatMap((word): ValueProblem[] => {
      const resolved = resolve(word.text, 'full', systemd);
      return resolved.type === 'bad'
        ? [problem(prefixes.ignoreFailure ? 'ignored' : 'fatal', word, resolved.what)]
        : [];
    });
    found.push(...tooNew);
  }
  return found;
};
