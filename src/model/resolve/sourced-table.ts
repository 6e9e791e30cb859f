import { fromSpec } from '../../core/provenance.ts';
import type { SpecPath } from '../../core/spec-path.ts';
import type { SourcedTable, TableValue } from '../cluster.ts';

/** Sections of keys as a spec has them at `path`. */
export function sourcedTable(
  sections: Readonly<Record<string, Readonly<Record<string, TableValue>>>>,
  ...path: SpecPath
): SourcedTable {
  return new Map(
    Object.entries(sections).map(([section, keys]) => [
      section,
      new Map(Object.entries(keys).map(([key, value]) => [key, { value, from: [fromSpec(...path, section, key)] }])),
    ]),
  );
}
