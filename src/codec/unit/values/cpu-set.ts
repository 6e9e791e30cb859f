/** Sets of CPUs and memory nodes: parse_cpu_set_full() of src/shared/cpu-set-util.c. */
import { extractWord } from '../extract-word.ts';
import { parseInteger } from './integer.ts';
import { resolve } from './specifier.ts';
import {
  type Complaint,
  complaint,
  ignored,
  problem,
  shown,
  type ValueCheck,
  type ValueProblem,
  whole,
} from './value-problem.ts';
import { unreadable } from './words.ts';

const most = 4_294_967_295n;
const separators = { separators: ' \t\n\r,', unquote: true };

/** Numbers and ranges, separated by blanks or commas. One bad word spoils the line. */
function checkSet(value: string, text: string): readonly ValueProblem[] {
  const reversed: ValueProblem[] = [];
  for (let at = 0; ; ) {
    const result = extractWord(text, at, separators);
    if (result.type === 'end') return reversed;
    if (result.type === 'error') return whole('ignored', value, unreadable(result.kind));
    const range = parseRange(result.word.text);
    if (range === undefined) return whole('ignored', value, rangeComplaint(result.word.text));
    if (range[0] > range[1]) {
      const what = complaint(
        `the range ${shown(result.word.text)} ends before it begins`,
        'write the lower number first',
      );
      reversed.push(problem('word-dropped', result.word, what));
    }
    at = result.next;
  }
}

function rangeComplaint(word: string): Complaint {
  return complaint(`${shown(word)} is not a number or a range`, 'write it like `0-3 8`');
}

/** parse_range() of src/basic/parse-util.c. */
export function parseRange(text: string): readonly [bigint, bigint] | undefined {
  const first = extractWord(text, 0, { separators: '-', keepEmpty: true });
  if (first.type !== 'word') return undefined;
  const low = unsigned(first.word.text);
  const high = first.next > text.length ? low : unsigned(text.slice(first.next));
  return low === undefined || high === undefined ? undefined : [low, high];
}

function unsigned(text: string): bigint | undefined {
  const number = parseInteger(text);
  return number !== undefined && number >= 0n && number <= most ? number : undefined;
}

export const checkCpuSet: ValueCheck = (value, _directive, { systemd }) => {
  const resolved = resolve(value, 'full', systemd);
  if (resolved.type === 'bad') return ignored(value, resolved.what.message, resolved.what.help);
  return resolved.type === 'text' ? checkSet(value, resolved.text) : [];
};

export const checkCpuAffinity: ValueCheck = (value, directive, context) =>
  value === 'numa' ? [] : checkCpuSet(value, directive, context);

export const checkNumaMask: ValueCheck = (value) => (value === 'all' ? [] : checkSet(value, value));
