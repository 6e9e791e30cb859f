/** What every printer refuses, and what may stand unquoted. */

import { type Printed, printed, refused } from '../printed.ts';
import { byteLength, hasLoneSurrogate } from './bytes.ts';

/** LONG_LINE_MAX of systemd's conf-parser: a physical line of this many bytes makes the whole file fail. */
export const longLineMax = 1_048_576;

const control = /\p{Cc}/u;
const controls = /\p{Cc}/gu;
/** systemd's UTF-8 check refuses these too, and with them the whole file. */
const noncharacter = /\p{Noncharacter_Code_Point}/u;
/** Blanks, quotes, backslashes and controls need quoting. */
const special = /[\s"'\\\p{Cc}]/u;
/** At the start of a continued line these make a comment, or are cut as a byte order mark. */
const lineStart = /^[#;\uFEFF]/u;

/** Why no unit file can carry this text, or undefined. */
export function unprintable(text: string): string | undefined {
  if (text.includes('\0')) return 'holds a NUL character';
  if (hasLoneSurrogate(text)) return 'holds half of a surrogate pair, which is not text';
  if (noncharacter.test(text)) return 'holds a code point that Unicode reserves as no character';
  return undefined;
}

export function hasNoncharacter(text: string): boolean {
  return noncharacter.test(text);
}

/** systemd's string_is_safe(): no ASCII controls, quotes or backslashes. */
export function isSafeString(text: string): boolean {
  return !/["'\\]/.test(text) && !/\p{Cc}/u.test(text.replace(/[\u0080-\u009f]/g, ''));
}

export function hasControl(text: string): boolean {
  return control.test(text);
}

export function controlReason(text: string): string {
  return text.includes('\n') ? 'holds a newline' : 'holds a control character';
}

export function startsLikeComment(text: string): boolean {
  return lineStart.test(text);
}

/** May stand as a word without quotes, wherever in a value, in every mode and version. */
export function isPlainWord(text: string): boolean {
  return text !== '' && !special.test(text) && !startsLikeComment(text);
}

/** Ends in a backslash that would continue the line: an odd number of them. */
export function endsInContinuation(text: string): boolean {
  let count = 0;
  while (text.charAt(text.length - 1 - count) === '\\') count++;
  return count % 2 === 1;
}

/**
 * The whole word in double quotes with C escapes. systemd before 220 knows quotes only around a whole word,
 * so quotes never open inside one. Only controls become `\n`, `\t`, `\r` or `\xHH` of their UTF-8 bytes.
 */
export function doubleQuoted(text: string): string {
  const escaped = text.replace(/["\\]/g, (c) => `\\${c}`).replace(controls, escapeControl);
  return `"${escaped}"`;
}

const shortEscapes: Readonly<Record<string, string>> = { '\n': '\\n', '\t': '\\t', '\r': '\\r' };

function escapeControl(character: string): string {
  const short = shortEscapes[character];
  if (short !== undefined) return short;
  return [...new TextEncoder().encode(character)].map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join('');
}

/** `%%` is the only spelling of a literal `%` where specifiers are expanded. */
export function escapeSpecifiers(text: string): string {
  return text.replaceAll('%', '%%');
}

/** The last check of every printer. */
export function withinLine(text: string): Printed {
  if (text.length * 3 >= longLineMax && byteLength(text) >= longLineMax) {
    return refused('is longer than the longest line that systemd reads (1 MiB)');
  }
  return printed(text);
}
