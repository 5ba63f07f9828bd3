import { configDefaults, defineConfig } from 'vitest/config';
import { waitingTheirTurn } from '../support/in-turn.ts';
import { isLong } from '../support/long.ts';

const named = (names: readonly string[]) => names.map((name) => `test/browser/${name}.browser.ts`);
/**
 * Every screen is looked at, and the manners of all of them, with each commit; of the roads from one end to the other, and
 * of the shorter ones, so many in turn. A long run walks them all, and so does whoever is about to publish.
 */
const roads = named(['case', 'expiry', 'provider', 'employee', 'typing', 'fund', 'rules', 'sent-again']);
const ROADS_A_COMMIT = 3;
const others = named([
  'candidate',
  'entered',
  'camera',
  'focus',
  'live',
  'long-lists',
  'own-forms',
  'records',
  'serving',
]);
const OTHERS_A_COMMIT = 2;
const root = new URL('../../', import.meta.url).pathname;

/** The roads of the console in a real browser: `npm run test:browser`. They need Chromium, as `npm test` does not. */
export default defineConfig({
  root,
  test: {
    include: ['test/browser/**/*.browser.ts'],
    exclude: [
      ...configDefaults.exclude,
      ...waitingTheirTurn(roads, ROADS_A_COMMIT),
      ...waitingTheirTurn(others, OTHERS_A_COMMIT),
    ],
    globalSetup: ['test/support/global-setup.ts'],
    // With each commit what fails is tried once more, and told as “retry x1”: a browser on a busy machine may miss a beat.
    // A long run gives nobody a second chance.
    retry: isLong ? 0 : 1,
    testTimeout: 120_000,
    hookTimeout: 180_000,
    maxWorkers: 2,
    isolate: false,
  },
});
