// Makes data/directives.json from the full table of systemd's directives (argument 1), reduced to what
// unitc reads: node scripts/make-directives.mjs FULL.json > data/directives.json
// Deterministic: rows that differ only in their section are merged, rows are sorted by name, one a line.
import { readFileSync } from 'node:fs';
import { byText, mergedBySection } from './merged-by-section.mjs';

const [, , source] = process.argv;
if (source === undefined) throw new Error('usage: node scripts/make-directives.mjs FULL.json > data/directives.json');
const full = JSON.parse(readFileSync(source, 'utf8'));

/** The table's wording of a quoting rule, to the codec's name of it. */
const quotings = {
  none: 'none',
  'none (backslash retained, quotes literal)': 'retain-escape',
  unquote: 'unquote',
  'unquote+retain-escape': 'unquote+retain-escape',
  'unquote+cunescape': 'unquote+cunescape',
  'unquote+retain-escape, then ":" split with C-unescape': 'colon',
  tuple: 'tuple',
  'cunescape of whole value; newline appended': 'cunescape',
};
/** Keys whose words are split without any flag (extract-word.c), which the table does not say. */
const wordsWithoutFlags = new Set(['Sockets', 'Also', 'SystemCallFilter', 'SystemCallLog']);

function quotingOf(row) {
  if (wordsWithoutFlags.has(row.name)) return 'none';
  if (row.quoting === undefined || row.quoting === null) return undefined;
  const name = quotings[row.quoting];
  if (name === undefined) throw new Error(`${row.section}.${row.name}: unknown quoting "${row.quoting}"`);
  return name;
}

/**
 * Values that systemd 252 refuses, with the first release that surely takes them, where the full table does
 * not say it: 257 where its source has them, 262 where only the table's own source is known. 258 and 259
 * are not checked against a source.
 */
const newerValues = {
  PrivateTmp: { connected: 257, disconnected: 257 },
  PrivateUsers: { self: 257, identity: 257, full: 258, managed: 262 },
  ProtectControlGroups: { private: 257, strict: 257 },
  ProtectHostname: { private: 258 },
  SocketProtocol: { mptcp: 257 },
  OnFailureJobMode: { 'restart-dependencies': 257, lenient: 258 },
  OnSuccessJobMode: { 'restart-dependencies': 257, lenient: 258 },
  RuntimeDirectoryPreserve: { 'on-success': 262 },
  CPUSchedulingPolicy: { ext: 259 },
  NUMAPolicy: { 'preferred-many': 262, 'weighted-interleave': 262 },
  SystemCallArchitectures: { loongarch64: 257 },
};
/** Keys that take an empty value since a release only. */
const emptySince = { PrivateMounts: 257, ProtectHostname: 258 };
/** Keys that came back to an older release with one of its stable versions. */
const backported = new Map([['Scope.OOMPolicy', 252]]);

function valuesSince(row) {
  const since = row.valueSince ?? newerValues[row.name];
  const missing = (row.valuesUnknownTo252 ?? []).filter((value) => since?.[value] === undefined);
  if (missing.length > 0) throw new Error(`${row.section}.${row.name}: no release for ${missing.join(', ')}`);
  return since;
}

function reduce(row) {
  return {
    type: row.type,
    parser: row.parser.replace('config_parse_', ''),
    list: row.list || undefined,
    empty: row.empty,
    quoting: quotingOf(row),
    specifiers: row.specifiers === 'id only' ? 'id' : row.specifiers,
    fatal: row.fatalOnInvalid || undefined,
    since: backported.get(`${row.section}.${row.name}`) ?? row.since,
    removed: row.removedIn === undefined ? undefined : Number(row.removedIn),
    deprecated: row.deprecated || undefined,
    replacedBy: row.replacedBy ?? undefined,
    values: row.values,
    deprecatedValues: row.deprecatedValues,
    emptySince: row.emptyNote === undefined ? undefined : emptySince[row.name],
    valueSince: valuesSince(row),
  };
}

const lines = mergedBySection(
  full.directives.map((row) => ({ name: row.name, section: row.section, rest: reduce(row) })),
);
const unitTypes = Object.keys(full.sectionsByUnitType)
  .sort(byText)
  .map((type) => `    ${JSON.stringify(type)}: ${JSON.stringify(full.sectionsByUnitType[type])}`);
process.stdout.write(
  `{\n  "sectionsByUnitType": {\n${unitTypes.join(',\n')}\n  },\n  "directives": [\n    ${lines.join(',\n    ')}\n  ]\n}\n`,
);
