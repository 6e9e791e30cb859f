import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: { include: ['test/oracle/**/*.test.ts'], setupFiles: ['test/support/seed.ts'], testTimeout: 120_000 },
});
