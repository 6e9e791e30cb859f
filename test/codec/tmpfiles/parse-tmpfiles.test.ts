import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseTmpfiles, printTmpfiles } from '../../../src/codec/tmpfiles/index.ts';
import { runs } from '../../support/runs.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** The fields of the only line, by name. */
function fields(text: string, systemd?: string): Record<string, string> {
  const document = parseTmpfiles(bytes(text), systemd === undefined ? {} : { systemd });
  const entries = document.lines.flatMap((line) => (line.kind === 'entry' ? [line.fields] : []));
  expect(entries).toHaveLength(1);
  return Object.fromEntries(Object.entries(entries[0] ?? {}).map(([name, field]) => [name, field.value]));
}

function problems(text: string, systemd?: string): string[] {
  return parseTmpfiles(bytes(text), systemd === undefined ? {} : { systemd }).problems.map(
    ({ kind, loses, range }) => `${kind} ${loses} ${JSON.stringify(text.slice(range.start, range.end))}`,
  );
}

describe('parseTmpfiles', () => {
  test.each<[string, string, Record<string, string>]>([
    [
      'all fields',
      'f /a 0644 root root 1h x y',
      {
        type: 'f',
        path: '/a',
        mode: '0644',
        user: 'root',
        group: 'root',
        age: '1h',
        argument: 'x y',
      },
    ],
    ['a dash is no field', 'd /a - - - - -', { type: 'd', path: '/a' }],
    ['an empty field is none', 'd /a "" \'\' - -', { type: 'd', path: '/a' }],
    ['blanks and tabs', '\t d\t /a   0755 \t', { type: 'd', path: '/a', mode: '0755' }],
    ['quotes', 'd "/a b" \'0755\'', { type: 'd', path: '/a b', mode: '0755' }],
    ['quotes inside a word', 'd /a" b"c', { type: 'd', path: '/a bc' }],
    ['C escapes in fields', 'd /a\\x20b', { type: 'd', path: '/a b' }],
    [
      'blanks inside the argument stay, those at the end go',
      'f /a - - - -  x  y  ',
      { type: 'f', path: '/a', argument: 'x  y' },
    ],
    ['quotes are part of the argument', 'f /a - - - - "x"', { type: 'f', path: '/a', argument: '"x"' }],
    ['C escapes in the argument', 'f /a - - - - \\x20x\\n', { type: 'f', path: '/a', argument: ' x\n' }],
    ['an escaped dash is an argument', 'f /a - - - - \\x2d', { type: 'f', path: '/a', argument: '-' }],
    ['bytes that escapes make', 'f /a - - - - \\xc3\\xa9', { type: 'f', path: '/a', argument: 'é' }],
    ['no escapes in a Base64 argument', 'f~ /a - - - - a\\x', { type: 'f~', path: '/a', argument: 'a\\x' }],
    ['specifiers stay as written', 'L %t/a - - - - %%b', { type: 'L', path: '%t/a', argument: '%%b' }],
  ])('%s', (_name, text, expected) => {
    expect(fields(text)).toEqual(expected);
  });

  test('comments and blank lines are kept as such', () => {
    const text = '# c\n\n  # d\nd /a\r\n; e\n';
    expect(parseTmpfiles(bytes(text)).lines.map(({ kind }) => kind)).toEqual([
      'comment',
      'blank',
      'comment',
      'entry',
      'entry',
    ]);
  });

  test('before 254 a backslash in a field only keeps the next character', () => {
    expect(fields('d /a\\x20\\"b', '252')).toEqual({ type: 'd', path: '/ax20"b' });
    expect(problems('d /a\\q', '252')).toEqual([]);
    expect(problems('d /a\\q')).toEqual(['escape line "/a\\\\q"']);
  });

  test('219 splits at blanks and takes quotes off an argument', () => {
    expect(fields('d "/a b" 0755', '219')).toEqual({ type: 'd', path: '"/a', mode: 'b"', user: '0755' });
    expect(fields('L /a - - - - "b c"', '219')).toEqual({ type: 'L', path: '/a', argument: 'b c' });
    expect(fields('L /a - - - - b\\x20', '219')).toEqual({ type: 'L', path: '/a', argument: 'b\\x20' });
    expect(fields('f /a - - - - b\\x20', '219')).toEqual({ type: 'f', path: '/a', argument: 'b ' });
  });
});

describe('parseTmpfiles: problems', () => {
  test.each([
    ['d\n', ['fields line "d"']],
    ['d "/a\n', ['open-quote line "\\"/a"']],
    ['y /a\n', ['type line "y"']],
    ['; c\n', ['type line ";"', 'relative-path line "c"']],
    ['d++ /a\n', ['modifier line "d++"']],
    ['d? /a\n', ['modifier line "d?"']],
    ['d a/b\n', ['relative-path line "a/b"']],
    ['d ""\n', ['relative-path line "\\"\\""']],
    ['d - 0755\n', ['relative-path line "-"']],
    ['d %t/a\n', []],
    ['d /a 0999\n', ['mode line "0999"']],
    ['d /a 99999\n', ['mode line "99999"']],
    ['d /a :~1777\n', []],
    ['d /a - - - 10\n', []],
    ['d /a - - - ~aM:1h30min\n', []],
    ['d /a - - - "1 h 2.5 s"\n', []],
    ['d /a - - - infinity\n', []],
    ['d /a - - - 1x\n', ['age line "1x"']],
    ['d /a - - - z:1h\n', ['age line "z:1h"']],
    ['d /%y\n', ['specifier line "/%y"']],
    ['d /100%-%%y\n', []],
    ['f /a - - - - %z\n', ['specifier line "%z"']],
    ['f /a - - - - \\q\n', ['escape line "\\\\q"']],
    ['f /a - - - - \\x00\n', ['escape line "\\\\x00"']],
    ['w /a\n', ['argument-missing line "w"']],
    ['d /a - - - - x\n', ['argument-ignored nothing "x"']],
  ])('%j', (text, expected) => {
    expect(problems(text)).toEqual(expected);
  });
});

describe('printTmpfiles', () => {
  const piece = fc.constantFrom('d', 'f ', '/a', ' ', '\t', '"', "'", '\\', '\n', '\r', '\0', '#', '%', '-', 'é');

  test.each(['219', '252', undefined])('gives back any bytes that were read for systemd %s', (systemd) => {
    const options = systemd === undefined ? {} : { systemd };
    fc.assert(
      fc.property(fc.uint8Array(), fc.array(piece), (any, pieces) => {
        for (const input of [any, bytes(pieces.join(''))]) {
          const document = parseTmpfiles(input, options);
          expect(printTmpfiles(document)).toEqual(input);
          let at = 0;
          for (const line of document.lines) {
            expect(line.offset).toBe(at);
            at += line.raw.length;
          }
        }
      }),
      runs(100),
    );
  });
});
