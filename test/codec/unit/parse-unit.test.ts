import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  byteLength,
  decodeBytes,
  encodeBytes,
  failureOf,
  parseUnit,
  printUnit,
  sourceOffset,
  type UnitDocument,
} from '../../../src/codec/unit/index.ts';
import { cpuTime } from '../../support/cpu-time.ts';
import { runs } from '../../support/runs.ts';
import { unitLikeBytes } from './arbitrary.ts';

function parse(text: string): UnitDocument {
  return parseUnit(encodeBytes(text));
}

describe('every byte is kept', () => {
  test('of arbitrary bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        expect([...printUnit(parseUnit(bytes))]).toEqual([...bytes]);
      }),
      runs(200),
    );
  });

  test('of text that looks like units', () => {
    fc.assert(
      fc.property(unitLikeBytes(), (bytes) => {
        const document = parseUnit(bytes);
        expect([...printUnit(document)]).toEqual([...bytes]);
        expect(document.lines.every((line) => !/[\n\r\0]/.test(line.text))).toBe(true);
        expect(document.lines.slice(0, -1).every((line) => line.end !== '')).toBe(true);
      }),
      runs(200),
    );
  });

  test('bytes and strings', () => {
    expect(decodeBytes(Uint8Array.of(0x61, 0xff, 0xc3, 0xa9, 0xc3, 0xe2, 0x82, 0xf0, 0x9f, 0x98, 0x80))).toBe(
      'a\udcffé\udcc3\udce2\udc82😀',
    );
    expect(decodeBytes(Uint8Array.of(0xc0, 0x80))).toBe('\udcc0\udc80');
    expect(decodeBytes(Uint8Array.of(0xf4, 0x90, 0x80, 0x80))).toBe('\udcf4\udc90\udc80\udc80');
    expect(decodeBytes(Uint8Array.of(0xe0, 0x9f, 0xbf))).toBe('\udce0\udc9f\udcbf');
    expect(decodeBytes(Uint8Array.of(0xf0, 0x8f, 0xbf, 0xbf))).toBe('\udcf0\udc8f\udcbf\udcbf');
    expect(decodeBytes(Uint8Array.of(0xef, 0xbb, 0xbf))).toBe('\ufeff');
    expect([...encodeBytes('\ud800a')]).toEqual([0xef, 0xbf, 0xbd, 0x61]);
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        const text = decodeBytes(bytes);
        expect([...encodeBytes(text)]).toEqual([...bytes]);
        expect(byteLength(text)).toBe(bytes.length);
      }),
      runs(200),
    );
  });
});

