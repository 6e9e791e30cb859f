import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { effectiveEnvironment, parseEnvFile, printEnvFile } from '../../../src/codec/env-file/index.ts';
import { runs } from '../../support/runs.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

function read(text: string, systemd?: string): Record<string, string> {
  const document = parseEnvFile(bytes(text), systemd === undefined ? {} : { systemd });
  return Object.fromEntries(effectiveEnvironment([document]));
}

function problems(text: string): string[] {
  return parseEnvFile(bytes(text)).problems.map(
    ({ kind, range }) => `${kind}: ${JSON.stringify(text.slice(range.start, range.end))}`,
  );
}

describe('parseEnvFile: what systemd takes', () => {
  test.each<[string, string, Record<string, string>]>([
    ['a plain value', 'A=b', { A: 'b' }],
    ['an empty value', 'A=\n', { A: '' }],
    ['blanks around name and value are cut', '  A \t= b c \t\n', { A: 'b c' }],
    ['comments begin a line, with # or ;', '# x\n ; y\nA=b\n', { A: 'b' }],
    ['there are no trailing comments', 'A=b # c\n', { A: 'b # c' }],
    ['a line without = is dropped', 'A\nB=1\n', { B: '1' }],
    ['CR ends a line', 'A=1\rB=2\r\nC=3', { A: '1', B: '2', C: '3' }],
    ['the last of one name wins', 'A=1\nA=2\n', { A: '2' }],
    ['later signs belong to the value', 'A=b=c\n', { A: 'b=c' }],
    ['export is part of the name', 'export A=1\n', {}],
    ['$ is text', 'A=$B $C\n', { A: '$B $C' }],
    ['a backslash keeps the next character', 'A=\\x\\ \\"\n', { A: 'x "' }],
    ['an escaped blank at the end stays', 'A=x \\ \n', { A: 'x  ' }],
    ['a backslash joins lines with nothing between', 'A=b\\\nc\n', { A: 'bc' }],
    ['quotes inside an unquoted value are text', 'A=a"b c"\n', { A: 'a"b c"' }],
    ['double quotes', 'A="b  c"\n', { A: 'b  c' }],
    ['in double quotes four characters are escaped', 'A="\\"\\\\\\`\\$"\n', { A: '"\\`$' }],
    ['in double quotes other backslashes stay', 'A="\\n\\x"\n', { A: '\\n\\x' }],
    ['in double quotes a backslash joins lines', 'A="b\\\nc"\n', { A: 'bc' }],
    ['in double quotes a line end is text', 'A="b\nc"\n', { A: 'b\nc' }],
    ['single quotes are verbatim', "A='b\\n\"$x\n'\n", { A: 'b\\n"$x\n' }],
    ['quoted parts are joined and blanks between are dropped', 'A="a" \'b\' c d \n', { A: 'abc d' }],
    ['what follows a quote is no comment', 'A="v" #x\n', { A: 'v#x' }],
    ['quotes may stay open', 'A="b\nc\n', { A: 'b\nc\n' }],
    ['a name may begin with the sign, and is none', '=A=b\n==\nB=1\n', { B: '1' }],
    ['a backslash at the end of the file', 'A=b  \\', { A: 'b  ' }],
    ['a comment that ends in a backslash', '#c\\\nA=1\n', { A: '1' }],
    ['nothing of a file with a NUL character', 'A=1\nB=\0\n', {}],
    ['nothing of a file with a noncharacter', 'A=1\nB=\uffff\n', {}],
  ])('%s', (_name, text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  test('invalid UTF-8 in a comment is nothing to it', () => {
    const document = parseEnvFile(Uint8Array.of(0x23, 0xff, 0x0a, 0x41, 0x3d, 0x31));
    expect([...effectiveEnvironment([document])]).toEqual([['A', '1']]);
    expect(document.problems).toEqual([]);
  });

  test('invalid UTF-8 in a value loses the file', () => {
    const document = parseEnvFile(Uint8Array.of(0x41, 0x3d, 0xff));
    expect(document.problems).toEqual([{ kind: 'not-utf8', loses: 'file', range: { start: 0, end: 3 } }]);
    expect(effectiveEnvironment([document]).size).toBe(0);
  });
});

describe('parseEnvFile: older systemd', () => {
  test('before 241 a backslash in quotes always goes', () => {
    expect(read("A=\"\\n\\$\"\nB='\\x\\''\n", '219')).toEqual({ A: 'n$', B: "x'" });
    expect(read('A="\\n"\n', '241')).toEqual({ A: '\\n' });
  });

  test('before 254 a comment goes on behind a backslash', () => {
    expect(read('#c\\\nA=1\nB=2\n', '252')).toEqual({ B: '2' });
    expect(read('#c\\\nA=1\nB=2\n', '254')).toEqual({ A: '1', B: '2' });
    expect(read('#c\\\\\nA=1\n', '252')).toEqual({ A: '1' });
    expect(read('#c\\\r\nA=1\n', '252')).toEqual({ A: '1' });
  });
});

describe('parseEnvFile: problems', () => {
  test.each([
    ['A=1\nB\n', ['no-equals: "B"']],
    ['export A=1\n', ['name: "export A"']],
    ['1A=x\n', ['name: "1A"']],
    ['A="b\n', ['open-quote: "\\"b"']],
    ['A="b" c\n', ['dropped-blanks: "\\"b\\" c"']],
    ['A="b"c\n', []],
    ['A="b"  \n', []],
    ['#c\\\nA=1\n', ['comment-continued: "#c\\\\"']],
    ['#c\\\\\nA=1\n', []],
    ['A=1\0B=2', ['nul: "\\u0000"']],
    ['A =\ufdd0 \n', ['not-utf8: "A =\ufdd0"']],
  ])('%j', (text, expected) => {
    expect(problems(text)).toEqual(expected);
  });

  test('names and values have ranges in the text', () => {
    const text = '# c\n  A = "b" \n';
    const [, entry] = parseEnvFile(bytes(text)).entries;
    if (entry?.kind !== 'assignment') throw new Error('no assignment');
    expect(text.slice(entry.nameRange.start, entry.nameRange.end)).toBe('A');
    expect(text.slice(entry.valueRange.start, entry.valueRange.end)).toBe('"b"');
  });
});

describe('printEnvFile', () => {
  test('gives back any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), (input) => {
        expect(printEnvFile(parseEnvFile(input))).toEqual(input);
      }),
      runs(100),
    );
  });

  test('gives back anything that looks like a file of variables, for every dialect', () => {
    const piece = fc.constantFrom('A', '=', '"', "'", '\\', '\n', '\r', ' ', '#', ';', 'é', '\0', '$');
    const systemd = fc.constantFrom(undefined, '219', '252');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), systemd, (pieces, version) => {
        const input = bytes(pieces.join(''));
        const document = parseEnvFile(input, version === undefined ? {} : { systemd: version });
        expect(printEnvFile(document)).toEqual(input);
        let at = 0;
        for (const entry of document.entries) {
          expect(entry.offset).toBe(at);
          at += entry.raw.length;
        }
      }),
      runs(166),
    );
  });
});

describe('effectiveEnvironment', () => {
  test('later files win, and a file that fails gives nothing', () => {
    const files = ['A=1\nB=1\n', 'B=2\nC=\n', 'A=3\nB=\uffff\n'].map((text) => parseEnvFile(bytes(text)));
    expect(Object.fromEntries(effectiveEnvironment(files))).toEqual({ A: '1', B: '2', C: '' });
  });
});
