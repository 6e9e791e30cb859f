import type { Entries } from './entry.ts';

/** UC5xx. */
export const treesEntries = {} as const satisfies Entries;
