import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { quoteShellWord, splitShellWords } from '../../../src/codec/shell/index.ts';

describe('splitShellWords', () => {
  test.each<[string, string[]]>([
    ['', []],
    [' \t ', []],
    ['a  b\tc ', ['a', 'b', 'c']],
    ["''", ['']],
    ['"" a ""', ['', 'a', '']],
    ["a'b c'd", ['ab cd']],
    ["'a\\b\n$x`*'", ['a\\b\n$x`*']],
    ['"a \\"\\\\\\$\\` \\n\'"', ['a "\\$` \\n\'']],
    ['\\a\\ \\$b', ['a $b']],
    ['a\\\nb c', ['ab', 'c']],
    ['a \\\n b', ['a', 'b']],
    ['"a\\\nb"', ['ab']],
    ['a#b --x=y', ['a#b', '--x=y']],
    ['a\rb', ['a\rb']],
  ])('%j is %j', (text, words) => {
    expect(splitShellWords(text)).toEqual({ ok: true, words });
  });

  test.each<[string, number, string]>([
    ['echo $HOME', 5, 'has `$` outside quotes'],
    ['"a $HOME"', 3, 'has `$` inside double quotes'],
    ['a `id`', 2, 'has a back-tick outside quotes'],
    ['"`id`"', 1, 'has a back-tick inside double quotes'],
    ['a; b', 1, 'has `;` outside quotes'],
    ['a\nb', 1, 'has a newline outside quotes'],
    ['a > b', 2, 'has `>` outside quotes'],
    ['ls *', 3, 'has `*` outside quotes'],
    ['~', 0, 'has `~` outside quotes'],
    ['{a,b}', 0, 'has `{` outside quotes'],
    ['a # b', 2, 'begins a comment'],
    ["a 'b", 2, 'has a quote that is not closed'],
    ['"a', 0, 'has a quote that is not closed'],
    ['a\\', 1, 'ends in a backslash'],
    ['a\0', 1, 'holds a NUL character'],
    ["'\0'", 1, 'holds a NUL character'],
  ])('%j fails', (text, offset, reason) => {
    expect(splitShellWords(text)).toEqual({ ok: false, offset, reason });
  });

  test('gives back words that were quoted', () => {
    const word = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: fc.constantFrom(...'a\'"\\ $`\n#~*={}') }));
    fc.assert(
      fc.property(fc.array(word), (all) => {
        const words = all.filter((text) => !text.includes('\0'));
        const line = words.map((text) => {
          const printed = quoteShellWord(text);
          if (!printed.ok) throw new Error(printed.reason);
          return printed.text;
        });
        expect(splitShellWords(line.join(' '))).toEqual({ ok: true, words });
      }),
    );
  });
});
