import { nearest } from '../../core/nearest.ts';
import type { FlagRow, FlagTable } from './flag-row.ts';

/** "Did you mean" among the flags that the program takes. */
export function nearestFlag(table: FlagTable, name: string, isTaken: (row: FlagRow) => boolean): string | undefined {
  const candidates = [...table.rows].filter(([, rows]) => rows.some(isTaken)).map(([candidate]) => candidate);
  return nearest(name.toLowerCase().replaceAll('_', '-'), candidates) ?? nearest(name, candidates);
}
