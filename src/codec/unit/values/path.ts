/** Paths: path_simplify_and_warn() of src/shared/parse-helpers.c. */
import { byteLength, hasLoneSurrogate } from '../bytes.ts';
import { simplifyPath } from '../command-path.ts';
import { nameMax, pathMax } from '../path-limits.ts';
import { resolve } from './specifier.ts';
import { type Complaint, complaint, shown } from './value-problem.ts';

export type PathKind = 'absolute' | 'relative' | 'any';

/** Why systemd takes no such path, or undefined. `text` has no specifiers left. */
export function pathComplaint(text: string, kind: PathKind): Complaint | undefined {
  if (hasLoneSurrogate(text)) return complaint(`${shown(text)} is not UTF-8`);
  const placed = placeComplaint(text, kind);
  if (placed !== undefined) return placed;
  const path = simplifyPath(text);
  const names = path.split('/');
  if (text === '') return complaint('the path is empty');
  if (byteLength(path) >= pathMax || names.some((name) => byteLength(name) > nameMax)) {
    return complaint('the path is too long', `names have at most ${nameMax} bytes, paths ${pathMax - 1}`);
  }
  if (path === '') return complaint(`${shown(text)} names no file`);
  if (names.includes('..')) return complaint(`${shown(text)} has \`..\` in it`, 'write the path without `..`');
  return undefined;
}

function placeComplaint(text: string, kind: PathKind): Complaint | undefined {
  if (kind === 'absolute' && !text.startsWith('/')) {
    return complaint(`${shown(text)} is not an absolute path`, 'begin the path with `/`');
  }
  if (kind === 'relative' && text.startsWith('/')) {
    return complaint(`${shown(text)} is an absolute path`, 'write it relative to the base directory');
  }
  return undefined;
}

/** The same for a path as written. One with specifiers is judged by its beginning alone. */
export function writtenPathComplaint(text: string, kind: PathKind, systemd: number): Complaint | undefined {
  const resolved = resolve(text, 'full', systemd);
  if (resolved.type === 'bad') return resolved.what;
  if (resolved.type === 'open') return /^%[^%]/.test(text) ? undefined : placeComplaint(text, kind);
  if (byteLength(resolved.text) >= pathMax)
    return complaint('the path is too long', `paths have at most ${pathMax - 1} bytes`);
  return pathComplaint(resolved.text, kind);
}
