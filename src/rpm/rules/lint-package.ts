/** What is to be said of a package, whoever built it, before it is layered on an ostree host. */
import { type Diagnostic, diagnostic } from '../../core/diagnostic.ts';
import { compareBytes } from '../../core/order.ts';
import type { PackageHeader, Scriptlet } from '../package-file.ts';
import { pathFindings } from './paths.ts';
import { scriptletFindings } from './scriptlets.ts';

export interface LintedPackage {
  /** Sorted by file, place and code. */
  readonly diagnostics: readonly Diagnostic[];
  /** Scriptlets by the name that they have in diagnostics: `x.rpm/%post`. */
  readonly sources: ReadonlyMap<string, string>;
}

/** `name`: what the package is called in reports, the name of its file. */
export function lintPackage(name: string, { files, scriptlets }: PackageHeader): LintedPackage {
  const paths = pathFindings(files).map(({ code, message, path }) => diagnostic(code, { message, file: name + path }));
  const named = withNames(name, scriptlets);
  const scripts = named.flatMap(([file, scriptlet]) =>
    scriptletFindings(scriptlet).map(({ code, message, range }) => diagnostic(code, { message, file, range })),
  );
  return {
    diagnostics: [...paths, ...scripts].sort((a, b) => compareBytes(a.file ?? '', b.file ?? '')),
    sources: new Map(named.map(([file, { body }]) => [file, body])),
  };
}

/** Triggers of a package may be several of one kind. */
function withNames(name: string, scriptlets: readonly Scriptlet[]): [string, Scriptlet][] {
  const seen = new Map<string, number>();
  return scriptlets.map((scriptlet) => {
    const count = (seen.get(scriptlet.kind) ?? 0) + 1;
    seen.set(scriptlet.kind, count);
    return [`${name}/%${scriptlet.kind}${count === 1 ? '' : `-${count}`}`, scriptlet];
  });
}
