/** Every template and helper that ships is in the output of a golden case, where it is read and held still. */
import { expect, test } from 'vitest';
import { loadBundle } from '../../src/edge/bundle.ts';
import { goldenCases, goldenSpecs, goldenTrees } from '../support/golden-case.ts';

const bundle = loadBundle();
const artifacts = goldenCases().flatMap((name) => [...goldenTrees(name).values()].flatMap((tree) => [...tree]));

test('every template is used by a golden case', () => {
  const used = new Set<string>();
  for (const { origin } of artifacts) {
    for (const { template } of origin.lines) if (template !== undefined) used.add(template.name);
  }
  const specs = goldenCases().flatMap((name) => [...goldenSpecs(name).values()]);
  for (const { template } of specs.flatMap(({ lines }) => lines)) if (template !== undefined) used.add(template.name);
  expect(Object.keys(bundle.templates).filter((name) => !used.has(name))).toEqual([]);
});

test('every line of every golden file has an origin', () => {
  let lines = 0;
  for (const artifact of artifacts) {
    if (artifact.type !== 'file') continue;
    const count = artifact.content.split('\n').length - 1;
    expect(artifact.origin.lines.length, artifact.path).toBe(count);
    for (const [index, line] of artifact.origin.lines.entries()) {
      const known = line.template !== undefined || line.from.length > 0;
      expect(known, `${artifact.path}:${index + 1}`).toBe(true);
    }
    lines += count;
  }
  expect(lines).toBeGreaterThan(1000);
});

test('a line that carries a value says where the value is from', () => {
  for (const artifact of artifacts) {
    if (artifact.type !== 'file') continue;
    const texts = artifact.content.split('\n');
    for (const [index, { template, from }] of artifact.origin.lines.entries()) {
      const source = template && bundle.templates[template.name]?.split('\n')[template.line - 1];
      // A section in a line may have nothing to repeat, and a variable may have no words.
      const hasValue = /\{\{[^#^/!>]/.test(source?.replace(/\{\{#(\w+)\}\}.*?\{\{\/\1\}\}/g, '') ?? '');
      if (hasValue && !texts[index]?.endsWith('=""')) expect(from, `${artifact.path}:${index + 1}`).not.toEqual([]);
    }
  }
});
