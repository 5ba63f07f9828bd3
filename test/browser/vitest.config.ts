import { configDefaults, defineConfig } from 'vitest/config';
import { waitingTheirTurn } from '../support/in-turn.ts';

/**
 * The roads from one end to the other, and what becomes of what is typed and sent, are walked with each commit, as every
 * screen is looked at. Of these as many as that.
 */
const OTHERS_A_COMMIT = 2;
const others = ['candidate', 'entered', 'focus', 'live', 'long-lists', 'own-forms', 'records', 'serving'].map(
  (road) => `test/browser/${road}.browser.ts`,
);
const root = new URL('../../', import.meta.url).pathname;

/** The roads of the console in a real browser: `npm run test:browser`. They need Chromium, as `npm test` does not. */
export default defineConfig({
  root,
  test: {
    include: ['test/browser/**/*.browser.ts'],
    exclude: [...configDefaults.exclude, ...waitingTheirTurn(others, OTHERS_A_COMMIT)],
    globalSetup: ['test/support/global-setup.ts'],
    testTimeout: 120_000,
    hookTimeout: 180_000,
    maxWorkers: 2,
    isolate: false,
  },
});
