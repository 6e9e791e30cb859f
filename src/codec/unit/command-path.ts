/** What systemd accepts as a program: string_is_safe(), path_is_valid(), filename_is_valid(). */
import { byteLength } from './bytes.ts';
import { nameMax, pathMax } from './path-limits.ts';
import { isSafeString } from './printable.ts';

/** Undefined when it is accepted; `text` has its specifiers expanded. */
export function programProblem(text: string): 'empty-path' | 'unsafe-path' | 'directory' | 'not-a-program' | undefined {
  if (text === '') return 'empty-path';
  if (!isSafeString(text)) return 'unsafe-path';
  if (text.endsWith('/')) return 'directory';
  const fits = text.split('/').every((name) => byteLength(name) <= nameMax) && byteLength(text) < pathMax;
  const isName = !text.includes('/') && text !== '.' && text !== '..';
  return fits && (text.startsWith('/') || isName) ? undefined : 'not-a-program';
}

/** What is wrong whatever the specifiers that `text` still holds expand to. */
export function openProgramProblem(text: string): 'unsafe-path' | 'directory' | undefined {
  if (!isSafeString(text)) return 'unsafe-path';
  return text.endsWith('/') ? 'directory' : undefined;
}

/** path_simplify(): repeated slashes and `.` components go, `..` stays. */
export function simplifyPath(path: string): string {
  const parts = path.split('/').filter((part) => part !== '' && part !== '.');
  return (path.startsWith('/') ? '/' : '') + parts.join('/');
}
