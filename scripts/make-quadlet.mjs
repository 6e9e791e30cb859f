// Makes data/quadlet.json from the full table of directives (argument 1), reduced to what unitc reads:
// node scripts/make-quadlet.mjs FULL.json > data/quadlet.json
// Deterministic: rows that differ only in their section are merged, rows are sorted, one a line.
import { readFileSync } from 'node:fs';

const [, , source] = process.argv;
if (source === undefined) throw new Error('usage: node scripts/make-quadlet.mjs FULL.json > data/quadlet.json');
const { quadlet } = JSON.parse(readFileSync(source, 'utf8'));

const merged = new Map();
for (const row of quadlet) {
  const rest = {
    type: row.type,
    reader: row.parser.replace('quadlet:', ''),
    values: row.values,
    refs: row.refs,
    since: row.since.replace('podman ', ''),
    replacedBy: row.replacedBy ?? undefined,
  };
  const key = JSON.stringify([row.name, rest]);
  const entry = merged.get(key) ?? { name: row.name, sections: [], rest };
  entry.sections.push(row.section);
  merged.set(key, entry);
}
const byText = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
const lines = [...merged.values()]
  .map(({ name, sections, rest }) => JSON.stringify({ name, sections: [...sections].sort(byText), ...rest }))
  .sort(byText);
process.stdout.write(`{\n  "settings": [\n    ${lines.join(',\n    ')}\n  ]\n}\n`);
