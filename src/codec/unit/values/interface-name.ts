/** Names of network interfaces: ifname_valid_full() of src/basic/socket-util.c. */
import { byteLength } from '../bytes.ts';
import { limits, parseInteger } from './integer.ts';
import { dropped, ignored, shown, type ValueCheck } from './value-problem.ts';
import { checkWords, unquoted } from './words.ts';

/** IFNAMSIZ and ALTIFNAMSIZ of Linux, each with a final NUL. */
const size = 16;
const alternativeSize = 128;

/** `loose`: alternative names and indexes are taken too. */
export function isInterfaceName(name: string, loose = false): boolean {
  const index = parseInteger(name);
  if (index !== undefined && index > 0n && index <= limits.int[1]) return loose;
  if (byteLength(name) >= (loose ? alternativeSize : size)) return false;
  return /^[!-~]+$/.test(name) && !/[:/%]/.test(name) && !/^(?:\.|\.\.|all|default|[0-9]+)$/.test(name);
}

const rules = 'names have up to 15 characters, no blanks, `:`, `/` or `%`, and are not a number';

/** `*` or empty: all. */
export const checkBindToDevice: ValueCheck = (value) =>
  value === '*' || isInterfaceName(value)
    ? []
    : ignored(value, `${shown(value)} is not a name of a network interface`, rules);

export const checkInterfaceNames: ValueCheck = (value) =>
  checkWords(value, value.startsWith('~') ? 1 : 0, unquoted, (word) =>
    isInterfaceName(word.text)
      ? undefined
      : dropped(word, `${shown(word.text)} is not a name of a network interface`, rules),
  );
