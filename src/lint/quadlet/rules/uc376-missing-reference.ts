import { nearest } from '../../../core/nearest.ts';
import type { PlacedFinding } from '../../finding.ts';
import { shown } from '../../shown.ts';
import { type PlacedAssignment, quadletValues } from '../unit.ts';
import type { QuadletUnitContext, QuadletUnitRule } from './rule.ts';

/** Values in front of whose first colon or comma a Quadlet file may stand. */
const named: Readonly<Record<string, RegExp>> = {
  Image: /\.(?:image|build)$/,
  Network: /\.(?:network|container)$/,
  Pod: /\.pod$/,
  Volume: /\.volume$/,
};

/** Quadlet files that a setting names, and that are not there. */
export const quadletMissingReference: QuadletUnitRule = (unit, context) => {
  const plain = Object.entries(named).flatMap(([key, ending]) =>
    quadletValues(unit, key).flatMap((assignment) => {
      const name = assignment.value.split(/[:,]/, 1)[0] ?? '';
      return ending.test(name) ? findingOf(name, assignment, context) : [];
    }),
  );
  const mounts = quadletValues(unit, 'Mount').flatMap((assignment) => {
    const [, name] = /(?:^|,)(?:source|src)=([^,]+\.(?:volume|image|build))(?:,|$)/.exec(assignment.value) ?? [];
    return name === undefined ? [] : findingOf(name, assignment, context);
  });
  return [...plain, ...mounts];
};

function findingOf(
  name: string,
  { valueRange: range, path }: PlacedAssignment,
  { names }: QuadletUnitContext,
): PlacedFinding[] {
  const template = name.replace(/@.+\./, '@.');
  if (name.includes('%') || name.includes('/') || names.has(name) || names.has(template)) return [];
  const close = nearest(name, names);
  const message = `there is no Quadlet file \`${shown(name)}\`: podman makes no unit of this one`;
  return [{ code: 'UC376', message, ...(close && { help: `write \`${close}\`` }), range, path }];
}
