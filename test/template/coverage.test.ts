/** Every template and helper that ships is in the output of a golden case, where it is read and held still. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { compile } from '../../src/compile.ts';
import { loadBundle } from '../../src/edge/bundle.ts';
import { goldenCases, goldenImages } from '../support/golden-case.ts';

const bundle = loadBundle();
const read = (file: string) => readFileSync(file, 'utf8');
const images = goldenCases().flatMap((name) => [...goldenImages(name).values()]);
const results = readdirSync('golden').map((name) =>
  compile({ entry: `golden/${name}/spec.yaml`, read }, { bundle, version: '0.0.0' }),
);

test('every template is used by a golden case', () => {
  const used = new Set<string>();
  for (const { trees } of results) {
    for (const artifact of [...trees.values(), ...images].flatMap((tree) => [...tree])) {
      for (const line of artifact.origin.lines) if (line.template !== undefined) used.add(line.template.name);
    }
  }
  expect(Object.keys(bundle.templates).filter((name) => !used.has(name))).toEqual([]);
});

test('every line of every golden file has an origin', () => {
  let lines = 0;
  for (const { trees } of results) {
    for (const artifact of [...trees.values(), ...images].flatMap((tree) => [...tree])) {
      if (artifact.type !== 'file') continue;
      const count = artifact.content.split('\n').length - 1;
      expect(artifact.origin.lines.length, artifact.path).toBe(count);
      for (const [index, line] of artifact.origin.lines.entries()) {
        const known = line.template !== undefined || line.from.length > 0;
        expect(known, `${artifact.path}:${index + 1}`).toBe(true);
      }
      lines += count;
    }
  }
  expect(lines).toBeGreaterThan(1000);
});
