/** Rules that look at all units of a root, and at the files that it holds besides. */
import type { DirectiveTable } from '../../codec/unit/index.ts';
import type { PlacedFinding } from '../finding.ts';
import type { Inspected } from '../inspected.ts';
import type { KnownUnits } from '../known-units.ts';

export interface AcrossContext {
  readonly known: KnownUnits;
  /** Names of all units that are linted together, of those too that Quadlet makes. */
  readonly provided: ReadonlySet<string>;
  readonly directives: DirectiveTable;
  readonly systemd?: string;
}

export type AcrossRule = (inspected: Inspected, context: AcrossContext) => PlacedFinding[];
