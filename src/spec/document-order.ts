import type { Diagnostic } from '../core/diagnostic.ts';
import { compareBytes } from '../core/order.ts';

/** By file in the order of reading, offset and code; what an alias reports several times is said once. */
export function inDocumentOrder(
  diagnostics: readonly Diagnostic[],
  sources: ReadonlyMap<string, string>,
): Diagnostic[] {
  const files = [...sources.keys()];
  const unique = new Map<string, Diagnostic>();
  for (const problem of diagnostics) {
    const key = JSON.stringify([problem.file, problem.range, problem.code, problem.message]);
    if (!unique.has(key)) unique.set(key, problem);
  }
  const fileIndex = (problem: Diagnostic): number => files.indexOf(problem.file ?? '');
  const offset = (problem: Diagnostic): number => problem.range?.start ?? -1;
  return [...unique.values()].sort(
    (a, b) => fileIndex(a) - fileIndex(b) || offset(a) - offset(b) || compareBytes(a.code, b.code),
  );
}
