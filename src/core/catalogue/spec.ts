import type { Entries } from './entry.ts';
import { shapeEntries } from './spec-shape.ts';
import { textEntries } from './spec-text.ts';
import { valuesEntries } from './spec-values.ts';

/** UC0xx: one spec, before anybody asks what its cluster means. */
export const specEntries = { ...textEntries, ...shapeEntries, ...valuesEntries } as const satisfies Entries;
