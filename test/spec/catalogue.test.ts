import { describe, expect, it } from 'vitest';
import type { Example } from '../../src/core/catalogue/entry.ts';
import { specEntries } from '../../src/core/catalogue/spec/index.ts';
import { loadSpec } from '../../src/spec/load.ts';
import { vocabulary } from './vocabulary.ts';

function codes(example: Example): string[] {
  if (example.kind !== 'spec') throw new Error(`UC0xx examples are specs, not ${example.kind}`);
  const files: Readonly<Record<string, string>> = { ...example.files, 'spec.yaml': example.text };
  const read = (file: string): string | undefined => (Object.hasOwn(files, file) ? files[file] : undefined);
  return loadSpec({ entry: 'spec.yaml', read }, vocabulary).diagnostics.map(({ code }) => code);
}

describe.each(Object.entries(specEntries))('%s', (code, entry) => {
  it('is given for its bad example and for nothing else in it', () => {
    expect(new Set(codes(entry.bad))).toEqual(new Set([code]));
  });
  it('has a good example without any finding', () => {
    expect(codes(entry.good)).toEqual([]);
  });
});
