import type { UnitRule } from '../rule.ts';
import { continuedLines, lastCharacter } from './continuations.ts';

/** A backslash before a blank line, or at the end of the file: the value ends there. */
export const continuationEnds: UnitRule = (document) =>
  continuedLines(document).flatMap(({ line, next }) => {
    if (next !== undefined && next.text.trim() !== '') return [];
    const where = next === undefined ? 'the end of the file' : 'a blank line';
    const message = `a line goes on in ${where}`;
    return [{ code: 'UC321' as const, message, label: 'nothing is joined', range: lastCharacter(line) }];
  });
