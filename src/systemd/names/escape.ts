/** Texts and paths as parts of unit names: src/basic/unit-name.c; systemd-escape(1). */
import { byteLength, decodeBytes, encodeBytes } from '../../codec/unit/index.ts';
import { isPathLength } from '../lookup/path-length.ts';

const hyphen = 0x2d;
const dot = 0x2e;
const slash = 0x2f;
const plain = /^[A-Za-z0-9:_.]$/;

/** `/` becomes `-`; a `.` in front and every byte that names cannot hold becomes `\xHH`. */
export function escapeName(text: string): string {
  let escaped = '';
  for (const [index, byte] of encodeBytes(text).entries()) {
    if (byte === slash) escaped += '-';
    else if ((index === 0 && byte === dot) || !plain.test(String.fromCharCode(byte))) escaped += hex(byte);
    else escaped += String.fromCharCode(byte);
  }
  return escaped;
}

export function hex(byte: number): string {
  return `\\x${byte.toString(16).padStart(2, '0')}`;
}

/** Undefined where a backslash begins no `\xHH`. A NUL byte ends the text, as it does in systemd. */
export function unescapeName(escaped: string): string | undefined {
  const from = encodeBytes(escaped);
  const bytes: number[] = [];
  for (let i = 0; i < from.length; i++) {
    const byte = from[i] ?? 0;
    if (byte === hyphen) bytes.push(slash);
    else if (byte !== 0x5c) bytes.push(byte);
    else {
      const match = /^\\x([0-9A-Fa-f]{2})$/.exec(String.fromCharCode(...from.subarray(i, i + 4)));
      if (match?.[1] === undefined) return undefined;
      bytes.push(Number.parseInt(match[1], 16));
      i += 3;
    }
  }
  const end = bytes.indexOf(0);
  return decodeBytes(Uint8Array.from(end === -1 ? bytes : bytes.slice(0, end)));
}

/** Repeated, trailing and outer slashes and `.` parts are dropped, then `/` becomes `-`; undefined for a path with `..`. */
export function escapePath(path: string): string | undefined {
  const parts = path.split('/').filter((part) => part !== '' && part !== '.');
  if (parts.length === 0) return path === '' || path.startsWith('/') ? '-' : undefined;
  const simplified = `${path.startsWith('/') ? '/' : ''}${parts.join('/')}`;
  return isNormalized(simplified) ? escapeName(parts.join('/')) : undefined;
}

/** An absolute path; undefined where the name stands for none. */
export function unescapePath(escaped: string): string | undefined {
  if (escaped === '-') return '/';
  const text = escaped === '' ? undefined : unescapeName(escaped);
  if (text === '') return '/';
  if (text === undefined || text.startsWith('/') || text.endsWith('/')) return undefined;
  return isNormalized(`/${text}`) ? `/${text}` : undefined;
}

const nameMax = 255;

/** path_is_normalized() of src/basic/path-util.c. */
export function isNormalized(path: string): boolean {
  const [first, ...rest] = path.split('/');
  const parts = first === '' ? rest : [first ?? '', ...rest];
  if (!isPathLength(path)) return false;
  return parts.every((part) => part !== '' && part !== '.' && part !== '..' && byteLength(part) <= nameMax);
}
