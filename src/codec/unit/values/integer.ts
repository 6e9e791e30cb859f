/** Integers: safe_atoi(), safe_atou() and their kin of src/basic/parse-util.c, strtol(3) with base 0. */
import { type Complaint, complaint, shown, type ValueCheck, whole } from './value-problem.ts';

/** Blanks, a sign; then hexadecimal, octal (leading zero) or decimal digits. */
const anyBase = /^[ \t\n\v\f\r]*([+-]?)(0[xX][0-9a-fA-F]+|0[0-7]*|[1-9][0-9]*)$/;
const ofBase = {
  2: /^[ \t\n\v\f\r]*([+-]?)([01]+)$/,
  8: /^[ \t\n\v\f\r]*([+-]?)([0-7]+)$/,
  10: /^[ \t\n\v\f\r]*([+-]?)([0-9]+)$/,
  16: /^[ \t\n\v\f\r]*([+-]?)(?:0[xX])?([0-9a-fA-F]+)$/,
} as const;
/** More digits than any type holds, in any base. */
const mostDigits = 70;

/** The number that the text is, or undefined; numbers beyond 64 bits come back as some number beyond 64 bits. */
export function parseInteger(text: string, base: 0 | 8 | 10 | 16 = 0): bigint | undefined {
  const prefix = base === 0 ? /^[ \t\n\r]*0([bBoO])/.exec(text) : null;
  if (prefix !== null) {
    const digits = text.slice(prefix[0].length);
    return prefix[1]?.toLowerCase() === 'b' ? read(ofBase[2], digits, '0b') : read(ofBase[8], digits, '0o');
  }
  if (base === 0) return read(anyBase, text, '');
  return read(ofBase[base], text, base === 16 ? '0x' : base === 8 ? '0o' : '');
}

function read(pattern: RegExp, text: string, prefix: string): bigint | undefined {
  const match = pattern.exec(text);
  if (match?.[2] === undefined) return undefined;
  const octal = prefix === '' && /^0[0-7]/.test(match[2]);
  const digits = match[2].replace(/^0+(?=[0-9a-fA-F])/, '');
  const value = digits.length > mostDigits ? 1n << 128n : BigInt(octal ? `0o${digits}` : prefix + digits);
  return match[1] === '-' ? -value : value;
}

export const limits = {
  int: [-(2n ** 31n), 2n ** 31n - 1n],
  long: [-(2n ** 63n), 2n ** 63n - 1n],
  u8: [0n, 255n],
  unsigned: [0n, 2n ** 32n - 1n],
  u64: [0n, 2n ** 64n - 1n],
} as const;

export type Range = readonly [bigint, bigint];

/** Why the text is no integer of the range, or undefined. */
export function integerComplaint(text: string, [least, most]: Range): Complaint | undefined {
  const value = parseInteger(text);
  if (value === undefined)
    return complaint(`${shown(text)} is not an integer`, `write a number from ${least} to ${most}`);
  if (value >= least && value <= most) return undefined;
  return complaint(`${shown(text)} is out of range`, `write a number from ${least} to ${most}`);
}

export function checkInteger(range: Range): ValueCheck {
  return (value) => {
    const what = integerComplaint(value, range);
    return what === undefined ? [] : whole('ignored', value, what);
  };
}
