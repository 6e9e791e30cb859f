/** Reads the command lines of systemd's dump: quote_command_line() of src/basic/escape.c. */
import { decodeBytes, encodeBytes } from '../../src/codec/unit/index.ts';

const shortEscapes: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

/**
 * The argv of a dumped line: words parted by one blank, each bare, in double quotes or as `$'…'`. Bytes that
 * are no UTF-8 (dumped as `\377`) come back as the codec's lone surrogates.
 */
export function parseShellQuoted(line: string): string[] {
  const words: string[] = [];
  for (let at = 0; at < line.length; ) {
    const quoted = line[at] === '"' || line.startsWith("$'", at);
    const [word, end] = quoted ? readQuoted(line, at) : readBare(line, at);
    words.push(word);
    if (end < line.length && line[end] !== ' ') throw new Error(`no blank after a word at ${end}: ${line}`);
    at = end + 1;
  }
  return words;
}

function readBare(line: string, start: number): [string, number] {
  const blank = line.indexOf(' ', start);
  const end = blank === -1 ? line.length : blank;
  return [line.slice(start, end), end];
}

function readQuoted(line: string, start: number): [string, number] {
  const close = line[start] === '"' ? '"' : "'";
  let text = '';
  for (let at = line.indexOf(close, start) + 1; at < line.length; ) {
    const character = line.charAt(at);
    if (character === close) return [decodeBytes(encodeBytes(text)), at + 1];
    if (character !== '\\') {
      text += character;
      at++;
      continue;
    }
    const octal = /^[0-7]{3}/.exec(line.slice(at + 1, at + 4))?.[0];
    const next = line.charAt(at + 1);
    text += octal === undefined ? (shortEscapes[next] ?? next) : byte(Number.parseInt(octal, 8));
    at += octal === undefined ? 2 : 4;
  }
  throw new Error(`a quote is not closed: ${line}`);
}

function byte(code: number): string {
  return String.fromCharCode(code < 0x80 ? code : 0xdc00 + code);
}
