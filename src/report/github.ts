import { escapeData, escapeProperty } from '../codec/workflow-command/index.ts';
import { catalogue } from '../core/catalogue/index.ts';
import type { Diagnostic } from '../core/diagnostic.ts';
import { type Resolve, resolver } from './resolve.ts';
import type { Reporter } from './style.ts';
import { visible } from './visible.ts';

/** Annotations of GitHub Actions, one line each: workflow commands. Errors first, since a step shows ten of each. */
export const reportGithub: Reporter = (diagnostics, sources) => {
  const resolve = resolver(sources);
  const ordered = [...diagnostics].sort((a, b) => Number(b.severity === 'error') - Number(a.severity === 'error'));
  return ordered.map((diagnostic) => annotation(diagnostic, resolve)).join('');
};

function annotation(diagnostic: Diagnostic, resolve: Resolve): string {
  const { code, severity, message, help } = diagnostic;
  const properties: [string, string][] = [['title', `${code} ${catalogue[code].name}`], ...place(diagnostic, resolve)];
  return annotationLine(severity, properties, help === undefined ? message : `${message}; ${help}`);
}

/** A workflow command: `::error title=…,file=…::text`. */
export function annotationLine(
  command: 'error' | 'warning' | 'notice',
  properties: readonly (readonly [string, string])[],
  text: string,
): string {
  const listed = properties.map(([name, value]) => `${name}=${escapeProperty(value)}`).join(',');
  return `::${command} ${listed}::${escapeData(visible(text))}\n`;
}

/** GitHub's columns end with the last character that is meant, and only within one line. */
function place(diagnostic: Diagnostic, resolve: Resolve): [string, string][] {
  const { file } = diagnostic;
  if (file === undefined) return [];
  const span = resolve(diagnostic);
  if (span === undefined) return [['file', file]];
  const { start, end } = span;
  const lines: [string, string][] = [
    ['file', file],
    ['line', String(start.line)],
    ['endLine', String(end.line)],
  ];
  if (start.line !== end.line) return lines;
  return [...lines, ['col', String(start.column)], ['endColumn', String(Math.max(start.column, end.column - 1))]];
}
