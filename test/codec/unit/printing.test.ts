import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  expandSpecifiers,
  expandVariables,
  lookupDirective,
  type Printed,
  parseCommandLine,
  parseEnvironment,
  parseUnit,
  printValue,
  quoteEnvironmentAssignment,
  quoteExecPath,
  quoteExecWord,
  quoteListWord,
  quoteSpecifierWord,
  quoteVariableWord,
  quotingModes,
  readDirectiveTable,
  splitVariable,
  splitWords,
} from '../../../src/codec/unit/index.ts';
import { runs } from '../../support/runs.ts';
import { anyText, hostileText } from './arbitrary.ts';
import { environmentOn219, execOn219, variableOn219 } from './systemd-219.ts';

const directives = readDirectiveTable(JSON.parse(readFileSync('data/directives.json', 'utf8')));
/** Specifiers and variables that would show up if something were expanded that should not. */
const specifiers = Object.fromEntries(
  [...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'].map((c) => [c, 'SPECIFIER']),
);
const environment = { HOME: 'VARIABLE', a: 'VARIABLE', b: 'VARIABLE', xyz: 'VARIABLE' };
const many = runs(100);

function text(printed: Printed): string {
  if (!printed.ok) throw new Error(`refused: ${printed.reason}`);
  return printed.text;
}

/** The value that a file carries, alone and at the start of a continued line. */
function throughFile(value: string, lead: string): string[] {
  return [`[S]\nK=${lead}${value}\n`, `[S]\nK=${lead}\\\n${value}\nL=after\n`].map((file) => {
    const document = parseUnit(new TextEncoder().encode(file));
    expect(document.problems).toEqual([]);
    expect(document.assignments[0]?.key).toBe('K');
    return document.assignments[0]?.value ?? '';
  });
}

describe('words of command lines', () => {
  test.each([
    ['plain', 'plain'],
    ['--a=b:c,d/e', '--a=b:c,d/e'],
    ['', '""'],
    ['a b', '"a b"'],
    ["it's", `"it's"`],
    ['say "hi"', '"say \\"hi\\""'],
    ['{"a":1}', '"{\\"a\\":1}"'],
    ['a\\b', '"a\\\\b"'],
    ['50%', '50%%'],
    ['%i', '%%i'],
    ['a$b', 'a$$b'],
    ['$HOME', `\${}$$HOME`],
    ['a\nb\tc\rd\x01\x7f\x85', '"a\\nb\\tc\\rd\\x01\\x7f\\xc2\\x85"'],
    [';', '\\;'],
    [';;', '";;"'],
    ['#c', '"#c"'],
    ['a;', 'a;'],
    ['é😀', 'é😀'],
    ['a\u00a0b', '"a\u00a0b"'],
    ['-x', '-x'],
    ['@', '@'],
  ])('%j is %s', (word, expected) => {
    expect(quoteExecWord(word, { specifiers: 'escape' })).toEqual({ ok: true, text: expected });
  });

  test('specifiers kept', () => {
    expect(text(quoteExecWord('%i $a', { specifiers: 'keep' }))).toBe('"%i $$a"');
    expect(text(quoteSpecifierWord('--name=%i'))).toBe('--name=%i');
    expect(text(quoteSpecifierWord('100% %- %%z'))).toBe('"100% %- %%z"');
    expect(quoteSpecifierWord('a%z')).toEqual({ ok: false, reason: 'holds `%z`, which is no specifier' });
    expect(quoteSpecifierWord('%%%1').ok).toBe(false);
  });

  test('any string is read back or refused', () => {
    fc.assert(
      fc.property(fc.array(anyText(), { maxLength: 4 }), (words) => {
        const printed = words.map((word) => quoteExecWord(word, { specifiers: 'escape' }));
        const carried = words.filter((_, i) => printed[i]?.ok);
        const line = printed.flatMap((one) => (one.ok ? [one.text] : [])).join(' ');
        for (const value of throughFile(line, '/bin/x ')) {
          const { commands, problems } = parseCommandLine(value, specifiers);
          expect(problems).toEqual([]);
          expect(commands.map((command) => expandVariables(command.argv, environment))).toEqual([
            ['/bin/x', ...carried],
          ]);
        }
        expect(execOn219(`/bin/x ${line}`)).toEqual(['/bin/x', ...carried]);
      }),
      many,
    );
  });

  test('only what no unit can carry is refused', () => {
    const refusals = ['\0', 'a\0', '\ud800', 'a\udc41', '\ufdd0', '\uffff', '\u{1fffe}'];
    for (const word of refusals)
      expect(quoteExecWord(word, { specifiers: 'escape' }).ok, JSON.stringify(word)).toBe(false);
    fc.assert(
      fc.property(hostileText({ controls: true }), (word) => {
        expect(quoteExecWord(word, { specifiers: 'escape' }).ok).toBe(true);
      }),
      many,
    );
    expect(quoteExecWord('x'.repeat(1_048_575), { specifiers: 'escape' }).ok).toBe(true);
    expect(quoteExecWord('x'.repeat(1_048_576), { specifiers: 'escape' }).ok).toBe(false);
    expect(quoteExecWord('é'.repeat(524_288), { specifiers: 'escape' }).ok).toBe(false);
  });
});

describe('programs', () => {
  test.each([
    ['/bin/x', '/bin/x'],
    ['/opt/my app', '/opt/my\\x20app'],
    ['/bin/é', '/bin/é'],
    ['/a$b', '/a$b'],
    ['/;', '/;'],
  ])('%j is %s', (path, expected) => {
    expect(quoteExecPath(path)).toEqual({ ok: true, text: expected });
  });

  test.each([
    '',
    'x',
    '-/bin/x',
    '@/x',
    ' /x',
    '/',
    '/bin/',
    '/a\n',
    '/a\x7f',
    '/"',
    "/'",
    '/\\',
    '/%i',
    '/$$',
    `/\${a}`,
    '/\0',
    '/\ud800',
  ])('%j is refused', (path) => {
    expect(quoteExecPath(path).ok).toBe(false);
  });

  test('length', () => {
    expect(quoteExecPath(`/${'x'.repeat(255)}`).ok).toBe(true);
    expect(quoteExecPath(`/${'x'.repeat(256)}`).ok).toBe(false);
    expect(quoteExecPath(`/${'é'.repeat(128)}`).ok).toBe(false);
    expect(quoteExecPath(`/${'x/'.repeat(2046)}yy`).ok).toBe(true);
    expect(quoteExecPath(`/${'x/'.repeat(2047)}y`).ok).toBe(false);
  });

  test('any string behind any prefix is read back or refused', () => {
    fc.assert(
      fc.property(
        anyText().map((name) => `/${name}`),
        fc.constantFrom('', '-', '+', '-:', '!!'),
        (path, prefix) => {
          const printed = quoteExecPath(path);
          fc.pre(printed.ok);
          for (const value of throughFile(text(printed), prefix)) {
            if (value.startsWith(`${prefix} `)) continue;
            const { commands, problems } = parseCommandLine(value, specifiers);
            expect(problems).toEqual([]);
            expect(commands.map((command) => expandVariables(command.argv, environment))).toEqual([[path]]);
          }
        },
      ),
      many,
    );
  });
});

describe('Environment=', () => {
  test.each([
    ['A', 'b', 'A=b'],
    ['A', '', 'A='],
    ['A', 'b c', '"A=b c"'],
    ['_a1', '$HOME %i', '"_a1=$HOME %%i"'],
    ['A', 'q"\\\t', '"A=q\\"\\\\\\t"'],
    ['A', '#', 'A=#'],
  ])('%s, %j is %s', (name, value, expected) => {
    expect(quoteEnvironmentAssignment(name, value)).toEqual({ ok: true, text: expected });
  });

  test.each(['', '1', 'a-b', 'a b', 'é', 'a\n', 'a='])('the name %j is refused', (name) => {
    expect(quoteEnvironmentAssignment(name, 'x').ok).toBe(false);
  });

  test.each(['\n', 'a\x01', '\x7f', '\0', '\ud800', '\ufffe'])('the value %j is refused', (value) => {
    expect(quoteEnvironmentAssignment('A', value).ok).toBe(false);
  });

  test('any string is read back or refused', () => {
    fc.assert(
      fc.property(fc.array(anyText(), { minLength: 1, maxLength: 3 }), (values) => {
        const kept = values.filter((value) => quoteEnvironmentAssignment('A', value).ok);
        const line = kept.map((value, i) => text(quoteEnvironmentAssignment(`A${i}`, value))).join(' ');
        const wanted = kept.map((value, i) => `A${i}=${value}`);
        for (const value of throughFile(line, '')) {
          const read = parseEnvironment(value, specifiers);
          expect(read.problems).toEqual([]);
          expect(read.assignments.map((one) => `${one.name}=${one.value}`)).toEqual(wanted);
        }
        expect(environmentOn219(line)).toEqual(wanted);
      }),
      many,
    );
  });
});

describe('words inside a variable', () => {
  test.each([
    ['--v=2', '--v=2'],
    ['', '""'],
    ['a b', '"a b"'],
    ['x\\y"z', '"x\\\\y\\"z"'],
    ['%i$HOME', '%i$HOME'],
    ["a'b", `"a'b"`],
  ])('%j is %s', (word, expected) => {
    expect(quoteVariableWord(word)).toEqual({ ok: true, text: expected });
  });

  test('any string is read back or refused', () => {
    fc.assert(
      fc.property(fc.array(anyText(), { maxLength: 4 }), (words) => {
        const kept = words.filter((word) => quoteVariableWord(word).ok);
        const line = kept.map((word) => text(quoteVariableWord(word))).join(' ');
        expect(splitVariable(line)).toEqual(kept);
        expect(expandVariables(['/bin/x', '$FOO'], { FOO: line })).toEqual(['/bin/x', ...kept]);
        expect(variableOn219(line)).toEqual(kept);
      }),
      many,
    );
    for (const word of ['a\nb', '\x01', '\0', '\ud800']) expect(quoteVariableWord(word).ok).toBe(false);
  });
});

describe('words of lists', () => {
  test.each(quotingModes)('any string is read back or refused: %s', (mode) => {
    let carried = 0;
    fc.assert(
      fc.property(
        fc.array(anyText(), { minLength: 1, maxLength: 3 }),
        fc.constantFrom('escape', 'keep'),
        (words, how) => {
          const kept = words.filter((word) => quoteListWord(word, mode, { specifiers: how }).ok);
          carried += kept.length;
          const line = kept.map((word) => text(quoteListWord(word, mode, { specifiers: how }))).join(' ');
          for (const value of throughFile(line, '')) {
            const read = splitWords(value, mode);
            expect(read.problem).toBeUndefined();
            const texts = read.words.map((word) => word.text);
            expect(how === 'keep' ? texts : texts.map(expanded)).toEqual(kept);
          }
        },
      ),
      many,
    );
    expect(carried).toBeGreaterThan(40);
  });

  test.each([
    ['none', 'a"b', 'a"b'],
    ['none', 'a\\b', undefined],
    ['none', 'a b', undefined],
    ['none', '', undefined],
    ['retain-escape', 'a\\x2db.service', 'a\\x2db.service'],
    ['retain-escape', 'a\\', undefined],
    ['retain-escape', 'a b', undefined],
    ['retain-escape', '', undefined],
    ['retain-escape', '#a', undefined],
    ['retain-escape', ';a', undefined],
    ['retain-escape', '\ufeffa', undefined],
    ['none', '\ufeffa', undefined],
    ['retain-escape', '"', '"'],
    ['unquote', 'a b', '"a b"'],
    ['unquote', 'a "b"', `'a "b"'`],
    ['unquote', `a'"`, undefined],
    ['unquote', 'a\\b', undefined],
    ['unquote', '', '""'],
    ['unquote', 'a\nb', undefined],
    ['unquote+retain-escape', 'a\\x2db', 'a\\x2db'],
    ['unquote+retain-escape', 'a \\x2d', '"a \\x2d"'],
    ['unquote+retain-escape', 'a\\', undefined],
    ['unquote+retain-escape', '#', '"#"'],
    ['unquote+cunescape', 'a\nb\\', '"a\\nb\\\\"'],
    ['unquote+cunescape', '', '""'],
  ] as const)('%s: %j is %s', (mode, word, expected) => {
    const printed = quoteListWord(word, mode);
    expect(printed.ok ? printed.text : undefined).toBe(expected);
  });

  test('specifiers are escaped unless the caller keeps them', () => {
    expect(text(quoteListWord('%i', 'retain-escape'))).toBe('%%i');
    expect(text(quoteListWord('%i', 'retain-escape', { specifiers: 'keep' }))).toBe('%i');
  });
});

function expanded(word: string): string {
  const result = expandSpecifiers(word, specifiers);
  return result.ok ? result.text : `unknown ${result.specifier}`;
}

describe('values by key', () => {
  function print(section: string, key: string, value: string): string | undefined {
    const directive = lookupDirective(directives, section, key, 'service');
    if (directive === undefined) throw new Error(`no directive ${key}`);
    const printed = printValue(value, directive);
    return printed.ok ? printed.text : undefined;
  }

  test.each([
    ['Unit', 'Description', '50% of "a" \\ b', '50%% of "a" \\ b'],
    ['Unit', 'Description', '', undefined],
    ['Unit', 'Description', ' a', undefined],
    ['Unit', 'Description', 'a\t', undefined],
    ['Unit', 'Description', 'a\tb', 'a\tb'],
    ['Unit', 'Description', 'a\nb', undefined],
    ['Unit', 'Description', 'a\rb', undefined],
    ['Unit', 'Description', 'a\0b', undefined],
    ['Unit', 'Description', 'a\\', undefined],
    ['Unit', 'Description', 'a\\\\', 'a\\\\'],
    ['Unit', 'Description', '\ud800', undefined],
    ['Service', 'CPUQuota', '50%', '50%'],
    ['Unit', 'After', 'a%b.service', 'a%%b.service'],
    ['Unit', 'After', 'a b', undefined],
    ['Service', 'ReadWritePaths', '/a b', '"/a b"'],
    ['Service', 'EnvironmentFile', '-/etc/a b', '-/etc/a b'],
    ['Service', 'Environment', 'A=b c', '"A=b c"'],
    ['Service', 'Environment', 'Ab c', undefined],
    ['Service', 'LogExtraFields', 'A=b\nc', '"A=b\\nc"'],
    ['Service', 'ExecStart', '/bin/x', undefined],
    ['Service', 'RuntimeDirectory', 'a', 'a'],
    ['Service', 'RuntimeDirectory', 'a:b', undefined],
    ['Service', 'RuntimeDirectory', 'a b', undefined],
    ['Service', 'StandardInputText', ' a\nb\\"\u0020', '\\x20a\\nb\\\\\\"\\x20'],
    ['Service', 'StandardInputText', '', undefined],
    ['Service', 'SetCredential', 'a:b', 'a:b'],
    ['Service', 'SetCredential', 'a:%', undefined],
  ])('[%s] %s=%j is %s', (section, key, value, expected) => {
    expect(print(section, key, value)).toBe(expected);
  });

  test('a key that nobody knows is read whole, and its `%` is text', () => {
    expect(text(printValue('a %i "b"', {}))).toBe('a %i "b"');
  });

  test('any string is read back whole or refused', () => {
    fc.assert(
      fc.property(anyText(), (value) => {
        const printed = printValue(value, { specifiers: 'full' });
        fc.pre(printed.ok);
        const [whole] = throughFile(text(printed), '');
        expect(expanded(whole ?? '')).toBe(value);
      }),
      many,
    );
  });
});
