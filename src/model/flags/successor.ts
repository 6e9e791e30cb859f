import type { FlagRow, FlagTable } from './flag-row.ts';
import { flagState, isTaken } from './flag-state.ts';

/** The flag that does the same at this version: the one that replaced it, or the one that replaced that. */
export function successor(table: FlagTable, row: FlagRow, version: string): string | undefined {
  const seen = new Set<string>([row.name]);
  for (let next = row.replacedBy; next !== undefined && !seen.has(next); ) {
    const state = flagState(table, next, version);
    if (isTaken(state)) return next;
    seen.add(next);
    next = 'row' in state ? state.row?.replacedBy : undefined;
  }
  return undefined;
}

/** The flag that did the same before this one came; undefined also where there were several. */
export function predecessor(table: FlagTable, row: FlagRow, version: string): string | undefined {
  const older = [...table.rows].filter(
    ([name, rows]) =>
      rows.some(({ replacedBy }) => replacedBy === row.name) && isTaken(flagState(table, name, version)),
  );
  const [only] = older;
  return older.length === 1 ? only?.[0] : undefined;
}
