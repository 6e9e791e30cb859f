import type { Entries } from './entry.ts';

/** UC4xx. */
export const containersEntries = {} as const satisfies Entries;
