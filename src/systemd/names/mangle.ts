/** What people write → a unit name: unit_name_mangle_with_suffix() of src/basic/unit-name.c; systemctl(1). */
import { encodeBytes } from '../../codec/unit/index.ts';
import { hex } from './escape.ts';
import { nameFromPath } from './name-from-path.ts';
import { parseUnitName } from './unit-name.ts';
import type { UnitType } from './unit-type.ts';

/**
 * `docker` → `docker.service`, `/dev/sda` → `dev-sda.device`, `/home` → `home.mount`; other names that are
 * none are escaped and, where they have no type, get `type`. Undefined where that gives no name either.
 */
export function mangleName(text: string, type: UnitType = 'service'): string | undefined {
  if (text === '') return undefined;
  if (parseUnitName(text) !== undefined) return text;
  const ofPath = isDevicePath(text) ? nameFromPath(text, 'device') : undefined;
  if (ofPath !== undefined) return ofPath;
  const mount = text.startsWith('/') ? nameFromPath(text, 'mount') : undefined;
  if (mount !== undefined) return mount;
  let name = '';
  for (const byte of encodeBytes(text)) {
    const character = String.fromCharCode(byte);
    if (character === '/') name += '-';
    else name += /^[A-Za-z0-9:\-_.\\@]$/.test(character) ? character : hex(byte);
  }
  return parseUnitName(parseUnitName(name) === undefined ? `${name}.${type}` : name)?.name;
}

/** is_device_path() of src/basic/path-util.c. */
function isDevicePath(path: string): boolean {
  const [first, second] = path.split('/').filter((part) => part !== '' && part !== '.');
  return path.startsWith('/') && (first === 'dev' || first === 'sys') && second !== undefined;
}
