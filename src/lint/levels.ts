/** What the user makes of warnings; errors are what they are. */
import { type Code, catalogue, isCode } from '../core/catalogue/index.ts';
import type { Diagnostic, Severity } from '../core/diagnostic.ts';

export type Level = Severity | 'off';
export type Levels = ReadonlyMap<Code, Level>;

/** Undefined where the finding is not reported. */
export function severityOf(code: Code, levels: Levels): Severity | undefined {
  const level = levels.get(code) ?? catalogue[code].severity;
  return level === 'off' ? undefined : level;
}

/** Of diagnostics that are none of files of units. */
export function atLevels(diagnostics: readonly Diagnostic[], levels: Levels): Diagnostic[] {
  return diagnostics.flatMap((diagnostic) => {
    const severity = severityOf(diagnostic.code, levels);
    return severity === undefined ? [] : [{ ...diagnostic, severity }];
  });
}

export type ReadLevel =
  | { readonly ok: true; readonly code: Code }
  /** `reason` completes "``…`` …". */
  | { readonly ok: false; readonly reason: string };

/** The code that a user wants at another level, by code or name. */
export function levelledCode(asked: string): ReadLevel {
  const upper = asked.toUpperCase();
  const code = isCode(upper)
    ? upper
    : Object.keys(catalogue)
        .filter(isCode)
        .find((each) => catalogue[each].name === asked);
  if (code === undefined) return { ok: false, reason: 'is no code' };
  if (catalogue[code].severity === 'error') return { ok: false, reason: 'is an error, whose level is fixed' };
  return { ok: true, code };
}
