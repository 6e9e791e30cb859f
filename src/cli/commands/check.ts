import type { Diagnostic } from '../../core/diagnostic.ts';
import { compileFile } from '../../edge/compile-file.ts';
import { Failure } from '../../edge/failure.ts';
import { plural } from '../../report/summary.ts';
import { type ExitCode, exitCode } from '../exit-code.ts';
import { codeFor, conclude, note, printDiagnostics, type Session, verdict } from '../session.ts';

/** Compiles and reports, on standard output: the report is what was asked for. */
export function check(specs: readonly string[], session: Session): ExitCode {
  if (specs.length === 0) throw new Failure('no spec is named', 'name one, or `-` for standard input');
  const sources = new Map<string, string>();
  const found = new Map<string, Diagnostic>();
  const different = [...new Set(specs)];
  for (const spec of different) {
    const result = compileFile(spec, session.world);
    for (const [file, text] of result.sources) sources.set(file, text);
    // A base that two specs extend is reported once.
    for (const diagnostic of result.diagnostics) found.set(JSON.stringify(diagnostic), diagnostic);
  }
  const diagnostics = [...found.values()];
  const { world, options } = session;
  printDiagnostics(session, world.stdout, diagnostics, sources);
  const where = different.length === 1 ? different.join('') : plural(different.length, 'spec');
  if (diagnostics.length > 0) conclude(session, verdict(diagnostics, where));
  else if (world.stderr.isTTY) note(session, verdict(diagnostics, where));
  const code = codeFor(session, diagnostics);
  return options.exitZero === true && code === exitCode.problems ? exitCode.done : code;
}
