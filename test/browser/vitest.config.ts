import { defineConfig } from 'vitest/config';

const root = new URL('../../', import.meta.url).pathname;

/** The roads of the console in a real browser: `npm run test:browser`. They need Chromium, as `npm test` does not. */
export default defineConfig({
  root,
  test: {
    include: ['test/browser/**/*.browser.ts'],
    globalSetup: ['test/support/global-setup.ts'],
    testTimeout: 120_000,
    hookTimeout: 180_000,
    maxWorkers: 2,
    isolate: false,
  },
});
