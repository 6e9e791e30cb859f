import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { compile, vocabulary } from '../../src/compile.ts';
import { loadBundle } from '../../src/edge/bundle.ts';
import { reportConcise } from '../../src/report/concise.ts';
import { jsonSchema } from '../../src/spec/json-schema.ts';

const page = readFileSync('docs/spec.md', 'utf8');
const bundle = loadBundle();

interface Snippet {
  readonly line: number;
  readonly text: string;
  /** The diagnostics shown in the block behind it; nothing for a spec that compiles. */
  readonly expected: string;
}

/** Every yaml block, with the text block that follows it. */
function snippets(): Snippet[] {
  return [...page.matchAll(/```yaml\n(.*?)```\n(?:\n```text\n(.*?)```\n)?/gs)].map((match) => ({
    line: page.slice(0, match.index).split('\n').length + 1,
    text: match[1] ?? '',
    expected: match[2] ?? '',
  }));
}

const [whole, ...parts] = snippets();

/** A part is laid over the first example, each under its own name so that the positions are those of the page. */
function compileSnippet(text: string) {
  const files: Readonly<Record<string, string>> = { 'first.yaml': whole?.text ?? '', 'base.yaml': whole?.text ?? '' };
  const own: unknown = parse(text);
  const isWhole = text === whole?.text || (typeof own === 'object' && own !== null && Object.hasOwn(own, 'extends'));
  // Behind the text, so that lines and columns stay those of the block.
  const spec = isWhole ? text : `${text}extends: ./first.yaml\n`;
  const read = (file: string) => (file === 'spec.yaml' ? spec : files[file]);
  return compile({ entry: 'spec.yaml', read }, { bundle, version: '0.0.0' });
}

describe('docs/spec.md', () => {
  it('has examples', () => {
    expect(parts.length).toBeGreaterThan(8);
  });

  it.each(snippets())('the example at line $line', ({ text, expected }) => {
    const { diagnostics, sources, trees } = compileSnippet(text);
    expect(reportConcise(diagnostics, sources, { color: false })).toBe(expected);
    expect(trees.size > 0).toBe(expected === '');
  });

  it('names every key of the schema', () => {
    const keys = new Set<string>();
    JSON.stringify(jsonSchema(vocabulary(bundle)), (name, value: unknown) => {
      if (name === 'properties') for (const key of Object.keys(Object(value))) keys.add(key);
      return value;
    });
    expect(keys.size).toBeGreaterThan(30);
    expect([...keys].filter((key) => !page.includes(`${key}:`) && !page.includes(`\`${key}\``))).toEqual([]);
  });

  it('names every value that a key may take', () => {
    const { kinds, targets, hostSystems } = vocabulary(bundle);
    expect([...kinds, ...targets, ...hostSystems].filter((word) => !page.includes(`\`${word}\``))).toEqual([]);
  });
});
