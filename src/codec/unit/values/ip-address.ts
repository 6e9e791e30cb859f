/** IP addresses as inet_pton(3) reads them, and prefixes: src/shared/in-addr-prefix-util.c. */
import { limits, parseInteger } from './integer.ts';
import { dropped, shown, type ValueCheck } from './value-problem.ts';
import { checkWords } from './words.ts';

const octet = '(?:0|[1-9][0-9]{0,2})';
const dotted = new RegExp(`^${octet}(?:\\.${octet}){3}$`);

export function isIpv4(text: string): boolean {
  return dotted.test(text) && text.split('.').every((part) => Number(part) <= 255);
}

/** No scope. */
export function isIpv6(text: string): boolean {
  if (text.length > 45) return false;
  const tail = /^(.*:)([0-9.]+\.[0-9.]*)$/.exec(text);
  if (tail?.[2] !== undefined && !isIpv4(tail[2])) return false;
  // An IPv4 address at the end stands for two groups.
  const groups = tail === null ? text : `${tail[1]}0:0`;
  const halves = groups.split('::');
  if (halves.length > 2) return false;
  const parts = halves.flatMap((half) => (half === '' ? [] : half.split(':')));
  if (halves.length === 1 && groups === '') return false;
  return (
    parts.every((part) => /^[0-9A-Fa-f]{1,4}$/.test(part)) &&
    (halves.length === 2 ? parts.length <= 7 : parts.length === 8)
  );
}

const names = new Set(['any', 'link-local', 'multicast']);
/** is_localhost() of src/basic/hostname-util.c. */
const localhost = /(?:^|\.)localhost\.?$|(?:^|\.)localhost\.localdomain\.?$/i;

export const checkIpPrefixes: ValueCheck = (value) =>
  checkWords(value, 0, {}, (word) => {
    const { text } = word;
    if (names.has(text) || localhost.test(text) || isPrefix(text)) return undefined;
    return dropped(
      word,
      `${shown(text)} is not an address or a prefix`,
      'write it like `10.0.0.0/8`, `fe80::/64`, `any` or `localhost`',
    );
  });

function isPrefix(text: string): boolean {
  const slash = text.indexOf('/');
  const address = slash === -1 ? text : text.slice(0, slash);
  const bits = isIpv4(address) ? 32n : isIpv6(address) ? 128n : undefined;
  if (bits === undefined || slash === -1) return bits !== undefined;
  const length = parseInteger(text.slice(slash + 1));
  return length !== undefined && length >= 0n && length <= bits && length <= limits.u8[1];
}
