/** Hostile strings, weighted towards what unit files give a meaning. */
import fc from 'fast-check';

const telling = [
  ' ',
  '  ',
  '\t',
  '"',
  "'",
  '\\',
  '\\\\',
  '%',
  '%%',
  '%i',
  '%n',
  '%z',
  '$',
  '$$',
  '${',
  '}',
  `\${HOME}`,
  '$HOME',
  ';',
  '\\;',
  '#',
  '=',
  '-',
  '@',
  ':',
  '+',
  '!',
  '|',
  '[',
  ']',
  'a',
  'b',
  'xyz',
  '0',
  '/',
  '.',
  '~',
  '*',
  '&',
  '<',
  '>',
  '`',
  '(',
  ')',
  'é',
  'ß',
  '中',
  '😀',
  '\u00a0',
  '\u2028',
  '\ufeff',
  '\u0301',
  '\\x41',
  '\\n',
  '\\s',
  '\\q',
  '\\1',
  '\\101',
  '\\u00e9',
  '\\',
  'n',
  'x',
  'u',
];
const controls = ['\n', '\r', '\v', '\f', '\x01', '\x1b', '\x7f', '\x85'];
const refusedEverywhere = ['\0', '\ud800', '\udc41', '\ufdd0', '\uffff', '\ufffe'];

/** Text that a unit file might carry: no NUL, no half surrogates, no noncharacters; controls only on request. */
export function hostileText(
  options: { readonly controls?: boolean; readonly maxLength?: number } = {},
): fc.Arbitrary<string> {
  const pieces = options.controls === true ? [...telling, ...controls] : telling;
  const tokens = fc
    .array(fc.constantFrom(...pieces), { maxLength: options.maxLength ?? 8 })
    .map((list) => list.join(''));
  const printable = fc.string({ unit: 'grapheme', maxLength: 12 });
  return fc.oneof({ weight: 4, arbitrary: tokens }, { weight: 1, arbitrary: printable });
}

/** Any JavaScript string at all. */
export function anyText(): fc.Arbitrary<string> {
  const pieces = [...telling, ...controls, ...refusedEverywhere];
  const tokens = fc.array(fc.constantFrom(...pieces), { maxLength: 10 }).map((list) => list.join(''));
  return fc.oneof(
    tokens,
    fc.string({ unit: 'binary', maxLength: 20 }),
    fc.string({ unit: fc.constantFrom(...refusedEverywhere, 'a', '\n') }),
  );
}

/** Raw values of one line, as somebody might have typed them. */
export function rawValue(): fc.Arbitrary<string> {
  return fc
    .array(fc.constantFrom(...telling, ' ', ' ', ' ', '\v', '\x01', '\x7f'), { minLength: 1, maxLength: 14 })
    .map((list) => list.join(''));
}

const fileTokens = [
  '[Unit]',
  '[Service]',
  '[Unit',
  '[X-a]',
  '[ Unit ]',
  '[]',
  '[Un\\\nit]',
  'Description=',
  'Description = ',
  'Environment=',
  'Environment="',
  'A=1',
  'B=2 3"',
  'A=',
  '=x',
  'ExecStart=/bin/x',
  'ExecStart=',
  'novalue',
  '#c',
  ';c',
  ' # c',
  '\\',
  '\\\\',
  ' ',
  '\t',
  '\n',
  '\n',
  '\n',
  '\n',
  '\\\n',
  '\\\n',
  '\r',
  '\r\n',
  '\n\r',
  '\0',
  '\ufeff',
  'é',
  '😀',
  '"',
  "'",
  'X-k=v',
];

/** Text that looks like a unit file and goes wrong in every way a line can. */
export function unitLikeText(): fc.Arbitrary<string> {
  return fc.array(fc.constantFrom(...fileTokens), { maxLength: 40 }).map((list) => list.join(''));
}

/** The same as bytes, sometimes with bytes that are no UTF-8. */
export function unitLikeBytes(): fc.Arbitrary<Uint8Array> {
  const text = unitLikeText().map((value) => new TextEncoder().encode(value));
  const broken = fc
    .tuple(text, fc.constantFrom([0xff], [0xc3], [0xed, 0xa0, 0x80], [0xef, 0xbf, 0xbf]), text)
    .map(([a, b, c]) => Uint8Array.from([...a, ...b, ...c]));
  return fc.oneof({ weight: 5, arbitrary: text }, { weight: 1, arbitrary: broken });
}
