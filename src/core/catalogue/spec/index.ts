import type { Entries } from '../entry.ts';
import { shapeEntries } from './shape.ts';
import { textEntries } from './text.ts';
import { valuesEntries } from './values.ts';

/** UC0xx: one spec, before anybody asks what its cluster means. */
export const specEntries = { ...textEntries, ...shapeEntries, ...valuesEntries } as const satisfies Entries;
