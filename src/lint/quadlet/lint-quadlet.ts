/** All rules over the Quadlet files of a root. */

import type { QuadletTable } from '../../codec/quadlet/index.ts';
import type { DirectiveTable, UnitDocument } from '../../codec/unit/index.ts';
import { quadletSection } from '../classify.ts';
import type { PlacedFinding } from '../finding.ts';
import type { Inspected } from '../inspected.ts';
import { unitRules } from '../rules/registry.ts';
import { quadletFileRules, quadletUnitRules } from './rules/registry.ts';
import { type QuadletFile, type QuadletUnit, quadletFile, quadletUnits, serviceOf } from './unit.ts';

export interface QuadletOptions {
  readonly table: QuadletTable;
  readonly directives: DirectiveTable;
  readonly podman?: string;
  readonly systemd?: string;
}

export function lintQuadlet({ files, scopes }: Inspected, options: QuadletOptions): PlacedFinding[] {
  const own = files.filter(({ is }) => is.kind === 'quadlet' || is.kind === 'quadlet-drop-in').map(quadletFile);
  const units = quadletUnits(files);
  const names = new Set(units.map(({ name }) => name));
  const written = new Set(scopes.flatMap((scope) => [...scope.names]));
  return [
    ...own.flatMap((file) => ofFile(file, options)),
    ...units.flatMap((unit) => quadletUnitRules.flatMap((rule) => rule(unit, { ...options, names }))),
    ...clashes(units, written),
  ];
}

function ofFile(file: QuadletFile, options: QuadletOptions): PlacedFinding[] {
  const { is, path } = file.file;
  const section = quadletSection[is.type] ?? '';
  const dropIn = is.kind === 'quadlet-drop-in';
  const own = quadletFileRules.flatMap((rule) => rule(file, { ...options, section }));
  // What is not podman's own it hands on: [Unit], [Service], [Install] are systemd's to read.
  const handedOn = handedOnBy(file, section);
  const ofSystemd = unitRules.flatMap((rule) => rule(handedOn, { ...options, unitType: 'service', dropIn }));
  return [...own, ...ofSystemd].map((finding) => ({ ...finding, path }));
}

/** Its lines are podman's to join. */
function handedOnBy({ document }: QuadletFile, section: string): UnitDocument {
  const foreign = (name: string) => name !== section && name !== 'Quadlet';
  return {
    lines: [],
    sections: document.sections.filter(({ name }) => foreign(name)),
    assignments: document.assignments.filter((assignment) => foreign(assignment.section)),
    problems: [],
  };
}

/** Two files of which one service is made, or a unit file of the same name, which wins. */
function clashes(units: readonly QuadletUnit[], written: ReadonlySet<string>): PlacedFinding[] {
  const first = new Map<string, QuadletUnit>();
  return units.flatMap((unit): PlacedFinding[] => {
    const service = serviceOf(unit);
    const other = first.get(service);
    if (other === undefined) first.set(service, unit);
    const [{ file }] = unit.files;
    const range = { start: 0, end: 0 };
    if (other !== undefined && other.name !== unit.name) {
      const message = `\`${service}\` is made of \`${other.name}\` too`;
      return [
        {
          code: 'UC382',
          message,
          range,
          path: file.path,
          related: [{ path: other.files[0].file.path, message: 'the other one' }],
        },
      ];
    }
    if (!written.has(service)) return [];
    return [{ code: 'UC382', message: `there is a unit file \`${service}\` too`, range, path: file.path }];
  });
}
