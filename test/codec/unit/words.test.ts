import { describe, expect, test } from 'vitest';
import {
  expandSpecifiers,
  expandVariables,
  parseCommandLine,
  parseEnvironment,
  type QuotingMode,
  specifiersIn,
  splitWords,
} from '../../../src/codec/unit/index.ts';

describe('quoting modes', () => {
  const value = `a "b c" d'e\\x41 f\\"`;
  test.each([
    ['none', ['a', '"b', 'c"', "d'ex41", 'f"'], undefined],
    ['retain-escape', ['a', '"b', 'c"', "d'e\\x41", 'f\\"'], undefined],
    ['unquote', ['a', 'b c'], { kind: 'quote', offset: 8 }],
    ['unquote+retain-escape', ['a', 'b c'], { kind: 'quote', offset: 8 }],
    ['unquote+cunescape', ['a', 'b c'], { kind: 'quote', offset: 8 }],
  ] satisfies [QuotingMode, string[], unknown][])('%s', (mode, words, problem) => {
    const read = splitWords(value, mode);
    expect(read.words.map((word) => word.text)).toEqual(words);
    expect(read.problem).toEqual(problem);
  });

  test.each([
    ['none', 'a\\ b \\"', ['a b', '"'], undefined],
    ['unquote', `"a\\"b" 'c\\'d' e\\ f`, ['a"b', "c'd", 'e f'], undefined],
    ['unquote', 'a "b\\n"', ['a', 'bn'], undefined],
    ['unquote+retain-escape', `"a\\" b\\n ''`, ['a\\', 'b\\n', ''], undefined],
    ['unquote+cunescape', '"a\\n" \\x41', ['a\n', 'A'], undefined],
    ['unquote+cunescape', 'a \\q b', ['a'], { kind: 'escape', offset: 2 }],
    ['unquote+cunescape', 'a "b\\', ['a'], { kind: 'escape', offset: 2 }],
    ['none', 'a b\\', ['a'], { kind: 'escape', offset: 2 }],
    ['unquote', '', [], undefined],
    ['unquote', ' \t\r\n ', [], undefined],
    ['unquote', 'a\vb\u00a0c', ['a\vb\u00a0c'], undefined],
  ] satisfies [QuotingMode, string, string[], unknown][])('%s: %j', (mode, text, words, problem) => {
    const read = splitWords(text, mode);
    expect(read.words.map((word) => word.text)).toEqual(words);
    expect(read.problem).toEqual(problem);
  });

  test('offsets', () => {
    expect(splitWords('  a "b c"  d', 'unquote').words.map(({ start, end }) => [start, end])).toEqual([
      [2, 3],
      [4, 9],
      [11, 12],
    ]);
  });

  test('bytes of neighbouring escapes form one character', () => {
    expect(
      splitWords('\\xc3\\xa9 \\xc3"\\xa9" \\303\\251 \\xc3x', 'unquote+cunescape').words.map((word) => word.text),
    ).toEqual(['é', 'é', 'é', '\udcc3x']);
  });
});

describe('command lines', () => {
  test('prefixes, path, argv, words', () => {
    expect(parseCommandLine('-@:!!//bin/./x "a b" $C %i')).toEqual({
      commands: [
        {
          prefixes: { ignoreFailure: true, separateArgv0: true, keepVariables: true, privileges: '!!' },
          path: '/bin/x',
          argv: ['a b', '$C', '%i'],
          words: [
            { text: '-@:!!//bin/./x', start: 0, end: 14 },
            { text: 'a b', start: 15, end: 20 },
            { text: '$C', start: 21, end: 23 },
            { text: '%i', start: 24, end: 26 },
          ],
        },
      ],
      problems: [],
    });
  });

  test.each([
    ['+/a', '+', '/a'],
    ['!/a', '!', '/a'],
    ['!!/a', '!!', '/a'],
    ['/a//b/./c/../d', '', '/a/b/c/../d'],
    ['sh', '', 'sh'],
    ['%h/x', '', '%h/x'],
    ['x/%i', '', 'x/%i'],
  ])('%s', (value, privileges, path) => {
    const [command] = parseCommandLine(value).commands;
    expect(command?.path).toBe(path);
    expect(command?.prefixes).toEqual({ ignoreFailure: false, separateArgv0: false, keepVariables: false, privileges });
  });

  test.each([
    [
      '/a \\q "b',
      [
        { kind: 'unknown-escape', effect: 'kept', offset: 3 },
        { kind: 'open-quote', effect: 'fatal', offset: 6 },
      ],
    ],
    ['-/a "b', [{ kind: 'open-quote', effect: 'dropped', offset: 4 }]],
    ['/a ; "b', [{ kind: 'open-quote', effect: 'dropped', offset: 5 }]],
    ['/a ; -', [{ kind: 'empty-path', effect: 'dropped', offset: 5 }]],
    ['a/b', [{ kind: 'not-a-program', effect: 'fatal', offset: 0 }]],
    ['/a/', [{ kind: 'directory', effect: 'fatal', offset: 0 }]],
    ['/a\\x22', [{ kind: 'unsafe-path', effect: 'fatal', offset: 0 }]],
    ['@/a', [{ kind: 'no-argv0', effect: 'fatal', offset: 0 }]],
    ['/a b%z', [{ kind: 'specifier', effect: 'fatal', offset: 3 }]],
    ['-/%z', [{ kind: 'specifier', effect: 'dropped', offset: 0 }]],
  ])('problems of %s', (value, problems) => {
    expect(parseCommandLine(value).problems).toEqual(problems);
  });

  test('specifiers expand only with a table', () => {
    expect(parseCommandLine('/a/%i %i%%', { i: 'x y' }).commands).toMatchObject([
      { path: '/a/x y', argv: ['/a/x y', 'x y%'] },
    ]);
    expect(parseCommandLine('/a %i%%').commands).toMatchObject([{ argv: ['/a', '%i%%'] }]);
    expect(parseCommandLine('%i', { i: 'a/b' }).problems).toMatchObject([{ kind: 'not-a-program' }]);
    expect(parseCommandLine('/a %h', { i: '' }).problems).toMatchObject([{ kind: 'specifier' }]);
  });

  test('an empty value has no commands and no problems', () => {
    expect(parseCommandLine('')).toEqual({ commands: [], problems: [] });
  });
});

