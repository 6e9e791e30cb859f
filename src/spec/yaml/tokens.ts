import { type CST, Lexer, Parser } from 'yaml';
import { diagnostic, type Report } from '../../core/diagnostic.ts';
import { maxDepth, maxLength } from './limits.ts';

/**
 * The token trees of a text, or undefined if it is too large or too deep. The parser keeps its open
 * collections on a stack that we watch; composing recurses, and a stack that is nearly full can abort V8
 * itself (a regular expression compiled there runs out of memory, which nothing can catch), so depth is
 * bounded before.
 */
export function readTokens(file: string, text: string, report: Report): CST.Token[] | undefined {
  if (text.length > maxLength) {
    report(diagnostic('UC005', { message: `\`${file}\` is larger than ${maxLength} characters`, file }));
    return undefined;
  }
  const parser = new Parser();
  const tokens: CST.Token[] = [];
  for (const lexeme of new Lexer().lex(text)) {
    const start = parser.offset;
    for (const token of parser.next(lexeme)) tokens.push(token);
    // A scalar and the document stand on the stack too.
    if (parser.stack.length > maxDepth + 2) {
      const range = { start, end: Math.min(text.length, start + Math.max(1, lexeme.length)) };
      const message = `maps and lists are nested more than ${maxDepth} levels deep`;
      report(diagnostic('UC005', { message, file, range }));
      return undefined;
    }
  }
  for (const token of parser.end()) tokens.push(token);
  return tokens;
}
