/** Which flags a program takes at which version (data/flags). */
export type { Bound, FlagRow, FlagTable } from './flag-row.ts';
export { type FlagState, flagState, isTaken, rowState, type Unproven } from './flag-state.ts';
export { type FlagTables, flagTables } from './flag-tables.ts';
export { flagVariable } from './flag-variable.ts';
export { readFlagTable } from './read-flag-table.ts';
export { type SpecFlag, specFlags } from './spec-flags.ts';
export { predecessor, successor } from './successor.ts';
