import { Composer, type CST, type Document, type ParsedNode } from 'yaml';
import { type Diagnostic, diagnostic, type Report } from '../../core/diagnostic.ts';
import type { SpecNode } from '../node.ts';
import { convert } from './convert.ts';
import { maxSyntaxErrors } from './limits.ts';
import { syntaxDiagnostic } from './syntax-diagnostic.ts';
import { readTokens } from './tokens.ts';

/**
 * YAML 1.2 with the core schema, cut down to what a spec is: one document of maps with string keys, lists
 * and scalars. A text with syntax errors gives no node: what it means is a guess.
 */
export function readYaml(file: string, text: string, report: Report): SpecNode | undefined {
  const tokens = readTokens(file, text, report);
  if (tokens === undefined) return undefined;
  const problems: Diagnostic[] = refuseDirectives(file, tokens);
  const documents = compose(tokens, text.length);
  const [document, second] = documents;
  for (const { errors } of documents) {
    // What follows a handful of syntax errors are mostly their consequences.
    for (const error of errors.slice(0, maxSyntaxErrors)) problems.push(syntaxDiagnostic(file, text, error));
  }
  if (second !== undefined) problems.push(secondDocument(file, text, second));
  for (const problem of problems) report(problem);
  if (problems.length > 0 || document === undefined) return undefined;
  if (document.contents === null || isNothing(document.contents)) {
    report(diagnostic('UC006', { message: `\`${file}\` is empty`, file }));
    return undefined;
  }
  return convert(file, document.contents, report);
}

function compose(tokens: readonly CST.Token[], length: number): Document.Parsed[] {
  // Directives are reported on their own and must not change how the rest reads: `%YAML 1.1` makes `yes` true.
  // Duplicate keys are found in convert.ts, in linear time.
  const composer = new Composer({ version: '1.2', schema: 'core', uniqueKeys: false, merge: false, strict: true });
  const content = tokens.filter((token) => token.type !== 'directive');
  return [...composer.compose(content, true, length)];
}

function refuseDirectives(file: string, tokens: readonly CST.Token[]): Diagnostic[] {
  const problems: Diagnostic[] = [];
  for (const token of tokens) {
    if (token.type !== 'directive') continue;
    const range = { start: token.offset, end: token.offset + token.source.length };
    const word = token.source.split(/\s/)[0];
    problems.push(
      diagnostic('UC003', {
        message: `the directive \`${word}\` is not used in specs`,
        help: 'remove the line: a spec is always YAML 1.2',
        file,
        range,
      }),
    );
  }
  return problems;
}

function secondDocument(file: string, text: string, document: Document.Parsed): Diagnostic {
  const [start, , end] = document.range;
  const marker = text.lastIndexOf('---', start);
  return diagnostic('UC003', {
    message: 'a second document starts here',
    why: 'a spec describes one cluster; what follows the first document would be lost',
    help: 'put it into a file of its own, or remove the `---`',
    file,
    range: marker === -1 ? { start, end } : { start: marker, end: marker + 3 },
  });
}

/** `---` or `~` alone. */
function isNothing(node: ParsedNode): boolean {
  return 'value' in node && node.value === null;
}
