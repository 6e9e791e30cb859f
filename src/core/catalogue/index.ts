/**
 * The closed catalogue of diagnostic codes. `unitc explain`, the documentation page and the SARIF
 * rules are views of it. UC0xx spec, UC1xx model and cross-component, UC2xx syntax, UC3xx units,
 * UC4xx system containers, UC5xx trees and layouts, UC6xx outputs, UC9xx internal.
 */
import { boundsEntries } from './bounds.ts';
import { containersEntries } from './containers.ts';
import type { Entry } from './entry.ts';
import { flagsEntries } from './flags.ts';
import { hostsEntries } from './hosts.ts';
import { installEntries } from './install.ts';
import { internalEntries } from './internal.ts';
import { kubeadmEntries } from './kubeadm.ts';
import { modelEntries } from './model.ts';
import { outputsEntries } from './outputs.ts';
import { quadletEntries } from './quadlet.ts';
import { servicesEntries } from './services.ts';
import { specEntries } from './spec.ts';
import { suppressionEntries } from './suppression.ts';
import { syntaxEntries } from './syntax.ts';
import { treesEntries } from './trees.ts';
import { unitTrapsEntries } from './unit-traps.ts';
import { unitTreesEntries } from './unit-trees.ts';
import { unitValuesEntries } from './unit-values.ts';
import { unitsEntries } from './units.ts';

export type { Entry, Example } from './entry.ts';

const all = {
  ...specEntries,
  ...modelEntries,
  ...flagsEntries,
  ...hostsEntries,
  ...servicesEntries,
  ...kubeadmEntries,
  ...installEntries,
  ...syntaxEntries,
  ...boundsEntries,
  ...unitsEntries,
  ...unitTrapsEntries,
  ...unitValuesEntries,
  ...unitTreesEntries,
  ...quadletEntries,
  ...suppressionEntries,
  ...containersEntries,
  ...treesEntries,
  ...outputsEntries,
  ...internalEntries,
};

export type Code = keyof typeof all;

export const catalogue: Readonly<Record<Code, Entry>> = all;

export function isCode(text: string): text is Code {
  return Object.hasOwn(catalogue, text);
}
