/** Slices and who is in them: systemd.slice(5), `unit_set_default_slice()` and `unit_add_slice_dependencies()` of `src/core/unit.c`. */

import { escapeName } from '../../names/escape.ts';
import { refuseSlice } from '../../refusal/slice.ts';
import type { EdgeOrigin } from '../edge.ts';
import { type GraphUnit, hasCgroup } from '../graph-unit.ts';
import { assignmentsOf, hasDefaultDependencies, originOf, ownSection, unitName } from '../reading.ts';
import type { Wiring } from '../wiring.ts';
import { addShutdown, implied } from './common.ts';

/** A slice lies in the one that its name has before the last `-`. */
export function addSlice(unit: GraphUnit, wiring: Wiring): void {
  // A name that no slice can have ends it here.
  if (refuseSlice(unit.id) !== undefined) return;
  const parent = parentSlice(unit.id);
  if (parent !== undefined) wiring.add('InSlice', unit, parent, implied(unit));
  if (hasDefaultDependencies(unit) && !isMadeBySystemd(unit, wiring)) addShutdown(unit, wiring);
}

function isMadeBySystemd(unit: GraphUnit, wiring: Wiring): boolean {
  return unit.id === '-.slice' || (unit.id === 'system.slice' && wiring.options.manager === 'system');
}

function parentSlice(id: string): string | undefined {
  if (id === '-.slice') return undefined;
  const stem = id.slice(0, -'.slice'.length);
  const dash = stem.lastIndexOf('-');
  return dash === -1 ? '-.slice' : `${stem.slice(0, dash)}.slice`;
}

/** Slice=, else the template's own slice for instances, else `extrinsic` or system.slice. */
export function addSliceOf(unit: GraphUnit, extrinsic: string | undefined, wiring: Wiring): void {
  const written = writtenSlice(unit, wiring);
  const [name, origin] = written ?? [defaultSlice(unit, extrinsic, wiring), sliceRule];
  wiring.add('InSlice', unit, name, origin);
}

/** Units that nobody starts or stops are not in system.slice: `unit_is_extrinsic()`. */
export function addDefaultSlice(unit: GraphUnit, wiring: Wiring): void {
  addSliceOf(unit, unit.perpetual ? '-.slice' : undefined, wiring);
}

const sliceRule = { rule: 'implicit', why: 'systemd.resource-control(5) Slice=' } as const;

function writtenSlice(unit: GraphUnit, wiring: Wiring): [string, EdgeOrigin] | undefined {
  for (const setting of assignmentsOf(unit, ownSection(unit), 'Slice').toReversed()) {
    const name = unitName(unit, setting.value, wiring.options.specifiers);
    if (name !== undefined && wiring.load(name)?.type === 'slice') return [name, originOf(setting)];
  }
  return undefined;
}

function defaultSlice(unit: GraphUnit, extrinsic: string | undefined, { options }: Wiring): string {
  const system = options.manager === 'system';
  if (unit.loaded.instance !== undefined) {
    return `${system ? 'system' : 'app'}-${escapeName(unit.loaded.prefix)}.slice`;
  }
  return extrinsic ?? (system ? 'system.slice' : 'app.slice');
}

/** Once a unit is loaded: it needs its slice. */
export function addSliceOrder(unit: GraphUnit, wiring: Wiring): void {
  if (!hasCgroup(unit.type) || unit.id === '-.slice') return;
  const slice = wiring.from(unit.id).find(({ type }) => type === 'InSlice');
  const origin = slice?.origins[0] ?? sliceRule;
  wiring.add('After', unit, slice?.to ?? '-.slice', origin);
  wiring.add('Requires', unit, slice?.to ?? '-.slice', origin);
}
