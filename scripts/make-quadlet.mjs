// Makes data/quadlet.json from the full table of directives (argument 1), reduced to what unitc reads:
// node scripts/make-quadlet.mjs FULL.json > data/quadlet.json
// Deterministic: rows that differ only in their section are merged, rows are sorted, one a line.
import { readFileSync } from 'node:fs';
import { mergedBySection } from './merged-by-section.mjs';

const [, , source] = process.argv;
if (source === undefined) throw new Error('usage: node scripts/make-quadlet.mjs FULL.json > data/quadlet.json');
const { quadlet } = JSON.parse(readFileSync(source, 'utf8'));

const lines = mergedBySection(
  quadlet.map((row) => {
    const rest = {
      type: row.type,
      reader: row.parser.replace('quadlet:', ''),
      values: row.values,
      refs: row.refs,
      since: row.since.replace('podman ', ''),
      replacedBy: row.replacedBy ?? undefined,
    };
    return { name: row.name, section: row.section, rest };
  }),
);
process.stdout.write(`{\n  "settings": [\n    ${lines.join(',\n    ')}\n  ]\n}\n`);
