/**
 * Diagnostics are plain data: passes report them, reporters print them, nobody throws them.
 *
 * Offsets are UTF-16 code units into the text of `file`; line and column are computed only when
 * something is printed (source.ts).
 */
import { type Code, catalogue } from './catalogue/index.ts';
import type { SpecPath } from './spec-path.ts';

export type Severity = 'error' | 'warning';

/** Half-open range of offsets into a source text. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** A place in a source text; without `range` the whole file is meant. */
export interface Location {
  readonly file: string;
  readonly range?: Range;
}

/** Another place that explains the diagnostic, for example the first use of a port. */
export interface Related extends Location {
  readonly message: string;
  readonly specPath?: SpecPath;
}

export interface Diagnostic {
  readonly code: Code;
  readonly severity: Severity;
  /** What is wrong: present tense, no full stop, user's names in back-ticks, at most about 80 characters. */
  readonly message: string;
  /** A few words printed behind the `^^^^` under the source line. */
  readonly label?: string;
  /** One sentence: why this is a problem. */
  readonly why?: string;
  /** An action that cures it. */
  readonly help?: string;
  readonly file?: string;
  readonly range?: Range;
  /** Where in the spec the cause is; compile() turns it into `file` and `range`. */
  readonly specPath?: SpecPath;
  /** Whether the key at `specPath` is meant, and not its value. */
  readonly specKey?: boolean;
  readonly related?: readonly Related[];
  /** Whether the range holds a secret: reports show stars instead. */
  readonly secret?: boolean;
}

export type DiagnosticDetails = Omit<Diagnostic, 'code' | 'severity'>;
export type Report = (diagnostic: Diagnostic) => void;

/** Makes a diagnostic; its severity, and `why` and `help` where not given, come from the catalogue. */
export function diagnostic(code: Code, details: DiagnosticDetails): Diagnostic {
  const entry = catalogue[code];
  return { code, severity: entry.severity, why: entry.why, help: entry.cure, ...details };
}

export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some((d) => d.severity === 'error');
}
