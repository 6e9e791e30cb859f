import type { Word } from '../../codec/unit/index.ts';
import type { Finding } from '../finding.ts';
import type { UnitRule } from '../rule.ts';
import { argumentsOf, commandLines } from './command-lines.ts';
import { valuePart } from './places.ts';
import { runsShell } from './shell.ts';

interface Syntax {
  /** Of the word as it is written, quotes included. */
  readonly word: RegExp;
  readonly what: string;
}

/** What a shell would act on, and systemd hands to the program. A quoted word is text for both. */
const syntaxes: readonly Syntax[] = [
  { word: /^\|\|?$|^\|&$/, what: 'a pipe' },
  { word: /^&&$/, what: '`&&`' },
  { word: /^&$/, what: '`&`' },
  { word: /^[0-9]?>>?(&[0-9-])?$|^[0-9]?>>?[^"'=>]|^&>>?/, what: 'a redirection' },
  { word: /^<<?$|^<[^"'<>]*[^>]$/, what: 'a redirection' },
  { word: /\$\(/, what: '`$(…)`' },
  { word: /`/, what: 'a back-tick' },
  { word: /^~(\/|$)/, what: '`~`' },
  { word: /^\/[^"'\\$%=:;,{}()]*[*?]/, what: 'a pattern of file names' },
];
/** Programs that take patterns themselves. */
const takesPatterns = /(?:^|\/)(?:find|systemd-tmpfiles|systemctl|udevadm|rsync|tar|grep|sed|awk|logger)$/;
/** What only a shell has. */
const builtins = new Set([
  'cd',
  'export',
  'source',
  'ulimit',
  'umask',
  'eval',
  'exec',
  'set',
  'if',
  'for',
  'while',
  '.',
]);

/** A command line that is really one of a shell. */
export const shellSyntax: UnitRule = (document, context) =>
  commandLines(document, context).flatMap(({ assignment, commands, problems }) => {
    const found = (word: Pick<Word, 'start' | 'end'>, what: string): Finding => ({
      code: 'UC326',
      message: `systemd has no shell: ${what} is handed to the program as it is`,
      range: valuePart(assignment, word.start, word.end),
    });
    const [program] = commands;
    const lost = problems.find(({ kind }) => kind === 'not-a-program' || kind === 'empty-path');
    if (lost !== undefined || program === undefined) return [];
    return commands.flatMap((command) => {
      const [first] = command.words;
      if (first === undefined || runsShell(command)) return [];
      if (builtins.has(command.path))
        return [{ ...found(first, ''), message: `\`${command.path}\` is a word of shells, and no program` }];
      return argumentsOf(command).flatMap((word) => {
        const written = assignment.value.slice(word.start, word.end);
        const syntax = syntaxes.find((one) => one.word.test(written) && !isHarmless(one, command.path));
        return syntax === undefined ? [] : [found(word, syntax.what)];
      });
    });
  });

function isHarmless({ what }: Syntax, path: string): boolean {
  return what === 'a pattern of file names' && takesPatterns.test(path);
}
