import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/oracle/**', 'test/machine/**'],
    setupFiles: ['test/support/seed.ts'],
    testTimeout: 60_000,
    // Left to itself vitest keeps one of two cores free.
    maxWorkers: 2,
  },
});
