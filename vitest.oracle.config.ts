import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { defineConfig } from 'vitest/config';

/** Files of the quick run that look further here: see test/support/runs.ts. */
const deep = readdirSync('test', { recursive: true, encoding: 'utf8' })
  .map((name) => path.join('test', name))
  .filter((file) => file.endsWith('.test.ts') && readFileSync(file, 'utf8').includes('/support/runs.ts'));

export default defineConfig({
  test: {
    maxWorkers: 2,
    include: ['test/oracle/**/*.test.ts', ...deep],
    // A test without an assertion fails.
    expect: { requireAssertions: true },
    setupFiles: ['test/support/setup.ts'],
    env: { UNITC_DEPTH: '20' },
    testTimeout: 360_000,
    hookTimeout: 360_000,
  },
});
