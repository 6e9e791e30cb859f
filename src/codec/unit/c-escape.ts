/** C escapes: cunescape_one() of src/basic/escape.c. */

export interface Unescaped {
  readonly text: string;
  /** Characters read, without the backslash. */
  readonly length: number;
  /** The text holds bytes as U+DC00 + byte, which may form a character together with their neighbours. */
  readonly bytes: boolean;
}

const simple: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
  '"': '"',
  "'": "'",
  s: ' ',
};

/** Reads the escape whose letter is at `at`; undefined when it is none. NUL is refused in every spelling. */
export function unescapeOne(value: string, at: number): Unescaped | undefined {
  const letter = value.charAt(at);
  if (Object.hasOwn(simple, letter)) return { text: simple[letter] ?? '', length: 1, bytes: false };
  if (letter === 'x') return byte(digits(value, at + 1, 2, 16), 3);
  if (letter === 'u') return codePoint(digits(value, at + 1, 4, 16), 5);
  if (letter === 'U') return validCodePoint(digits(value, at + 1, 8, 16));
  if (letter >= '0' && letter <= '7') return byte(digits(value, at, 3, 8), 3);
  return undefined;
}

function digits(value: string, at: number, count: number, radix: 8 | 16): number {
  const text = value.slice(at, at + count);
  const pattern = radix === 8 ? /^[0-7]+$/ : /^[0-9A-Fa-f]+$/;
  return text.length === count && pattern.test(text) ? Number.parseInt(text, radix) : 0;
}

function byte(code: number, length: number): Unescaped | undefined {
  if (code === 0 || code > 0xff) return undefined;
  return code < 0x80
    ? { text: String.fromCharCode(code), length, bytes: false }
    : { text: rawByte(code), length, bytes: true };
}

/** `\uHHHH` takes half a surrogate pair too, as its three bytes. */
function codePoint(code: number, length: number): Unescaped | undefined {
  if (code === 0) return undefined;
  if (code < 0xd800 || code > 0xdfff) return { text: String.fromCodePoint(code), length, bytes: false };
  const bytes = [0xe0 | (code >> 12), 0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f)];
  return { text: bytes.map(rawByte).join(''), length, bytes: true };
}

/** `\UHHHHHHHH` refuses surrogates, noncharacters and what lies above Unicode. */
function validCodePoint(code: number): Unescaped | undefined {
  if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return undefined;
  if ((code >= 0xfdd0 && code <= 0xfdef) || (code & 0xfffe) === 0xfffe) return undefined;
  return codePoint(code, 9);
}

function rawByte(code: number): string {
  return String.fromCharCode(0xdc00 + code);
}
