/** Rules over Quadlet files, by what podman's generator makes of them. */

import type { QuadletTable } from '../../../codec/quadlet/index.ts';
import type { Finding, PlacedFinding } from '../../finding.ts';
import type { QuadletFile, QuadletUnit } from '../unit.ts';

export interface QuadletContext {
  readonly table: QuadletTable;
  /** Of the type of the file: `Container`. */
  readonly section: string;
  /** Version of the podman that reads it; undefined where nobody said. */
  readonly podman?: string;
}

/** Over one file, a drop-in too. */
export type QuadletFileRule = (file: QuadletFile, context: QuadletContext) => Finding[];

export interface QuadletUnitContext {
  readonly table: QuadletTable;
  /** Names of all Quadlet files that are linted together. */
  readonly names: ReadonlySet<string>;
}

/** Over a file with its drop-ins. */
export type QuadletUnitRule = (unit: QuadletUnit, context: QuadletUnitContext) => PlacedFinding[];
