/** The units of paths: mounts, automounts, swaps and devices: src/basic/unit-name.c. */
import { encodeBytes } from '../../codec/unit/index.ts';
import { escapePath, unescapePath } from './escape.ts';
import { siphash24 } from './siphash.ts';
import { isInstance, parseUnitName, unitNameMax } from './unit-name.ts';
import type { UnitType } from './unit-type.ts';

const hashKey = Uint8Array.from([
  0xec, 0xf2, 0x37, 0xfb, 0x58, 0x32, 0x4a, 0x32, 0x84, 0x9f, 0x06, 0x9b, 0x0d, 0x21, 0xeb, 0x9a,
]);
const hashLength = 16;

/** `/var/lib` and `mount` → `var-lib.mount`; a name that would be too long is cut and ends in a hash of all of it. */
export function nameFromPath(path: string, type: UnitType): string | undefined {
  const escaped = escapePath(path);
  if (escaped === undefined) return undefined;
  const name = `${escaped}.${type}`;
  return parseUnitName(name.length < unitNameMax ? name : hashed(name, type))?.name;
}

function hashed(name: string, type: UnitType): string {
  // The NUL at its end is hashed too.
  const hash = siphash24(encodeBytes(`${name}\0`), hashKey)
    .toString(16)
    .padStart(hashLength, '0');
  const bytes = hash.match(/../g) ?? [];
  // Little-endian, and the two characters are `_` and `.`.
  return `${name.slice(0, unitNameMax - 1 - type.length - hashLength - 2)}_${bytes.reverse().join('')}.${type}`;
}

/** Whether the end of a name is a hash, so that its path cannot be told from it. */
export function isHashed(name: string): boolean {
  const parsed = parseUnitName(name);
  return parsed?.instance === undefined && /_[0-9a-f]{16}$/.test(parsed?.prefix ?? '');
}

/** The path that a mount, automount, swap or device stands for; undefined where its name does not say it. */
export function pathFromName(name: string): string | undefined {
  const parsed = parseUnitName(name);
  if (parsed === undefined || isInstance(parsed) || isHashed(name)) return undefined;
  return unescapePath(parsed.prefix);
}
