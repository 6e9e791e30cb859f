import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { hasErrors } from '../../src/core/diagnostic.ts';
import { reportConcise } from '../../src/report/concise.ts';
import { loadSpec } from '../../src/spec/load.ts';
import { corpus, directory, readIn } from './corpus.ts';
import { vocabulary } from './vocabulary.ts';

describe('bad specs', () => {
  it('are a hundred and more', () => {
    expect(corpus('err').length).toBeGreaterThanOrEqual(100);
  });

  it.each(corpus('err'))('%s', async (file) => {
    const { diagnostics, sources, spec } = loadSpec({ entry: file, read: readIn('err') }, vocabulary);
    expect(spec).toBeUndefined();
    expect(hasErrors(diagnostics)).toBe(true);
    const expected = path.join(directory('err'), file.replace(/\.yaml$/, '.expected'));
    await expect(reportConcise(diagnostics, sources, { color: false })).toMatchFileSnapshot(expected);
  });
});
