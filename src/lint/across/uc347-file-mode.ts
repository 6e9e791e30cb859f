import type { AcrossRule } from './rule.ts';

/** Modes of unit files that systemd warns of, or that let others write them: load-fragment.c. */
export const fileMode: AcrossRule = ({ files }) =>
  files.flatMap(({ path, mode, is }) => {
    if (mode === undefined || is.kind === 'quadlet' || is.kind === 'quadlet-drop-in') return [];
    const range = { start: 0, end: 0 };
    const octal = mode.toString(8).padStart(4, '0');
    if ((mode & 0o002) !== 0) {
      return [{ code: 'UC347' as const, message: `everybody may write the file: its mode is ${octal}`, range, path }];
    }
    if ((mode & 0o111) === 0) return [];
    return [{ code: 'UC347' as const, message: `the file is marked executable: its mode is ${octal}`, range, path }];
  });
