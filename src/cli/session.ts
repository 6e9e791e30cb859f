/** What a command works with: where it prints, and what the global options say about printing. */
import { type Diagnostic, hasErrors } from '../core/diagnostic.ts';
import { packageVersion } from '../edge/package-root.ts';
import { wantsColor } from '../edge/terminal.ts';
import type { Sink, World } from '../edge/world.ts';
import { reporters } from '../report/index.ts';
import type { Sources } from '../report/style.ts';
import { summary } from '../report/summary.ts';
import { reportText } from '../report/text.ts';
import { visible } from '../report/visible.ts';
import { type ExitCode, exitCode } from './exit-code.ts';
import type { GlobalOptions } from './options.ts';

export interface Session {
  readonly world: World;
  readonly options: GlobalOptions;
}

/** Prints diagnostics in the format asked for; nothing for none, except that JSON and SARIF are always documents. */
export function printDiagnostics(
  { world, options }: Session,
  sink: Sink,
  diagnostics: readonly Diagnostic[],
  sources: Sources,
  more: Readonly<Record<string, unknown>> = {},
): void {
  // Some commands have formats that are not for diagnostics.
  const reporter = reporters[options.format] ?? reportText;
  const color = wantsColor(options.color, world.env, sink.isTTY);
  sink.write(reporter(diagnostics, sources, { color, max: options.maxDiagnostics, version: packageVersion(), more }));
}

/** A line for people on standard error, unless they want none. */
export function note({ world, options }: Session, line: string): void {
  if (options.quiet !== true) world.stderr.write(`${line}\n`);
}

/** A note that ends a report; a line apart from it where the report is more than lines. */
export function conclude(session: Session, line: string): void {
  note(session, session.options.format === 'text' ? `\n${line}` : line);
}

/** `✖ 2 errors, 1 warning in cluster.yaml`. */
export function verdict(diagnostics: readonly Diagnostic[], where: string): string {
  const sign = hasErrors(diagnostics) ? '✖' : diagnostics.length > 0 ? '!' : '✔';
  return `${sign} ${summary(diagnostics)} in ${visible(where)}`;
}

/** Of diagnostics about the input; a bug of ours is one whatever else there is. */
export function codeFor({ options }: Session, diagnostics: readonly Diagnostic[]): ExitCode {
  if (diagnostics.some(({ code }) => code.startsWith('UC9'))) return exitCode.bug;
  const isProblem = options.strict === true ? diagnostics.length > 0 : hasErrors(diagnostics);
  return isProblem ? exitCode.problems : exitCode.done;
}

/** Of an input with errors, which nothing is made of: they are printed, and the code for the shell is given. */
export function refused(session: Session, { diagnostics, sources, name }: Refusal): ExitCode {
  printDiagnostics(session, session.world.stderr, diagnostics, sources);
  conclude(session, verdict(diagnostics, name));
  return codeFor(session, diagnostics);
}

export interface Refusal {
  readonly diagnostics: readonly Diagnostic[];
  readonly sources: Sources;
  /** Of the input. */
  readonly name: string;
}
