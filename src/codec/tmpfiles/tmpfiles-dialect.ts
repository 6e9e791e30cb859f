import { atLeast } from '../../core/version.ts';
import type { ExtractFlags } from '../unit/extract-word.ts';

/** What changed in how systemd-tmpfiles reads its lines. */
export interface TmpfilesDialect {
  /** How the fields in front of the argument are split; undefined: at blanks, and quotes are text (before 220). */
  readonly words: ExtractFlags | undefined;
}

export interface TmpfilesOptions {
  /** Version of the systemd that reads the lines; without it, a current one. */
  readonly systemd?: string;
}

/** Escapes in fields are C escapes since 254; before, a backslash only keeps the next character. */
export function tmpfilesDialect({ systemd }: TmpfilesOptions): TmpfilesDialect {
  if (systemd !== undefined && !atLeast(systemd, '220')) return { words: undefined };
  return { words: { unquote: true, cUnescape: systemd === undefined || atLeast(systemd, '254') } };
}
