/** CoredumpFilter= and SecureBits=: src/shared/coredump-util.c, src/shared/securebits-util.c. */
import { nearest } from '../../../core/nearest.ts';
import { oneOf } from './enumeration.ts';
import { parseInteger } from './integer.ts';
import { complaint, dropped, shown, silent, type ValueCheck, whole } from './value-problem.ts';
import { checkWords, unquoted } from './words.ts';

const most = 2n ** 64n - 1n;

/** Names, or the mask in hexadecimal digits; one wrong word spoils the line. */
export const checkCoredumpFilter: ValueCheck = (value, { values = [] }) => {
  const [first] = checkWords(value, 0, {}, (word) => {
    const mask = parseInteger(word.text, 16);
    if (values.includes(word.text) || (mask !== undefined && mask >= 0n && mask <= most)) return undefined;
    return dropped(word, `${shown(word.text)} is not a kind of memory`, help(word.text, values));
  });
  return first === undefined ? [] : whole('ignored', value, complaint(first.message, first.help));
};

/** Unknown words are passed over in silence. */
export const checkSecureBits: ValueCheck = (value, { values = [] }) =>
  checkWords(value, 0, unquoted, (word) =>
    values.includes(word.text)
      ? undefined
      : dropped(word, `${shown(word.text)} is not a secure bit`, help(word.text, values)),
  ).map(silent);

function help(word: string, values: readonly string[]): string {
  const near = nearest(word, values);
  return near === undefined ? oneOf(values) : `write \`${near}\``;
}
