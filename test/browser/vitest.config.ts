import { configDefaults, defineConfig } from 'vitest/config';
import { waitingTheirTurn } from '../support/in-turn.ts';

/** As many as are walked while every screen is looked at beside them. */
const ROADS_A_COMMIT = 4;
/** Whole roads from one end to the other; every screen is looked at each time. */
const roads = [
  'camera',
  'candidate',
  'case',
  'employee',
  'entered',
  'expiry',
  'focus',
  'fund',
  'live',
  'long-lists',
  'own-forms',
  'provider',
  'records',
  'rules',
  'sent-again',
  'serving',
  'typing',
].map((road) => `test/browser/${road}.browser.ts`);
const root = new URL('../../', import.meta.url).pathname;

/** The roads of the console in a real browser: `npm run test:browser`. They need Chromium, as `npm test` does not. */
export default defineConfig({
  root,
  test: {
    include: ['test/browser/**/*.browser.ts'],
    exclude: [...configDefaults.exclude, ...waitingTheirTurn(roads, ROADS_A_COMMIT)],
    globalSetup: ['test/support/global-setup.ts'],
    testTimeout: 120_000,
    hookTimeout: 180_000,
    maxWorkers: 2,
    isolate: false,
  },
});
