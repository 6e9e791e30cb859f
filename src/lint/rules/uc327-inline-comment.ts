import { lookupDirective } from '../../codec/unit/index.ts';
import type { UnitRule } from '../rule.ts';
import { valuePart } from './places.ts';

/** Texts for people may hold a `#`; a blank behind it is rather a comment there too. */
const free = new Set(['string', 'text', 'uriList', 'commandLine']);

/** A `#` behind a value: comments begin at the beginning of a line only. */
export const inlineComment: UnitRule = ({ assignments }, { unitType, directives }) =>
  assignments.flatMap((assignment) => {
    const { section, key, value } = assignment;
    const directive = lookupDirective(directives, section, key, unitType);
    if (directive === undefined) return [];
    const at = outsideQuotes(value).search(free.has(directive.type) ? /[ \t]#[ \t]/ : /[ \t]#/);
    if (at === -1) return [];
    const message = `what stands behind \`#\` is a part of \`${key}\`, not a comment`;
    return [{ code: 'UC327' as const, message, range: valuePart(assignment, at + 1, value.length) }];
  });

/** Quoted stretches as `x`, of the same length. */
function outsideQuotes(value: string): string {
  return value.replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g, (quoted) => 'x'.repeat(quoted.length));
}
