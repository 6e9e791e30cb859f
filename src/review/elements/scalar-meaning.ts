/** Values of one key that mean the same to systemd, written in two ways. */
import { type Directive, isBoolean, parseSize, parseTimespan } from '../../codec/unit/index.ts';

const second = 1_000_000n;

/** Equal for values that mean the same; a value that systemd may not take is only itself. */
export function scalarMeaning(value: string, { type, parser, values }: Directive): string {
  const takesBoolean = type === 'bool' || (values?.includes('yes') === true && values.includes('no'));
  if (takesBoolean && isBoolean(value)) return booleanMeaning(value);
  if (type === 'timespan' && parser !== 'nsec') {
    const span = parseTimespan(value, second);
    if (typeof span === 'bigint') return `${span} microseconds`;
  }
  if (parser === 'memory_limit') {
    const size = parseSize(value, 1024);
    if (typeof size === 'bigint') return `${size} bytes`;
  }
  return value;
}

/** `yes` or `no`; what is no boolean is only itself. */
export function booleanMeaning(value: string): string {
  if (!isBoolean(value)) return value;
  return /^(?:[1yt]|on)/i.test(value) ? 'yes' : 'no';
}
