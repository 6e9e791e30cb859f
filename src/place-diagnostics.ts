/** Gives every diagnostic that names a path in the spec its file and range; sorted by inDocumentOrder, which drops repetitions too. */
import type { Diagnostic, Location, Related } from './core/diagnostic.ts';
import type { SpecPath } from './core/spec-path.ts';
import { inDocumentOrder } from './spec/document-order.ts';
import type { Locator } from './spec/locator.ts';

export function placeDiagnostics(
  diagnostics: readonly Diagnostic[],
  locator: Locator,
  sources: ReadonlyMap<string, string>,
): Diagnostic[] {
  const locate = (path: SpecPath, key = false): Location => {
    if (key) return locator.key(path);
    const value = locator.value(path);
    const text = value.range && sources.get(value.file)?.slice(value.range.start, value.range.end);
    // Of a whole map or list only the key is worth pointing at.
    return text !== undefined && (/^[{[]/.test(text) || text.includes('\n')) ? locator.key(path) : value;
  };
  const placed = diagnostics.map((problem): Diagnostic => {
    const own =
      problem.specPath !== undefined && problem.range === undefined ? locate(problem.specPath, problem.specKey) : {};
    const related = problem.related?.map(
      (other): Related => (other.specPath === undefined ? other : { ...other, ...locate(other.specPath) }),
    );
    return { ...problem, ...own, ...(related && { related }) };
  });
  return inDocumentOrder(placed, sources);
}
