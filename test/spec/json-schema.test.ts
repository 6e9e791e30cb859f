import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { vocabulary as registered } from '../../src/compile.ts';
import { loadBundle } from '../../src/edge/bundle.ts';
import { jsonSchema, jsonSchemaText } from '../../src/spec/json-schema.ts';
import { corpus, readIn } from './corpus.ts';
import { schemaFlaws } from './schema-flaws.ts';
import { vocabulary } from './vocabulary.ts';

const schema = { ...jsonSchema(vocabulary) };

function flawsIn(text: string | undefined): string[] {
  return schemaFlaws(schema, parse(text ?? ''));
}

describe('unitc.schema.json', () => {
  it('is up to date; if not, run `node scripts/run-ts.mjs scripts/schema.ts`', () => {
    expect(readFileSync('unitc.schema.json', 'utf8')).toBe(jsonSchemaText(registered(loadBundle())));
  });

  it('says nothing that draft-07 validators do not know', () => {
    expect(schema.$schema).toBe('http://json-schema.org/draft-07/schema#');
    expect(jsonSchemaText(vocabulary)).not.toMatch(/"format"|"\$ref"|"definitions"/);
  });

  it.each(['examples', 'golden'])('takes every spec of %s', (folder) => {
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
    const specs = files.filter((file) => /(^|\/)(cluster|spec)\.yaml$/.test(file));
    expect(specs.length).toBeGreaterThan(0);
    for (const file of specs) {
      const flaws = schemaFlaws(
        { ...jsonSchema(registered(loadBundle())) },
        parse(readFileSync(path.join(folder, file), 'utf8')),
      );
      expect({ file, flaws }).toEqual({ file, flaws: [] });
    }
  });

  it.each(corpus('ok'))('takes ok/%s', (file) => {
    expect(flawsIn(readIn('ok')(file))).toEqual([]);
  });

  it.each(['unknown-keys', 'wrong-types', 'unknown-values', 'bad-names', 'ports', 'fractions-and-huge-numbers'])(
    'refuses err/%s.yaml as loadSpec does',
    (name) => {
      expect(flawsIn(readIn('err')(`${name}.yaml`)).length).toBeGreaterThan(2);
    },
  );
});
