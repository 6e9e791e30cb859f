import type { Entries } from './entry.ts';

/** UC6xx. */
export const outputsEntries = {} as const satisfies Entries;
