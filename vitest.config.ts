import { defineConfig } from 'vitest/config';
import { isLong } from './test/support/long.ts';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/global-setup.ts'],
    // A whole count is twenty times a short one; how long it takes is printed, never judged.
    testTimeout: isLong ? 1_800_000 : 60_000,
    hookTimeout: isLong ? 600_000 : 120_000,
    maxWorkers: 2,
    // What a file imports is loaded once a worker, not once a file: half of the time of the short ones.
    isolate: false,
  },
});
