/** The shapes of source texts that a report has to survive. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Diagnostic } from '../../src/core/diagnostic.ts';
import { reportConcise } from '../../src/report/concise.ts';
import { reportJson } from '../../src/report/json.ts';
import { reportText } from '../../src/report/text.ts';
import { cpuTime } from '../support/cpu-time.ts';
import { at } from './sample.ts';

function shown(source: string, range: { start: number; end: number }, details: Partial<Diagnostic> = {}): string[] {
  const diagnostic: Diagnostic = { code: 'UC600', severity: 'error', message: 'm', file: 'f', range, ...details };
  const text = reportText([diagnostic], new Map([['f', source]]), { color: false });
  return text.split('\n').slice(1, -2);
}

function marked(source: string, part: string, label?: string): string[] {
  return shown(source, at(source, part), label === undefined ? {} : { label });
}

test('a tab is four columns, in the source and under it', () => {
  expect(marked('a:\n\tb: \tc\n', 'c')).toEqual([
    ' --> f:2:6',
    '  |',
    '1 | a:',
    '2 |     b:     c',
    '  |            ^',
    '  |',
  ]);
});

test('wide characters take two columns, combining ones none', () => {
  expect(marked('名前: e\u0301x', 'x')).toEqual([' --> f:1:7', '  |', '1 | 名前: e\u0301x', '  |        ^', '  |']);
  expect(marked('a: 名前', '名前')[3]).toBe('  |    ^^^^');
  expect(marked('🚀 x', 'x')[3]).toBe('  |    ^');
});

test('a line end of CRLF is no part of the line', () => {
  const lines = marked('a: 1\r\nb: 2\r\n', '2', 'two');
  expect(lines).toEqual([' --> f:2:4', '  |', '1 | a: 1', '2 | b: 2', '  |    ^ two', '  |']);
});

test('control characters are seen, not obeyed', () => {
  const hostile = 'a: \u001b[31m\u0000\u007f\u009b\u202e\ud800x';
  const lines = marked(hostile, 'x', 'l\u001b');
  expect(lines[2]).toBe('1 | a: ␛[31m␀␡\\u{9b}\\u{202e}\\u{d800}x');
  expect(lines[3]).toBe(`  | ${' '.repeat('a: ␛[31m␀␡\\u{9b}\\u{202e}\\u{d800}'.length)}^ l␛`);
  expect(shown('', { start: 0, end: 0 }, { file: 'no\nfile', why: 'a\nb' })).toEqual([' --> no␊file', '  = why: a␊b']);
});

test('of a very long line the part around the range is shown', () => {
  const line = `${'a'.repeat(5000)}XYZ${'b'.repeat(5000)}`;
  const [, , text, marks] = marked(line, 'XYZ', 'here');
  expect(text).toBe(`1 | …${'a'.repeat(30)}XYZ${'b'.repeat(87)}…`);
  expect(marks).toBe(`  | ${' '.repeat(31)}^^^ here`);
});

test('a cut never falls into a character', () => {
  const line = `${'🚀'.repeat(100)}x${'🚀'.repeat(100)}`;
  for (const shift of ['', 'a']) expect(marked(shift + line, 'x').join('')).not.toContain('\\u{');
});

test('a range over several lines is marked on its first one', () => {
  const source = 'a: |\n  one\n  two\nb: 1\n';
  expect(marked(source, '|\n  one\n  two', 'text')).toEqual([
    ' --> f:1:4',
    '  |',
    '1 | a: |',
    '  |    ^ text (to line 3)',
    '  |',
  ]);
  expect(marked(source, 'b: 1\n')[4]).toBe('4 | b: 1');
  expect(marked(source, 'b: 1\n')[5]).toBe('  | ^^^^');
});

test('an empty range and one at or beyond the end have one mark', () => {
  expect(shown('a: ', { start: 3, end: 3 }).slice(0, 4)).toEqual([' --> f:1:4', '  |', '1 | a: ', '  |    ^']);
  expect(shown('a: b', { start: 99, end: 120 })[3]).toBe('  |     ^');
  expect(shown('', { start: 0, end: 0 })).toEqual([' --> f:1:1', '  |', '1 |', '  | ^', '  |']);
});

test('empty lines before the context are left out', () => {
  expect(marked('\n\nb', 'b').slice(2, 3)).toEqual(['3 | b']);
  expect(marked('a\n\nb', 'b').slice(2, 5)).toEqual(['1 | a', '2 |', '3 | b']);
});

test('a source that is not there leaves the name', () => {
  expect(shown('x', { start: 0, end: 1 }, { file: 'gone' })).toEqual([' --> gone']);
});

test('whatever the text and the range, reports are printable and have marks', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: fc.constantFrom('\t', '\n', '\r', 'a', '🚀') }),
  );
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not come through
  const obeyed = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/;
  fc.assert(
    fc.property(text, fc.nat(300), fc.nat(300), (source, start, length) => {
      const diagnostic: Diagnostic = {
        code: 'UC600',
        severity: 'error',
        message: source,
        label: source,
        help: source,
        file: 'f',
        range: { start, end: start + length },
        related: [{ message: source, file: source }],
      };
      for (const report of [reportText, reportConcise, reportJson]) {
        expect(report([diagnostic], new Map([['f', source]]), { color: false })).not.toMatch(obeyed);
      }
      expect(shown(source, { start, end: start + length }).some((line) => line.includes('^'))).toBe(true);
    }),
  );
});

test('a line of ten megabytes is reported at once', () => {
  const source = `${'x'.repeat(5_000_000)}!${'x'.repeat(5_000_000)}`;
  const start = cpuTime();
  expect(marked(source, '!')[3]).toMatch(/\^/);
  expect(cpuTime() - start).toBeLessThan(2000);
});

test('a secret is stars, in its own report and in the lines around another', () => {
  const source = 'PASSWORD: "hunter2 🚀"\nother: 1\n';
  const secret: Diagnostic = { code: 'UC024', severity: 'error', message: 'm', file: 'f', secret: true };
  const other: Diagnostic = { code: 'UC600', severity: 'error', message: 'm', file: 'f', range: at(source, '1') };
  const found = { ...secret, range: at(source, '"hunter2 🚀"') };
  const text = reportText([found, other], new Map([['f', source]]), { color: false });
  expect(text).not.toContain('hunter2');
  expect(text.match(/^1 \| PASSWORD: \*{12}$/gm)).toHaveLength(2);
  expect(text).toContain('2 | other: 1');
});
