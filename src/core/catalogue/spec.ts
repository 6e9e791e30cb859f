import type { Entries } from './entry.ts';

/** UC0xx. */
export const specEntries = {} as const satisfies Entries;
