// Makes data/directives.json from the full table of systemd's directives (argument 1), reduced to what
// unitc reads: node scripts/make-directives.mjs FULL.json > data/directives.json
// Deterministic: rows that differ only in their section are merged, rows are sorted by name, one a line.
import { readFileSync } from 'node:fs';

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

function reduce(row) {
  return {
    type: row.type,
    parser: row.parser.replace('config_parse_', ''),
    list: row.list || undefined,
    empty: row.empty,
    quoting: quotingOf(row),
    specifiers: row.specifiers === 'id only' ? 'id' : row.specifiers,
    fatal: row.fatalOnInvalid || undefined,
    since: row.since,
    removed: row.removedIn === undefined ? undefined : Number(row.removedIn),
    deprecated: row.deprecated || undefined,
    replacedBy: row.replacedBy ?? undefined,
    values: row.values,
    deprecatedValues: row.deprecatedValues,
    valueSince: row.valueSince,
  };
}

const merged = new Map();
for (const row of full.directives) {
  const rest = reduce(row);
  const key = JSON.stringify([row.name, rest]);
  const entry = merged.get(key) ?? { name: row.name, sections: [], rest };
  entry.sections.push(row.section);
  merged.set(key, entry);
}
const byText = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
const lines = [...merged.values()]
  .map(({ name, sections, rest }) => JSON.stringify({ name, sections: [...sections].sort(byText), ...rest }))
  .sort(byText);
const unitTypes = Object.keys(full.sectionsByUnitType)
  .sort(byText)
  .map((type) => `    ${JSON.stringify(type)}: ${JSON.stringify(full.sectionsByUnitType[type])}`);
process.stdout.write(
  `{\n  "sectionsByUnitType": {\n${unitTypes.join(',\n')}\n  },\n  "directives": [\n    ${lines.join(',\n    ')}\n  ]\n}\n`,
);
