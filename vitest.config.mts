// Unit tests: everything under test/unit and test/architecture. Tests in a real editor are test/e2e/run.mjs.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/unit/**/*.test.ts', 'test/architecture/**/*.test.ts'],
    testTimeout: 180_000,
    pool: 'threads',
  },
});
