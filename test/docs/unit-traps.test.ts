/** docs/unit-traps.md: the linter prints of each example what the page says. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { unitc } from '../cli/run-case.ts';
import { unitTraps } from './unit-traps.ts';

async function linted(files: ReadonlyMap<string, string>): Promise<string> {
  const directory = mkdtempSync(path.join(tmpdir(), 'unitc-traps-'));
  try {
    for (const [file, text] of files) {
      mkdirSync(path.join(directory, path.dirname(file)), { recursive: true });
      writeFileSync(path.join(directory, file), text, { mode: 0o644 });
    }
    return (await unitc(['-C', directory, 'lint', '--format', 'concise', '.'])).stdout;
  } finally {
    rmSync(directory, { recursive: true });
  }
}

describe('docs/unit-traps.md', () => {
  it('has at least twelve traps', () => {
    expect(unitTraps().length).toBeGreaterThanOrEqual(12);
    expect(new Set(unitTraps().map(({ title }) => title)).size).toBe(unitTraps().length);
  });

  it.each(unitTraps())('$title', async ({ files, printed }) => {
    expect(files.size).toBeGreaterThan(0);
    expect(printed).not.toBe('');
    expect(await linted(files)).toBe(printed);
  });
});
