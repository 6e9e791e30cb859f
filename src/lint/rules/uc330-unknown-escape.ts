import type { UnitRule } from '../rule.ts';
import { commandLines } from './command-lines.ts';
import { valuePart } from './places.ts';

/** An escape that systemd does not know on a command line: it warns and keeps the backslash. */
export const unknownEscape: UnitRule = (document, context) =>
  commandLines(document, context).flatMap(({ assignment, problems }) =>
    problems
      .filter(({ kind, effect }) => kind === 'unknown-escape' && effect === 'kept')
      .map(({ offset }) => {
        const end = /^\S+/.exec(assignment.value.slice(offset, offset + 200))?.[0].length ?? 1;
        const message = 'a word has an escape that systemd does not know, and keeps its backslash';
        return { code: 'UC330' as const, message, range: valuePart(assignment, offset, offset + end) };
      }),
  );
