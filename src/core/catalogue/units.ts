import type { Entries } from './entry.ts';

/** UC3xx. */
export const unitsEntries = {} as const satisfies Entries;
