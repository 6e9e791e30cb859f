/** Runs the rules over the units of a tree that we compiled; a finding is placed where the spec caused the line. */
import { encodeBytes, parseUnit } from '../codec/unit/index.ts';
import { catalogue } from '../core/catalogue/index.ts';
import { type Diagnostic, diagnostic, type Report } from '../core/diagnostic.ts';
import { firstSpecPath } from '../core/provenance.ts';
import { SourceText } from '../core/source.ts';
import type { SpecPath } from '../core/spec-path.ts';
import type { Artifact, FileArtifact } from '../tree/artifact.ts';
import { kindOf } from './classify.ts';
import type { Finding } from './finding.ts';
import { findingsIn, namesProvided, type RuleContext } from './findings.ts';
import { inspect } from './inspected.ts';
import type { LintEntry } from './root.ts';
import type { UnitRuleContext } from './rule.ts';
import { unitRules } from './rules/registry.ts';

/** What other passes say better: circles by the spec's links, ports by the components that open them. */
const saidElsewhere = new Set(['UC310', 'UC353']);

/**
 * Warnings are reported of what `unit:` adds: other keys of a spec are checked where they are read, and of a
 * template's lines there is nothing that its reader could do.
 */
export function lintUnits(tree: Iterable<Artifact>, context: RuleContext, report: Report): void {
  const artifacts = new Map([...tree].map((artifact) => [artifact.path, artifact]));
  const entries = new Map([...artifacts].map(([path, artifact]) => [path, entryOf(artifact)]));
  const inspected = inspect({ prefix: '/', entries, host: true }, context);
  for (const [path, findings] of findingsIn(inspected, context, new Set(namesProvided(inspected)))) {
    const artifact = artifacts.get(path);
    if (artifact?.type !== 'file' || artifact.kind !== 'unit') continue;
    for (const finding of findings) {
      if (saidElsewhere.has(finding.code)) continue;
      const specPath = specPathOf(finding, artifact);
      const isError = catalogue[finding.code].severity === 'error';
      if (isError || specPath?.includes('unit') === true) report(placed(finding, artifact, specPath));
    }
  }
}

function entryOf(artifact: Artifact): LintEntry {
  switch (artifact.type) {
    case 'file':
      return { type: 'file', mode: artifact.mode, read: () => encodeBytes(artifact.content) };
    case 'symlink':
      return { type: 'symlink', target: artifact.target };
    case 'directory':
      return { type: 'directory' };
  }
}

/** The rules over one file. Its type is that of its name; a drop-in has that of the unit whose directory it is in. */
export function lintUnit(
  path: string,
  content: string,
  context: Omit<UnitRuleContext, 'unitType' | 'dropIn'>,
): Finding[] {
  const is = kindOf(path);
  if (is?.kind !== 'unit' && is?.kind !== 'drop-in') return [];
  const document = parseUnit(encodeBytes(content));
  return unitRules.flatMap((rule) => rule(document, { ...context, unitType: is.type, dropIn: is.kind === 'drop-in' }));
}

function specPathOf({ range }: Finding, artifact: FileArtifact): SpecPath | undefined {
  const { line } = new SourceText(artifact.content).position(range.start);
  return firstSpecPath(artifact.origin.lines[line - 1]?.from ?? []);
}

function placed({ code, message, help, range }: Finding, artifact: FileArtifact, specPath?: SpecPath): Diagnostic {
  const details = { message, ...(help !== undefined && { help }) };
  if (specPath !== undefined) return diagnostic(code, { ...details, specPath, specKey: true });
  return diagnostic(code, { ...details, file: `/${artifact.path}`, range });
}
