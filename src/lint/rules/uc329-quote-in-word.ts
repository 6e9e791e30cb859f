import { lookupDirective, splitWords } from '../../codec/unit/index.ts';
import type { UnitRule } from '../rule.ts';
import { shown } from '../shown.ts';
import { valuePart } from './places.ts';

/** `=` and the beginning of a word are where quotes are meant to be taken away. */
const inside = /^[A-Za-z0-9{[,(]/;

/** Quotes inside of a word, as in JSON: systemd takes them away wherever they stand, against its manual. */
export const quoteInWord: UnitRule = ({ assignments }, { unitType, directives }) =>
  assignments.flatMap((assignment) => {
    const { section, key, value } = assignment;
    const type = lookupDirective(directives, section, key, unitType)?.type;
    if (type !== 'commandLine' && type !== 'envAssignments') return [];
    return splitWords(value, 'unquote+cunescape').words.flatMap(({ text, start, end }) => {
      const written = value.slice(start, end);
      if (!opensInside(written)) return [];
      const message = `quotes inside of a word are taken away: the program gets \`${shown(text)}\``;
      return [{ code: 'UC329' as const, message, range: valuePart(assignment, start, end) }];
    });
  });

/** Whether a quote opens behind a character that is no `=`; what is quoted is skipped. */
function opensInside(written: string): boolean {
  let quote = '';
  for (let at = 0; at < written.length; at++) {
    const character = written.charAt(at);
    if (character === '\\') at++;
    else if (quote !== '') quote = character === quote ? '' : quote;
    else if (character === '"' || character === "'") {
      if (at > 0 && inside.test(written.slice(at - 1, at))) return true;
      quote = character;
    }
  }
  return false;
}
