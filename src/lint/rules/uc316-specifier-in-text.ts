import { type Assignment, lookupDirective, specifiersIn, splitWords } from '../../codec/unit/index.ts';
import type { UnitRule } from '../rule.ts';
import { commandLines } from './command-lines.ts';
import { valuePart } from './places.ts';

/** Where `%x` is rather meant as text: dates, formats, percentages, escaped URLs. */
const looksLikeText: readonly RegExp[] = [
  /^\+[^%]{0,40}%[A-Za-z]/,
  /%[YmdHMSjsFT][-:./_T]?%[YmdHMSjsFT]/,
  /(?:^|[^A-Za-z0-9%])[0-9]{1,3}%[A-Za-z](?![A-Za-z0-9_]*@)/,
  /(?:https?|ftp):\/\/[^\s]{0,200}%[A-Fa-f][0-9A-Fa-f]/,
  /^(?:-{1,2}(?:format|fmt|template|printf?)=?)[^%]{0,40}%[A-Za-z]/,
];
const printers = /(?:^|\/)(?:printf|date|stat)$/;

/** A specifier in a place where somebody rather wrote text. */
export const specifierInText: UnitRule = (document, context) => {
  const inCommands = commandLines(document, context).flatMap(({ assignment, commands }) =>
    commands.flatMap(({ path, words }) =>
      words
        .slice(1)
        .filter(({ text }) => specifiersIn(text).length > 0 && (printers.test(path) || isText(text)))
        .map(({ text, start, end }) => finding(assignment, text, start, end)),
    ),
  );
  const inEnvironment = document.assignments.flatMap((assignment) => {
    const { section, key, value } = assignment;
    if (lookupDirective(context.directives, section, key, context.unitType)?.type !== 'envAssignments') return [];
    return splitWords(value, 'unquote+cunescape')
      .words.filter(({ text }) => specifiersIn(text).length > 0 && isText(text.slice(text.indexOf('=') + 1)))
      .map(({ text, start, end }) => finding(assignment, text, start, end));
  });
  return [...inCommands, ...inEnvironment];
};

function isText(text: string): boolean {
  return looksLikeText.some((pattern) => pattern.test(text.replaceAll('%%', '')));
}

function finding(assignment: Assignment, text: string, start: number, end: number) {
  const [first = ''] = specifiersIn(text);
  const message = `\`${first}\` is replaced by systemd before the program sees it`;
  return { code: 'UC316' as const, message, range: valuePart(assignment, start, end) };
}
