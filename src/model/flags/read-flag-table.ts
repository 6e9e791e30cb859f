import { isVersion } from '../../core/version.ts';
import type { Bound, FlagRow, FlagTable } from './flag-row.ts';

/**
 * Reads the parsed JSON of data/flags/<component>.json.
 * @throws TypeError when it has another shape: the file is ours, so that is a bug, not a user's mistake.
 */
export function readFlagTable(json: unknown): FlagTable {
  if (!isRecord(json) || !isRecord(json.lists) || !Array.isArray(json.flags) || !Array.isArray(json.unlisted)) {
    throw new TypeError('a table of flags has no `lists`, no `flags` or no `unlisted`');
  }
  const { component, underscores, lists, unlisted } = json;
  const canonical = (name: string) => (underscores === true ? name.replaceAll('_', '-') : name);
  const rows = new Map<string, FlagRow[]>();
  for (const row of json.flags.map(readRow)) {
    const name = canonical(row.name);
    rows.set(name, [...(rows.get(name) ?? []), row]);
  }
  return {
    component: text(component, 'component'),
    first: version(lists.first, 'lists'),
    last: version(lists.last, 'lists'),
    unlisted: new Set(unlisted.map((name) => text(name, 'unlisted'))),
    rows,
    canonical,
  };
}

function readRow(json: unknown): FlagRow {
  if (!isRecord(json)) throw new TypeError('a row of a table of flags is no object');
  const name = text(json.name, 'name');
  const optional = <K extends string, T>(key: K, read: (value: unknown, key: string) => T) =>
    // A computed key widens to an index signature; it is exactly `key`.
    (json[key] === undefined ? {} : { [key]: read(json[key], `${name}.${key}`) }) as Partial<Record<K, T>>;
  return {
    name,
    patches: json.patches === undefined ? {} : patchesOf(json.patches, name),
    inFile: json.inFile === true,
    doubtful: json.doubtful === true,
    ...optional('since', bound),
    ...optional('removed', bound),
    ...optional('deprecated', version),
    ...optional('undeprecated', version),
    ...optional('noEffect', version),
    ...optional('required', version),
    ...optional('replacedBy', text),
    ...optional('gate', text),
    ...optional('seen', version),
  };
}

/** A release, or the first that may and the first that surely does; null: nobody knows. */
function bound(json: unknown, place: string): Bound {
  if (!Array.isArray(json)) return { maybe: version(json, place), surely: version(json, place) };
  const [maybe, surely, ...rest]: unknown[] = json;
  if (rest.length > 0) throw new TypeError(`\`${place}\` has more than two releases`);
  return {
    ...(maybe !== null && { maybe: version(maybe, place) }),
    ...(surely !== null && { surely: version(surely, place) }),
  };
}

function patchesOf(json: unknown, name: string): Readonly<Record<string, string>> {
  if (!isRecord(json)) throw new TypeError(`\`${name}.patches\` is no object`);
  return Object.fromEntries(Object.entries(json).map(([minor, patch]) => [minor, version(patch, `${name}.patches`)]));
}

function version(json: unknown, place: string): string {
  const value = text(json, place);
  if (!isVersion(value)) throw new TypeError(`\`${place}\` is no version in a table of flags`);
  return value;
}

function text(json: unknown, place: string): string {
  if (typeof json !== 'string') throw new TypeError(`\`${place}\` is no text in a table of flags`);
  return json;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
