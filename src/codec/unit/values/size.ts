/** Sizes: parse_size() of src/basic/parse-util.c; systemd.syntax(7). */
import { type Complaint, complaint, shown, type ValueCheck, whole } from './value-problem.ts';

const suffixes = 'EPTGMKB';
const most = 2n ** 64n - 1n;
/** More digits are out of range whatever the unit. */
const mostDigits = 20;
const part = /[ \t\n\r\v\f]*([+-]?)([0-9]+)(?:(\.)([0-9]*))?[ \t\n\r]*([EPTGMKB]?)/y;

/** Bytes; `syntax`, or `range` beyond 64 bits. Sums are written in falling units: `1G 512M`. */
export function parseSize(text: string, base: 1000 | 1024): bigint | 'syntax' | 'range' {
  let sum = 0n;
  let next = 0;
  let at = 0;
  do {
    part.lastIndex = at;
    const match = part.exec(text);
    const [written = '', sign, digits = '', , fraction = '', suffix = ''] = match ?? [];
    if (match === null) return 'syntax';
    if (sign === '-' || digits.length > mostDigits || fraction.length > mostDigits) return 'range';
    // No unit is the last row of the table, behind bytes.
    const row = suffix === '' ? suffixes.length : suffixes.indexOf(suffix);
    if (row < next) return 'syntax';
    next = row + 1;
    const factor = BigInt(base) ** BigInt(Math.max(0, suffixes.length - 1 - row));
    const whole = BigInt(digits);
    const rest = fraction === '' ? 0n : (BigInt(fraction) * factor) / 10n ** BigInt(fraction.length);
    if (whole > most || whole + (/[1-9]/.test(fraction) ? 1n : 0n) > most / factor) return 'range';
    sum += whole * factor + rest;
    if (sum > most) return 'range';
    at += written.length;
  } while (at < text.length);
  return sum;
}

export function sizeComplaint(text: string, found: bigint | 'syntax' | 'range'): Complaint | undefined {
  if (found === 'range') return complaint(`${shown(text)} is out of the range of a size`);
  if (found !== 'syntax') return undefined;
  const cure = /^[0-9.]+\s*([kmgtpe])?(?:i?[bB])?$/i.exec(text);
  const better =
    cure === null
      ? ''
      : text.replace(/([kmgtpe])?(?:i?b)?$/i, (_, unit: string | undefined) => (unit ?? '').toUpperCase());
  const help = better === '' || better === text ? 'write it like `512M` or `1.5G`' : `write ${shown(better)}`;
  return complaint(`${shown(text)} is not a size`, help);
}

export const checkIecSize: ValueCheck = (value) => {
  const what = sizeComplaint(value, parseSize(value, 1024));
  return what === undefined ? [] : whole('ignored', value, what);
};
