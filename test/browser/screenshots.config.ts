import { defineConfig } from 'vitest/config';
import roads from './vitest.config.ts';

/** The pictures of the guides and the README, made anew: `npm run screenshots`. It needs Chromium. */
export default defineConfig({
  ...roads,
  test: { ...roads.test, include: ['test/browser/screenshots.ts'] },
});
