/** Diagnostics for people: what, where with the source, why, what to do. */
import type { Diagnostic, Related } from '../core/diagnostic.ts';
import { type Excerpt, excerpt } from './excerpt.ts';
import { place } from './place.ts';
import { redacted } from './redacted.ts';
import { type Resolve, resolver, type Span } from './resolve.ts';
import { capped, type Palette, palette, type Reporter } from './style.ts';
import { visible } from './visible.ts';

/** Lines shown before the one that is meant. */
const contextLines = 2;

interface Frame {
  readonly resolve: Resolve;
  readonly colors: Palette;
  /** Digits of the largest line number. */
  readonly gutter: number;
}

export const reportText: Reporter = (diagnostics, sources, style) => {
  const resolve = resolver(redacted(sources, diagnostics));
  const { shown, more } = capped(diagnostics, style);
  const texts = shown.map((diagnostic) => one(diagnostic, resolve, palette(style)));
  return texts.join('\n') + (more === '' ? '' : `\n${more}`);
};

function one(diagnostic: Diagnostic, resolve: Resolve, colors: Palette): string {
  const frame = { resolve, colors, gutter: gutter(diagnostic, resolve) };
  const mark = colors[diagnostic.severity];
  const lines = [
    `${mark(`${diagnostic.severity}[${diagnostic.code}]`)}${colors.strong(`: ${visible(diagnostic.message)}`)}`,
  ];
  const where = place(diagnostic, resolve);
  if (where !== '') lines.push(`${' '.repeat(frame.gutter)}${colors.frame('-->')} ${where}`);
  const span = resolve(diagnostic);
  if (span !== undefined) lines.push(bar(frame), ...snippet(span, '^', mark, diagnostic.label, frame));
  const others = diagnostic.related ?? [];
  for (const other of others) lines.push(...elsewhere(other, frame));
  if (span !== undefined || others.length > 0) lines.push(bar(frame));
  for (const [name, text] of notes(diagnostic)) {
    lines.push(`${' '.repeat(frame.gutter + 1)}${colors.frame('=')} ${colors.strong(`${name}:`)} ${visible(text)}`);
  }
  return lines.map((line) => `${line}\n`).join('');
}

function gutter(diagnostic: Diagnostic, resolve: Resolve): number {
  const spans = [diagnostic, ...(diagnostic.related ?? [])].map((location) => resolve(location)?.start.line ?? 0);
  return String(Math.max(...spans)).length;
}

function bar(frame: Frame): string {
  return `${' '.repeat(frame.gutter + 1)}${frame.colors.frame('|')}`;
}

function notes(diagnostic: Diagnostic): [string, string][] {
  const found: [string, string][] = [];
  if (diagnostic.why !== undefined) found.push(['why', diagnostic.why]);
  if (diagnostic.help !== undefined) found.push(['help', diagnostic.help]);
  return [...found, ['more', `unitc explain ${diagnostic.code}`]];
}

function elsewhere(other: Related, frame: Frame): string[] {
  const span = frame.resolve(other);
  const where = `${' '.repeat(frame.gutter)}${frame.colors.frame(':::')} ${place(other, frame.resolve)}`;
  if (span === undefined) return [`${where}: ${visible(other.message)}`];
  return [where, bar(frame), ...snippet(span, '-', frame.colors.frame, other.message, frame, 0)];
}

function snippet(
  span: Span,
  mark: '^' | '-',
  paint: (text: string) => string,
  label: string | undefined,
  frame: Frame,
  context: number = contextLines,
): string[] {
  const { source, start } = span;
  const numbers = Array.from({ length: context }, (_, i) => start.line - context + i).filter((number) => number > 0);
  while (numbers[0] !== undefined && source.line(numbers[0]).trim() === '') numbers.shift();
  const before = numbers.map((number) => numbered(number, excerpt(source.line(number), 0, 0), frame));
  const line = source.line(start.line);
  const meant = excerpt(line, start.column - 1, span.end.line > start.line ? line.length : span.end.column - 1);
  const words = [label === undefined ? '' : visible(label), span.end.line > start.line ? lastLine(span) : ''];
  const marks = [mark.repeat(meant.marks), ...words.filter((text) => text !== '')].join(' ');
  return [...before, numbered(start.line, meant, frame), `${bar(frame)} ${' '.repeat(meant.indent)}${paint(marks)}`];
}

/** A range that ends with a line end has its last character on the line before. */
function lastLine(span: Span): string {
  const last = span.end.column === 1 ? span.end.line - 1 : span.end.line;
  return last > span.start.line ? `(to line ${last})` : '';
}

function numbered(number: number, { text }: Excerpt, frame: Frame): string {
  const line = `${frame.colors.frame(`${String(number).padStart(frame.gutter)} |`)}`;
  return text === '' ? line : `${line} ${text}`;
}
