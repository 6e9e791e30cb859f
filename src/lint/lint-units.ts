/** Runs the rules over the units of a tree; a finding is placed where the spec caused the line. */
import { encodeBytes, parseUnit } from '../codec/unit/index.ts';
import { type Diagnostic, diagnostic, type Report } from '../core/diagnostic.ts';
import { firstSpecPath } from '../core/provenance.ts';
import { SourceText } from '../core/source.ts';
import type { Artifact, FileArtifact } from '../tree/artifact.ts';
import type { Finding } from './finding.ts';
import type { UnitRuleContext } from './rule.ts';
import { unitRules } from './rules/registry.ts';

export type LintContext = Omit<UnitRuleContext, 'unitType'>;

export function lintUnits(tree: Iterable<Artifact>, context: LintContext, report: Report): void {
  for (const artifact of tree) {
    if (artifact.type !== 'file' || artifact.kind !== 'unit') continue;
    for (const finding of lintUnit(artifact.path, artifact.content, context)) report(placed(finding, artifact));
  }
}

/** The type is taken from the ending of the file's name; a drop-in has that of the unit whose directory it is in. */
export function lintUnit(path: string, content: string, context: LintContext): Finding[] {
  const unit = path.replace(/\.d\/[^/]+\.conf$/, '');
  const unitType = unit.slice(unit.lastIndexOf('.') + 1);
  const document = parseUnit(encodeBytes(content));
  return unitRules.flatMap((rule) => rule(document, { ...context, unitType }));
}

function placed({ code, message, help, line }: Finding, artifact: FileArtifact): Diagnostic {
  const details = { message, ...(help !== undefined && { help }) };
  const specPath = firstSpecPath(artifact.origin.lines[line - 1]?.from ?? []);
  if (specPath !== undefined) return diagnostic(code, { ...details, specPath, specKey: true });
  const source = new SourceText(artifact.content);
  const start = artifact.content.split('\n', line - 1).join('\n').length + (line > 1 ? 1 : 0);
  const range = { start, end: start + source.line(line).length };
  return diagnostic(code, { ...details, file: `/${artifact.path}`, range });
}
