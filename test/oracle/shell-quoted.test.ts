import { expect, test } from 'vitest';
import { parseShellQuoted } from './shell-quoted.ts';

test.each([
  ['/bin/x a', ['/bin/x', 'a']],
  ['/bin/x "" "a b"', ['/bin/x', '', 'a b']],
  ['"\\"\\\\\\$\\`" \'', ['"\\$`', "'"]],
  ['"\\n\\t\\a\\303\\251\\377"', ['\n\t\x07é\udcff']],
  ["$'it\\'s' x", ["it's", 'x']],
  ['é', ['é']],
])('%s', (line, words) => {
  expect(parseShellQuoted(line)).toEqual(words);
});

test.each(['"open', '"a"b'])('%s is no dump', (line) => {
  expect(() => parseShellQuoted(line)).toThrow();
});
