import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { reportConcise } from '../../src/report/concise.ts';
import { loadSpec } from '../../src/spec/load.ts';
import { corpus, directory, readIn } from './corpus.ts';
import { vocabulary } from './vocabulary.ts';

describe('good specs', () => {
  it.each(corpus('ok'))('%s', async (file) => {
    const { diagnostics, sources, spec } = loadSpec({ entry: file, read: readIn('ok') }, vocabulary);
    const stem = path.join(directory('ok'), file.replace(/\.yaml$/, ''));
    const findings = reportConcise(diagnostics, sources, { color: false });
    if (file === 'warnings.yaml') await expect(findings).toMatchFileSnapshot(`${stem}.expected`);
    else expect(findings).toBe('');
    await expect(`${JSON.stringify(spec, null, 2)}\n`).toMatchFileSnapshot(`${stem}.json`);
  });
});
