/** Enumerations: DEFINE_STRING_TABLE_LOOKUP of src/basic/string-table.h; `values` of the directive. */
import { nearest } from '../../../core/nearest.ts';
import type { Directive } from '../directive.ts';
import { isBoolean } from './boolean.ts';
import { parseInteger } from './integer.ts';
import { type Complaint, complaint, shown, type ValueCheck, type ValueContext, whole } from './value-problem.ts';

/** Why the word is none that this systemd takes, or undefined. */
export function enumerationComplaint(
  word: string,
  directive: Pick<Directive, 'values' | 'valueSince'>,
  { systemd }: ValueContext,
): Complaint | undefined {
  const { values = [], valueSince } = directive;
  const since = valueSince !== undefined && Object.hasOwn(valueSince, word) ? (valueSince[word] ?? 0) : 0;
  const older = values.filter((value) => (valueSince?.[value] ?? 0) <= systemd);
  if (since > systemd) return complaint(`${shown(word)} needs systemd ${since}`, oneOf(older));
  if (values.includes(word)) return undefined;
  const near = nearest(word, older) ?? older.find((value) => value === word.toLowerCase());
  return complaint(
    `${shown(word)} is not a value that is known here`,
    near === undefined ? oneOf(older) : `write \`${near}\``,
  );
}

/** "write one of …", for a message's help. */
export function oneOf(words: readonly string[]): string {
  return `write ${words.length === 1 ? '' : 'one of '}${words.map((word) => `\`${word}\``).join(', ')}`;
}

export const checkEnumeration: ValueCheck = (value, directive, context) => {
  const what = enumerationComplaint(value, directive, context);
  return what === undefined ? [] : whole('ignored', value, what);
};

/** Booleans are words of it too. */
export const checkEnumerationOrBoolean: ValueCheck = (value, directive, context) =>
  isBoolean(value) ? [] : checkEnumeration(value, directive, context);

/** A number up to `most` is taken as well, whether it has a name or not. */
export function checkEnumerationOrNumber(most: bigint): ValueCheck {
  return (value, directive, context) => {
    const number = parseInteger(value);
    return number !== undefined && number >= 0n && number <= most ? [] : checkEnumeration(value, directive, context);
  };
}

const timestampingAliases = new Set(['nsec', 'usec', 'µs', 'μs']);

export const checkTimestamping: ValueCheck = (value, directive, context) =>
  timestampingAliases.has(value) ? [] : checkEnumerationOrBoolean(value, directive, context);

/** Names in any case, and the numbers of udplite, sctp and mptcp. */
export const checkSocketProtocol: ValueCheck = (value, directive, context) => {
  const number = parseInteger(value);
  if (number === 136n || number === 132n || (number === 262n && context.systemd >= 254)) return [];
  return checkEnumeration(value.length > 20 ? value : value.toLowerCase(), directive, context);
};

/** KillMode=: `none` is taken with a warning. */
export const checkKillMode: ValueCheck = (value, directive, context) => {
  if (value !== 'none') return checkEnumeration(value, directive, context);
  const message = '`none` leaves processes of the unit behind and is deprecated';
  return whole('kept', value, complaint(message, 'write `mixed` or `control-group`'));
};
