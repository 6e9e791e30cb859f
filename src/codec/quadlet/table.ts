/** The settings of Quadlet files: data/quadlet.json. */

export interface QuadletSetting {
  readonly name: string;
  readonly sections: readonly string[];
  /** `bool`, `enum`, `unsigned`, `duration`, `portMapping`, … */
  readonly type: string;
  /** How podman reads it: `string`, `lines`, `words`, `args`, `keyvals`, `bool`, `lastArgs`. */
  readonly reader: string;
  readonly values?: readonly string[];
  /** Endings of Quadlet files that the value may name. */
  readonly refs?: readonly string[];
  /** The first podman that knows it: `4.4`. */
  readonly since: string;
  readonly replacedBy?: string;
}

export type QuadletTable = ReadonlyMap<string, ReadonlyMap<string, QuadletSetting>>;

/** By section, then key. @throws TypeError when the table has another shape: it is ours, so that is a bug. */
export function readQuadletTable(json: unknown): QuadletTable {
  if (typeof json !== 'object' || json === null || !('settings' in json) || !Array.isArray(json.settings)) {
    throw new TypeError('the table of Quadlet has no `settings`');
  }
  const table = new Map<string, Map<string, QuadletSetting>>();
  for (const row of json.settings) {
    if (!isSetting(row)) throw new TypeError(`not a setting of Quadlet: ${JSON.stringify(row)}`);
    for (const section of row.sections) {
      const keys = table.get(section) ?? new Map<string, QuadletSetting>();
      table.set(section, keys.set(row.name, row));
    }
  }
  return table;
}

function isSetting(row: unknown): row is QuadletSetting {
  if (typeof row !== 'object' || row === null) return false;
  const { name, sections, type, reader, since, values, refs, replacedBy }: Partial<Record<string, unknown>> = {
    ...row,
  };
  return (
    [name, type, reader, since].every((member) => typeof member === 'string') &&
    isList(sections) &&
    (values === undefined || isList(values)) &&
    (refs === undefined || isList(refs)) &&
    (replacedBy === undefined || typeof replacedBy === 'string')
  );
}

function isList(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}
