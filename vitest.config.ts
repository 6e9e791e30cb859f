import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/oracle/**', 'test/machine/**'],
    // A test without an assertion fails.
    expect: { requireAssertions: true },
    setupFiles: ['test/support/setup.ts'],
    testTimeout: 180_000,
    hookTimeout: 180_000,
    // Left to itself vitest keeps one of two cores free.
    maxWorkers: 2,
    // Files share a worker, and with it the modules and what has been compiled: nearly half of the time.
    isolate: false,
  },
});
