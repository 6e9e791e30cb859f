import type { Entries } from './entry.ts';

/** UC2xx. */
export const syntaxEntries = {} as const satisfies Entries;
