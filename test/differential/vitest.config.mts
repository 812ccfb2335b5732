// Tests that compare haconf with the daemons of this machine: npm run test:differential
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/differential/**/*.test.ts'],
    testTimeout: 120_000,
    pool: 'threads',
  },
});
