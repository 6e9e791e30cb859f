import type { FlagTable } from './flag-row.ts';
import { readFlagTable } from './read-flag-table.ts';

/** The tables of flags by kind of component; a kind without one is not checked. */
export interface FlagTables {
  get(kind: string): FlagTable | undefined;
  /** The kinds that have a table; none is read for that. */
  readonly kinds: readonly string[];
}

const folder = 'flags/';

/** Tables that were read, by the parsed JSON that they were read from: compiling again reads nothing again. */
const known = new WeakMap<object, FlagTable>();

/** The tables among the bundle's data (`flags/kube-apiserver`, …), each read when it is first asked for. */
export function flagTables(data: Readonly<Record<string, unknown>>): FlagTables {
  return {
    kinds: Object.keys(data)
      .filter((key) => key.startsWith(folder))
      .map((key) => key.slice(folder.length)),
    get(kind) {
      const key = folder + kind;
      const json = Object.hasOwn(data, key) ? data[key] : undefined;
      if (json === undefined) return undefined;
      if (typeof json !== 'object' || json === null) return readFlagTable(json);
      const table = known.get(json) ?? readFlagTable(json);
      known.set(json, table);
      return table;
    },
  };
}
