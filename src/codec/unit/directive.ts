/** The table of systemd's directives (data/directives.json), which callers load and hand in. */
import { isQuotingMode, type QuotingMode } from './quoting-mode.ts';

export interface Directive {
  readonly name: string;
  readonly sections: readonly string[];
  /** Value type: `string`, `bool`, `commandLine`, `unitNameList`, … */
  readonly type: string;
  /** systemd's parser of the value: the function `config_parse_…` of load-fragment.c, or `install.c`. */
  readonly parser: string;
  /** Assignments accumulate. */
  readonly list: boolean;
  /** What an empty assignment does: restore the default or clear the list, nothing, or it is refused. */
  readonly empty: 'reset' | 'noop' | 'invalid';
  /**
   * How the value is split into words; undefined: it is read whole. `colon`: words whose parts are joined
   * by `:`; `tuple`: several such parts; `cunescape`: C escapes over the whole value.
   */
  readonly quoting?: QuotingMode | 'colon' | 'tuple' | 'cunescape';
  /** Which specifiers expand; undefined: none, `%` is text. `id`: only in front of the first `:`. */
  readonly specifiers?: 'full' | 'unit-name' | 'id';
  /** A value that systemd cannot read makes the whole unit fail. */
  readonly fatal: boolean;
  /** First systemd release that knows it, and the first that no longer acts on it. */
  readonly since: number;
  readonly removed?: number;
  readonly deprecated: boolean;
  readonly replacedBy?: string;
  /** Older releases refuse an empty assignment. */
  readonly emptySince?: number;
  /** The words that an enumeration takes. */
  readonly values?: readonly string[];
  /** Words that systemd takes with a warning, and what to write instead if there is something. */
  readonly deprecatedValues?: Readonly<Record<string, string | null>>;
  /** Values newer than the directive, with their first release. */
  readonly valueSince?: Readonly<Record<string, number>>;
}

export interface DirectiveTable {
  readonly sectionsByUnitType: Readonly<Record<string, readonly string[]>>;
  /** Section, then key. */
  readonly bySection: ReadonlyMap<string, ReadonlyMap<string, Directive>>;
}

/** The directive that a key of a section means in a unit of this type (`service`), or undefined. */
export function lookupDirective(
  table: DirectiveTable,
  section: string,
  key: string,
  unitType: string,
): Directive | undefined {
  if (!Object.hasOwn(table.sectionsByUnitType, unitType)) return undefined;
  if (!table.sectionsByUnitType[unitType]?.includes(section)) return undefined;
  return table.bySection.get(section)?.get(key);
}

/**
 * Reads the parsed JSON of data/directives.json.
 * @throws TypeError when it has another shape: the file is ours, so that is a bug, not a user's mistake.
 */
export function readDirectiveTable(json: unknown): DirectiveTable {
  if (!isRecord(json) || !isRecord(json.sectionsByUnitType) || !Array.isArray(json.directives)) {
    throw new TypeError('the table of directives has no `sectionsByUnitType` or no `directives`');
  }
  const sectionsByUnitType: Record<string, readonly string[]> = {};
  for (const [type, sections] of Object.entries(json.sectionsByUnitType)) {
    if (!isStrings(sections)) throw new TypeError(`the sections of unit type \`${type}\` are not a list of names`);
    sectionsByUnitType[type] = sections;
  }
  const bySection = new Map<string, Map<string, Directive>>();
  for (const row of json.directives) {
    const directive = readDirective(row);
    for (const section of directive.sections) {
      const keys = bySection.get(section) ?? new Map<string, Directive>();
      bySection.set(section, keys.set(directive.name, directive));
    }
  }
  return { sectionsByUnitType, bySection };
}

function readDirective(row: unknown): Directive {
  if (
    !isRecord(row) ||
    typeof row.name !== 'string' ||
    !isStrings(row.sections) ||
    typeof row.type !== 'string' ||
    typeof row.parser !== 'string' ||
    typeof row.since !== 'number' ||
    !isEmptyRule(row.empty)
  ) {
    throw new TypeError(`not a directive: ${JSON.stringify(row)}`);
  }
  const { name, sections, type, parser, empty, since, quoting, specifiers, removed, replacedBy } = row;
  const { emptySince, values, deprecatedValues, valueSince } = row;
  return {
    name,
    sections,
    type,
    parser,
    empty,
    since,
    list: row.list === true,
    fatal: row.fatal === true,
    deprecated: row.deprecated === true,
    ...(isQuoting(quoting) ? { quoting } : refuseOther(name, 'quoting', quoting)),
    ...(isSpecifiers(specifiers) ? { specifiers } : refuseOther(name, 'specifiers', specifiers)),
    ...(typeof removed === 'number' ? { removed } : refuseOther(name, 'removed', removed)),
    ...(typeof replacedBy === 'string' ? { replacedBy } : refuseOther(name, 'replacedBy', replacedBy)),
    ...(typeof emptySince === 'number' ? { emptySince } : refuseOther(name, 'emptySince', emptySince)),
    ...(isStrings(values) ? { values } : refuseOther(name, 'values', values)),
    ...(isReplacements(deprecatedValues)
      ? { deprecatedValues }
      : refuseOther(name, 'deprecatedValues', deprecatedValues)),
    ...(isVersions(valueSince) ? { valueSince } : refuseOther(name, 'valueSince', valueSince)),
  };
}

function refuseOther(name: string, field: string, value: unknown): Record<string, never> {
  if (value !== undefined) throw new TypeError(`directive \`${name}\` has a \`${field}\` that unitc does not know`);
  return {};
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isStrings(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

function isVersions(value: unknown): value is Readonly<Record<string, number>> {
  return isRecord(value) && Object.values(value).every((item) => typeof item === 'number');
}

function isReplacements(value: unknown): value is Readonly<Record<string, string | null>> {
  return isRecord(value) && Object.values(value).every((item) => typeof item === 'string' || item === null);
}

function isEmptyRule(value: unknown): value is Directive['empty'] {
  return value === 'reset' || value === 'noop' || value === 'invalid';
}

function isQuoting(value: unknown): value is NonNullable<Directive['quoting']> {
  return isQuotingMode(value) || value === 'colon' || value === 'tuple' || value === 'cunescape';
}

function isSpecifiers(value: unknown): value is NonNullable<Directive['specifiers']> {
  return value === 'full' || value === 'unit-name' || value === 'id';
}