describe('specifiers', () => {
  const table = { i: '%p', p: 'P', n: '' };
  test.each([
    ['%i-%p-%n', '%p-P-'],
    ['%%i%%', '%i%'],
    ['% %- %', '% %- %'],
    ['%%%p', '%P'],
    ['%é', '%é'],
  ])('%s', (word, expected) => {
    expect(expandSpecifiers(word, table)).toEqual({ ok: true, text: expected });
  });

  test.each([
    ['a%z%y', '%z'],
    ['%1', '%1'],
    ['%constructor', '%c'],
    ['%%%q', '%q'],
  ])('%s is an error', (word, specifier) => {
    expect(expandSpecifiers(word, table)).toEqual({ ok: false, specifier });
  });

  test('in a word', () => {
    expect(specifiersIn('%i%%p %- %z%')).toEqual(['%i', '%z']);
  });
});

describe('variables', () => {
  const environment = { FOO: `b c "d e" f\\g 'h\\'i' ""`, EMPTY: '', X: 'x$FOO%i', _1: 'one', 'A-x': 'no name' };
  const split = ['b', 'c', 'd e', 'fg', "h'i", ''];
  test.each([
    ['$FOO', split],
    ['$EMPTY', []],
    ['$UNSET', []],
    ['$FOO-x', []],
    ['$FOO$X', []],
    ['$A-x', []],
    [`a\${A-x}`, ['a']],
    ['$1', []],
    ['$', []],
    ['$toString', []],
    ['$_1', ['one']],
    ['x$FOO', ['x$FOO']],
    ['"$FOO"', ['"$FOO"']],
    [`\${FOO}`, [environment.FOO]],
    [`a\${X}b\${EMPTY}c\${UNSET}`, ['ax$FOO%ibc']],
    [`\${EMPTY}`, ['']],
    [`\${X:-d}\${_1}`, [`\${X:-d}one`]],
    [`\${X`, [`\${X`]],
    [`\${}`, ['']],
    [`\${_1\${_1}}`, ['}']],
    ['$$', ['$']],
    ['$$FOO', ['$FOO']],
    ['$$$FOO', ['$$FOO']],
    [`$$\${_1}`, ['$one']],
    [`\${}$$FOO`, ['$FOO']],
    ['a$', ['a$']],
    ['a$-$$b', ['a$-$b']],
    ['', ['']],
  ])('%s', (word, expected) => {
    expect(expandVariables([word], environment)).toEqual(expected);
  });

  test('an open quote or a backslash at the end of a variable is no error', () => {
    expect(expandVariables(['$A', '$B', '$C'], { A: 'a "b c', B: 'd\\', C: '"e\\' })).toEqual(['a', 'b c', 'd', 'e']);
  });
});

describe('Environment=', () => {
  test('assignments and problems with places', () => {
    expect(parseEnvironment('A=1 bad "B=x y" C=%z D=\\xff E=%% "F')).toEqual({
      assignments: [
        { name: 'A', value: '1', start: 0, end: 3 },
        { name: 'B', value: 'x y', start: 8, end: 15 },
        { name: 'E', value: '%%', start: 28, end: 32 },
      ],
      problems: [
        { kind: 'assignment', offset: 4 },
        { kind: 'specifier', offset: 16 },
        { kind: 'assignment', offset: 21 },
        { kind: 'quote', offset: 33 },
      ],
    });
  });

  test('with a table', () => {
    expect(
      parseEnvironment('%n=%i A=%%', { n: 'N', i: 'x y' }).assignments.map((one) => [one.name, one.value]),
    ).toEqual([
      ['N', 'x y'],
      ['A', '%'],
    ]);
  });
});
