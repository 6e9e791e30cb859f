import type { Diagnostic, Location } from '../core/diagnostic.ts';
import { formatSpecPath } from '../core/spec-path.ts';
import { type Resolve, resolver } from './resolve.ts';
import type { Reporter, Sources } from './style.ts';
import { counts } from './summary.ts';

/** `{ version, diagnostics, summary }`; lines and columns from 1, columns in UTF-16 code units, ends exclusive. */
export const reportJson: Reporter = (diagnostics, sources, style) => {
  const resolve = resolver(sources);
  const data = {
    version: 1,
    diagnostics: diagnostics.map((d) => entry(d, resolve)),
    summary: counts(diagnostics),
    ...style.more,
  };
  return `${harmless(JSON.stringify(data, null, 2))}\n`;
};

/** The members of `diagnostics` above, for documents that hold more than a report. */
export function diagnosticsInJson(diagnostics: readonly Diagnostic[], sources: Sources): object[] {
  const resolve = resolver(sources);
  return diagnostics.map((one) => entry(one, resolve));
}

function entry(diagnostic: Diagnostic, resolve: Resolve): object {
  const { code, severity, message, label, why, help, specPath, related } = diagnostic;
  return {
    code,
    severity,
    message,
    label,
    why,
    help,
    ...position(diagnostic, resolve),
    specPath: specPath === undefined ? undefined : formatSpecPath(specPath),
    related: related?.map((other) => ({
      message: other.message,
      ...position(other, resolve),
      specPath: other.specPath === undefined ? undefined : formatSpecPath(other.specPath),
    })),
  };
}

function position(location: Partial<Location>, resolve: Resolve): object {
  const span = resolve(location);
  if (span === undefined) return { file: location.file };
  const { start, end } = span;
  return { file: location.file, line: start.line, column: start.column, endLine: end.line, endColumn: end.column };
}

/** JSON escapes the first 32 control characters itself; a terminal obeys more than those. */
export function harmless(json: string): string {
  return json.replace(
    /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
