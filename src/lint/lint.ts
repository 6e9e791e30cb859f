/** Lints the units of hosts, of directories and of single files. */
import { catalogue } from '../core/catalogue/index.ts';
import type { Diagnostic } from '../core/diagnostic.ts';
import { compareBytes } from '../core/order.ts';
import type { Finding } from './finding.ts';
import { findingsIn, namesProvided, type RuleContext, type RuleOptions, ruleContext } from './findings.ts';
import { type Inspected, inspect } from './inspected.ts';
import { type Levels, severityOf } from './levels.ts';
import { type LintInput, splitRoots } from './root.ts';
import { suppressed, suppressionsIn } from './suppressions.ts';

export interface LintOptions extends RuleOptions {
  /** Of warnings; errors keep theirs. */
  readonly levels?: Levels;
}

export interface LintResult {
  /** Sorted by file, place and code. */
  readonly diagnostics: readonly Diagnostic[];
  /** Texts by the name of the file, for reporters. */
  readonly sources: ReadonlyMap<string, string>;
  /** How many files were read as units. */
  readonly count: number;
}

/** Pure and synchronous; never throws for what stands in a file. */
export function lint(inputs: readonly LintInput[], options: LintOptions): LintResult {
  const context = ruleContext(options);
  const inspected = inputs.flatMap(splitRoots).map((root) => inspect(root, context));
  const provided = new Set(inspected.flatMap(namesProvided));
  const sources = new Map<string, string>();
  for (const { root, files } of inspected) for (const file of files) sources.set(root.prefix + file.path, file.text);
  const found = inspected.flatMap((one) => diagnosticsOf(one, context, provided, options.levels));
  return { diagnostics: found.sort(inOrder), sources, count: sources.size };
}

function diagnosticsOf(
  inspected: Inspected,
  context: RuleContext,
  provided: ReadonlySet<string>,
  levels: Levels | undefined,
): Diagnostic[] {
  const { root, files } = inspected;
  const documents = new Map(files.map(({ path, document }) => [path, document]));
  return [...findingsIn(inspected, context, provided)].flatMap(([path, findings]) => {
    const { left, problems } = suppressed(findings, suppressionsIn(documents.get(path) ?? { lines: [] }));
    return [...left, ...problems].flatMap((finding) => toDiagnostic(finding, root.prefix, path, levels));
  });
}

function toDiagnostic(finding: Finding, prefix: string, path: string, levels: Levels = new Map()): Diagnostic[] {
  const { code, message, help, label, range, related } = finding;
  const severity = severityOf(code, levels);
  if (severity === undefined) return [];
  return [
    {
      code,
      severity,
      message,
      why: catalogue[code].why,
      help: help ?? catalogue[code].cure,
      ...(label !== undefined && { label }),
      file: prefix + path,
      range,
      ...(related && { related: related.map(({ path: other, ...place }) => ({ ...place, file: prefix + other })) }),
    },
  ];
}

function inOrder(a: Diagnostic, b: Diagnostic): number {
  return (
    compareBytes(a.file ?? '', b.file ?? '') ||
    (a.range?.start ?? 0) - (b.range?.start ?? 0) ||
    compareBytes(a.code, b.code) ||
    compareBytes(a.message, b.message)
  );
}
