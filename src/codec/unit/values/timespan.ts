/** Time spans: parse_time() and parse_nsec() of src/basic/time-util.c; systemd.time(7). */
import { type Complaint, complaint, shown, type ValueCheck, whole } from './value-problem.ts';

const second = 1_000_000n;
const month = 2_629_800n * second;
const year = 31_557_600n * second;
/** Microseconds of each unit; the longest that fits is taken. */
const units: readonly (readonly [RegExp, bigint])[] = [
  [/^(?:seconds|second|sec|s)/, second],
  [/^(?:minutes|minute|min)/, 60n * second],
  [/^(?:months|month|M)/, month],
  [/^(?:msec|ms)/, 1000n],
  [/^m/, 60n * second],
  [/^(?:hours|hour|hr|h)/, 3600n * second],
  [/^(?:days|day|d)/, 86_400n * second],
  [/^(?:weeks|week|w)/, 604_800n * second],
  [/^(?:years|year|y)/, year],
  [/^(?:usec|us|μs|µs)/, 1n],
];
const longestUnit = 7;
const most = 2n ** 64n - 1n;
const mostSigned = 2n ** 63n - 1n;
/** More digits are out of range whatever the unit. */
const mostDigits = 25;
const number = /[ \t\n\r]*([+-]?)([0-9]*)(?:(\.)([0-9]*))?([ \t\n\r]*)/y;

export const infinity = most;

/** The span in microseconds (`ns`: in nanoseconds), {@link infinity} for `infinity`; or what is wrong. */
export function parseTimespan(text: string, defaultUnit: bigint, ns = false): bigint | 'syntax' | 'range' {
  if (/^[ \t\n\r]*infinity[ \t\n\r]*$/.test(text)) return infinity;
  const end = text.replace(/[ \t\n\r]+$/, '').length;
  let sum = 0n;
  let at = 0;
  do {
    number.lastIndex = at;
    const [written = '', sign, digits = '', point, fraction = '', blanks = ''] = number.exec(text) ?? [];
    if (digits === '' && (point === undefined || sign !== '')) return 'syntax';
    if (sign === '-') return 'range';
    at += written.length;
    const unit = readUnit(text.slice(at, at + longestUnit), defaultUnit, ns);
    if (unit.length === 0 && blanks === '' && at < text.length) return 'syntax';
    if (point !== undefined && fraction === '') return 'syntax';
    const value = digits.length > mostDigits ? most : BigInt(digits === '' ? 0 : digits);
    if (value > mostSigned || value >= most / unit.size) return 'range';
    sum += value * unit.size + fractionOf(fraction, unit.size);
    if (sum >= most) return 'range';
    at += unit.length;
  } while (at < end);
  return sum;
}

function readUnit(text: string, defaultUnit: bigint, ns: boolean): { readonly size: bigint; readonly length: number } {
  const scale = ns ? 1000n : 1n;
  for (const [pattern, size] of units) {
    const match = pattern.exec(text);
    if (match !== null) return { size: size * scale, length: match[0].length };
  }
  const nanoseconds = ns ? /^(?:nsec|ns)/.exec(text) : null;
  return { size: defaultUnit, length: nanoseconds?.[0].length ?? 0 };
}

/** Digit by digit, each cut to a whole number, as systemd adds them. */
function fractionOf(digits: string, size: bigint): bigint {
  let sum = 0n;
  let unit = size / 10n;
  for (let i = 0; i < digits.length && unit > 0n; i++, unit /= 10n) sum += BigInt(digits.charAt(i)) * unit;
  return sum;
}

export function timespanComplaint(text: string, defaultUnit = second, ns = false): Complaint | undefined {
  const span = parseTimespan(text, defaultUnit, ns);
  if (span === 'range') return complaint(`${shown(text)} is out of the range of a time span`, 'write `infinity`');
  if (span === 'syntax')
    return complaint(`${shown(text)} is not a time span`, 'write it like `5min 20s`, `100ms` or `infinity`');
  return undefined;
}

export const checkTimespan: ValueCheck = (value) => {
  const what = timespanComplaint(value);
  return what === undefined ? [] : whole('ignored', value, what);
};

export const checkNanoseconds: ValueCheck = (value) => {
  const what = timespanComplaint(value, 1n, true);
  return what === undefined ? [] : whole('ignored', value, what);
};
