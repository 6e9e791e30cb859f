/**
 * The closed catalogue of diagnostic codes. `unitc explain`, the documentation page and the SARIF
 * rules are views of it. UC0xx spec, UC1xx model and cross-component, UC2xx bounds of programs, UC3xx units,
 * UC5xx trees and layouts, UC6xx outputs, UC7xx changes, UC8xx packages, UC9xx internal.
 */
import { boundsEntries } from './bounds.ts';
import { changesEntries } from './changes/index.ts';
import type { Entry } from './entry.ts';
import { internalEntries } from './internal.ts';
import { modelEntries } from './model/index.ts';
import { outputsEntries } from './outputs.ts';
import { packagesEntries } from './packages.ts';
import { specEntries } from './spec/index.ts';
import { treesEntries } from './trees.ts';
import { unitsEntries } from './units/index.ts';

export type { Entry, Example } from './entry.ts';

const all = {
  ...specEntries,
  ...modelEntries,
  ...boundsEntries,
  ...unitsEntries,
  ...treesEntries,
  ...outputsEntries,
  ...changesEntries,
  ...packagesEntries,
  ...internalEntries,
};

export type Code = keyof typeof all;

export const catalogue: Readonly<Record<Code, Entry>> = all;

export function isCode(text: string): text is Code {
  return Object.hasOwn(catalogue, text);
}
