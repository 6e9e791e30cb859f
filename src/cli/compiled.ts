import type { CompileResult } from '../compile.ts';
import { hasErrors } from '../core/diagnostic.ts';
import { compileFile } from '../edge/compile-file.ts';
import type { Cluster } from '../model/cluster.ts';
import type { ExitCode } from './exit-code.ts';
import { refused, type Session } from './session.ts';

/** What a spec compiles to, for questions about it; of one with errors these are printed and the exit code is given. */
export function compiled(
  spec: string,
  session: Session,
): { readonly result: CompileResult; readonly cluster: Cluster } | { readonly code: ExitCode } {
  const result = compileFile(spec, session.world);
  const { cluster, diagnostics, sources } = result;
  if (cluster !== undefined && !hasErrors(diagnostics)) return { result, cluster };
  return { code: refused(session, { diagnostics, sources, name: spec }) };
}
