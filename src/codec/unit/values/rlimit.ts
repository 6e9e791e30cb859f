/** Resource limits: rlimit_parse() of src/basic/rlimit-util.c; systemd.exec(5). */
import { extractWord } from '../extract-word.ts';
import { parseInteger } from './integer.ts';
import { parseSize } from './size.ts';
import { infinity as endless, parseTimespan } from './timespan.ts';
import { ignored, shown, type ValueCheck } from './value-problem.ts';

const infinity = 2n ** 64n - 1n;
const bytes = new Set([
  'LimitAS',
  'LimitCORE',
  'LimitDATA',
  'LimitFSIZE',
  'LimitMEMLOCK',
  'LimitMSGQUEUE',
  'LimitRSS',
  'LimitSTACK',
]);

/** A limit, or undefined when the text is none. */
function parseLimit(name: string, text: string): bigint | undefined {
  if (name === 'LimitNICE') return parseNice(text);
  if (text === 'infinity') return infinity;
  if (bytes.has(name)) return below(parseSize(text, 1024));
  if (name === 'LimitCPU') {
    const span = parseTimespan(text, 1_000_000n);
    return typeof span === 'string' || span === endless ? numeric(span) : (span + 999_999n) / 1_000_000n;
  }
  if (name === 'LimitRTTIME') return numeric(parseTimespan(text, 1n));
  const count = parseInteger(text);
  return count === undefined || count < 0n ? undefined : below(count);
}

function numeric(value: bigint | string): bigint | undefined {
  return typeof value === 'string' ? undefined : value;
}

function below(value: bigint | string): bigint | undefined {
  return typeof value === 'string' || value >= infinity ? undefined : value;
}

/** `+N` and `-N` are nice levels, a bare number is the raw limit: 20 less the level. */
function parseNice(text: string): bigint | undefined {
  const sign = /^[+-]/.exec(text)?.[0];
  const number = parseInteger(sign === undefined ? text : text.slice(1));
  if (number === undefined || number < 0n || number > (sign === undefined ? 40n : sign === '+' ? 19n : 20n))
    return undefined;
  return sign === undefined ? number : sign === '+' ? 20n - number : 20n + number;
}

export const checkRlimit: ValueCheck = (value, { name }) => {
  const soft = extractWord(value, 0, { separators: ':', keepEmpty: true });
  const next = soft.type === 'word' ? soft.next : 0;
  const hard = next <= value.length ? extractWord(value, next, { separators: ':', keepEmpty: true }) : undefined;
  if (soft.type !== 'word' || (hard !== undefined && (hard.type !== 'word' || hard.next < value.length))) {
    return ignored(value, `${shown(value)} is not a limit`, 'write one limit, or `SOFT:HARD`');
  }
  const low = parseLimit(name, soft.word.text);
  const high = hard?.type === 'word' ? parseLimit(name, hard.word.text) : low;
  if (low === undefined || high === undefined)
    return ignored(value, `${shown(value)} is not a limit for ${name}=`, cure(name, value));
  return low > high ? ignored(value, 'the soft limit is above the hard one', 'write the lower limit first') : [];
};

function cure(name: string, value: string): string {
  if (/^unlimited$/i.test(value)) return 'write `infinity`';
  if (bytes.has(name)) return 'write a size like `64M`, or `infinity`';
  if (name === 'LimitCPU' || name === 'LimitRTTIME') return 'write a time span, or `infinity`';
  if (name === 'LimitNICE') return 'write a nice level with its sign, from -20 to +19, or a number up to 40';
  return 'write a whole number, or `infinity`';
}
