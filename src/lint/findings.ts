/** All rules over a root: what they find, by file. */

import { readQuadletTable } from '../codec/quadlet/index.ts';
import { readDirectiveTable } from '../codec/unit/index.ts';
import type { LoadedUnit } from '../systemd/index.ts';
import { acrossRules } from './across/registry.ts';
import type { AcrossContext } from './across/rule.ts';
import { effectiveRules } from './effective/registry.ts';
import type { Finding, PlacedFinding } from './finding.ts';
import type { Inspected, InspectedFile } from './inspected.ts';
import { readKnownUnits } from './known-units.ts';
import { lintQuadlet, type QuadletOptions } from './quadlet/lint-quadlet.ts';
import { quadletUnits, serviceOf } from './quadlet/unit.ts';
import { unitRules } from './rules/registry.ts';

export interface RuleOptions {
  /** The tables of the package, by name: `loadBundle().data` of `unitc/bundle`. */
  readonly data: Readonly<Record<string, unknown>>;
  /** Major version of the systemd that reads the units: `252`. Without it no setting is too new, or too old. */
  readonly systemd?: string;
  /** Version of the podman that reads Quadlet files: `4.9`. */
  readonly podman?: string;
}

/** What the rules are given besides a root. */
export type RuleContext = Omit<AcrossContext, 'provided'> & QuadletOptions;

export function ruleContext({ data, systemd, podman }: RuleOptions): RuleContext {
  return {
    directives: readDirectiveTable(data.directives),
    table: readQuadletTable(data.quadlet),
    known: readKnownUnits(data['known-units']),
    ...(systemd !== undefined && { systemd }),
    ...(podman !== undefined && { podman }),
  };
}

export function namesProvided({ scopes, files }: Inspected): string[] {
  return [...scopes.flatMap(({ names }) => [...names]), ...quadletUnits(files).map(serviceOf)];
}

/** By path below the root; every unit and Quadlet file has an entry. */
export function findingsIn(
  inspected: Inspected,
  context: RuleContext,
  provided: ReadonlySet<string>,
): Map<string, Finding[]> {
  const byPath = new Map<string, Finding[]>(inspected.files.map((file) => [file.path, ofFile(file, context)]));
  const rest = [...ofUnits(inspected, { ...context, provided }), ...lintQuadlet(inspected, context)];
  for (const finding of rest) {
    const known = byPath.get(finding.path) ?? [];
    byPath.set(finding.path, known);
    known.push(finding);
  }
  return byPath;
}

function ofFile(file: InspectedFile, context: RuleContext): Finding[] {
  const { kind, type } = file.is;
  if (kind !== 'unit' && kind !== 'drop-in') return [];
  return unitRules.flatMap((rule) => rule(file.document, { ...context, unitType: type, dropIn: kind === 'drop-in' }));
}

function ofUnits(inspected: Inspected, context: AcrossContext): PlacedFinding[] {
  const effective = inspected.scopes.flatMap((scope) =>
    scope.units
      .filter(({ loaded }) => isRead(loaded))
      .flatMap((unit) => effectiveRules.flatMap((rule) => rule(unit, { ...context, scope }))),
  );
  return [...effective, ...acrossRules.flatMap((rule) => rule(inspected, context))];
}

/** Whether systemd read the unit's own file to its end: also where it then refuses what all settings say together. */
function isRead({ fragment, loadState, settings }: LoadedUnit): boolean {
  if (fragment === undefined) return false;
  if (loadState !== 'bad-setting') return loadState === 'loaded';
  return settings.size > 0 || fragment.document.assignments.length === 0;
}
