import { quadletEntries } from './quadlet.ts';
import { unitSettingsEntries } from './settings.ts';
import { suppressionEntries } from './suppression.ts';
import { unitTrapsEntries } from './traps.ts';
import { unitTreesEntries } from './trees.ts';
import { unitValuesEntries } from './values.ts';

/** UC3xx: units, whoever made them. */
export const unitsEntries = {
  ...unitSettingsEntries,
  ...unitTrapsEntries,
  ...unitValuesEntries,
  ...unitTreesEntries,
  ...quadletEntries,
  ...suppressionEntries,
};