describe('positions', () => {
  test('of a plain file', () => {
    const text = '# é\n[Unit]\r\n Description =  a b \nx\n';
    const document = parse(text);
    const [assignment] = document.assignments;
    expect(document.lines[0]).toEqual({ text: '# é', end: '\n', offset: 0, comment: true });
    expect(document.lines[1]).toEqual({ text: '[Unit]', end: '\r\n', offset: 4, comment: false });
    expect(document.sections).toEqual([{ name: 'Unit', range: { start: 4, end: 10 }, at: { line: 2, column: 1 } }]);
    expect(assignment).toEqual({
      section: 'Unit',
      key: 'Description',
      value: 'a b',
      keyRange: { start: 13, end: 24 },
      valueRange: { start: 28, end: 31 },
      keyAt: { line: 3, column: 2 },
      valueAt: { line: 3, column: 17 },
      reportedLine: 3,
      pieces: [{ index: 0, offset: 28 }],
    });
    expect(document.problems).toEqual([
      {
        kind: 'no-equals',
        effect: 'ignored',
        section: 'Unit',
        range: { start: 33, end: 34 },
        at: { line: 4, column: 1 },
        reportedLine: 4,
      },
    ]);
  });

  test('of a continued value, through comments', () => {
    const text = '[S]\nK=ab\\\n# c\n cd\\\nef\n';
    const [assignment] = parse(text).assignments;
    if (assignment === undefined) throw new Error('no assignment');
    expect(assignment.value).toBe('ab  cd ef');
    expect(assignment.reportedLine).toBe(5);
    expect(assignment.valueRange).toEqual({ start: 6, end: text.length - 1 });
    for (const [index, offset] of [
      [0, 6],
      [2, 8],
      [3, 14],
      [4, 15],
      [6, 17],
      [7, 19],
      [8, 20],
    ] as const) {
      expect(sourceOffset(assignment, index), `character ${index}`).toBe(offset);
    }
  });

  test('every character of every value is where we say', () => {
    fc.assert(
      fc.property(unitLikeBytes(), (bytes) => {
        const text = decodeBytes(bytes);
        for (const assignment of parseUnit(bytes).assignments) {
          const { keyRange, valueRange, value, key } = assignment;
          for (let i = 0; i < value.length; i++) {
            const written = text[sourceOffset(assignment, i)];
            expect(value[i] === ' ' && written === '\\' ? ' ' : written).toBe(value[i]);
          }
          if (value !== '') expect(text[valueRange.end - 1]).toBe(value.endsWith(' ') ? '\\' : value.at(-1));
          expect(text[keyRange.start]).toBe(key[0]);
          const lines = text.slice(0, keyRange.start).split(/\r\n\0|\n\r\0|\r\n|\n\r|\n\0|\r\0|\n|\r|\0/);
          expect(assignment.keyAt).toEqual({ line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 });
        }
      }),
      runs(140),
    );
  });

  test('pieces end with the value', () => {
    expect(parse('[S]\nK=a\\\nb\\\n \\\n  \n').assignments[0]?.pieces).toEqual([
      { index: 0, offset: 6 },
      { index: 2, offset: 9 },
    ]);
  });

  test('an empty value has a place', () => {
    const [assignment] = parse('[S]\nKey=\n').assignments;
    expect(assignment?.valueRange).toEqual({ start: 8, end: 8 });
    expect(assignment?.valueAt).toEqual({ line: 2, column: 5 });
  });

  test('behind a byte order mark', () => {
    const [assignment] = parse('\ufeff[S]\nK=a\n').assignments;
    expect(assignment?.keyAt).toEqual({ line: 2, column: 1 });
    expect(parse('\ufeff[S]\n').sections[0]?.at).toEqual({ line: 1, column: 2 });
  });
});

describe('failures', () => {
  test.each([
    ['[Unit\n', 'header-not-closed', 1],
    ['[S]\n[a\tb]\n', 'header-characters', 2],
    ['[S]\nK=\udcff\n', 'not-utf8', 2],
    [`[S]\n#${'c'.repeat(1_048_576)}\n`, 'line-too-long', 2],
    [`[S]\nK=\\\n${'c'.repeat(1_048_574)}\n`, 'continuation-too-long', 3],
  ])('%#: %s', (text, kind, line) => {
    const document = parse(`${text}K=after\n`);
    expect(failureOf(document)).toMatchObject({ kind, effect: 'fatal', reportedLine: line });
    expect(document.assignments).toEqual([]);
    expect(decodeBytes(printUnit(document))).toBe(`${text}K=after\n`);
  });

  test('ignored lines are no failure', () => {
    const document = parse('before=1\n[S]\nx\n=y\n');
    expect(failureOf(document)).toBeUndefined();
    expect(document.problems.map((problem) => problem.kind)).toEqual(['outside-section', 'no-equals', 'no-key']);
  });
});

describe('hostile size', () => {
  const size = 10_000_000;
  test.each([
    ['line ends', '\n'.repeat(size / 5)],
    ['continuations', '[S]\nK=a\\\n'.padEnd(size / 10, 'b\\\n')],
    ['short continuations to the limit', `[S]\nK=${'\\\n'.repeat(500_000)}`],
    ['one line', 'a'.repeat(size)],
    ['backslashes', `[S]\nK=${'\\'.repeat(1_000_000)}\n`],
    ['blanks', ' \t'.repeat(size / 2)],
    ['brackets', '['.repeat(size)],
    ['assignments', '[S]\n'.padEnd(size / 10, 'K=\n')],
  ])('%s', (_title, text) => {
    const bytes = encodeBytes(text);
    const start = cpuTime();
    const document = parseUnit(bytes);
    expect(printUnit(document).length).toBe(bytes.length);
    expect(cpuTime() - start).toBeLessThan(10_000);
  });
});
