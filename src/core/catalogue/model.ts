import type { Entries } from './entry.ts';

/** UC1xx. */
export const modelEntries = {} as const satisfies Entries;
