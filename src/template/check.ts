/**
 * What can be said of a template without rendering it (the first of the three nets): every tag has known
 * filters of its kind, words on Exec lines are quoted as words, and nothing is printed raw.
 */
import Mustache from 'mustache';
import { SourceText } from '../core/source.ts';
import { filters, type TemplateKind } from './filters.ts';

export interface TemplateProblem {
  readonly line: number;
  readonly message: string;
}

export function checkTemplate(text: string, kind: TemplateKind): TemplateProblem[] {
  const source = new SourceText(text);
  const problems: TemplateProblem[] = [];
  const walk = (tokens: readonly unknown[]): void => {
    for (const token of tokens) {
      if (!Array.isArray(token)) continue;
      const [type, value, start, , inner] = token;
      const line = source.position(Number(start)).line;
      const report = (message: string) => problems.push({ line, message });
      if (type === '&' || type === '{' || type === '=') report(`\`${type}\` tags are not allowed`);
      if (type === 'name') for (const message of checkTag(String(value), kind, keyAt(source, line))) report(message);
      if (Array.isArray(inner)) walk(inner);
    }
  };
  walk(Mustache.parse(text));
  return problems;
}

function checkTag(tag: string, kind: TemplateKind, key: string): string[] {
  const [name = '', ...names] = tag.split('|').map((part) => part.trim());
  if (names.length === 0) return [`\`${name}\` has no filter`];
  const known = filters[kind];
  const problems = names.filter((filter) => !Object.hasOwn(known, filter)).map((filter) => `no filter \`${filter}\``);
  const onCommandLine = kind === 'service-template' ? ['word', 'path', 'py'] : ['word', 'path'];
  const isUnit = kind === 'unit' || kind === 'service-template';
  if (isUnit && key.startsWith('Exec') && !names.every((filter) => onCommandLine.includes(filter))) {
    problems.push(`\`${name}\` stands on ${key}= and is not quoted as a word`);
  }
  return problems;
}

/** The key of the assignment that a line of a template belongs to, over continued lines. */
function keyAt(source: SourceText, line: number): string {
  let first = line;
  while (first > 1 && source.line(first - 1).endsWith('\\')) first--;
  return /^([A-Za-z0-9]+)=/.exec(source.line(first))?.[1] ?? '';
}
