import { atLeast } from '../../core/version.ts';

/** What changed in systemd's reader of variable files. */
export interface EnvDialect {
  /** Before 241 a backslash in quotes of either kind always goes, and the next character stays. */
  readonly shellQuotes: boolean;
  /** Before 254 a comment that ends in a backslash goes on in the next line. */
  readonly commentEnds: boolean;
}

export interface EnvOptions {
  /** Version of the systemd that reads the file; without it, a current one. */
  readonly systemd?: string;
}

export function envDialect({ systemd }: EnvOptions): EnvDialect {
  return {
    shellQuotes: systemd === undefined || atLeast(systemd, '241'),
    commentEnds: systemd === undefined || atLeast(systemd, '254'),
  };
}
