import { configDefaults, defineConfig } from 'vitest/config';
import { waitingTheirTurn } from './test/support/in-turn.ts';
import { isLong } from './test/support/long.ts';

/** What kills whole processes, or takes a server away, and waits for what comes back. */
const crashes = [
  'test/start/kills.test.ts',
  'test/holds/campaign-killed.test.ts',
  'test/holds/temporal-away.test.ts',
  'test/holds/temporal-out-of-reach.test.ts',
  'test/holds/voucher-expiry-killed.test.ts',
  'test/start/users.test.ts',
  'test/holds/temporal-lost.test.ts',
  'test/holds/worker-killed.test.ts',
  'test/start/own-servers.test.ts',
];

/**
 * What plays whole processes from their start to their end, half a minute to a minute each, where the steps of them have
 * tests of their own: a third of them with each commit.
 */
const wholeProcesses = [
  'test/case-runner.test.ts',
  'test/holds/wakeup.test.ts',
  'test/agreement-signing.test.ts',
  'test/holds/till-races.test.ts',
  'test/api/signed-copies.test.ts',
  'test/standing-restarts.test.ts',
  'test/charter-campaign.test.ts',
  'test/holds/idempotency.test.ts',
  'test/provider-onboarding.test.ts',
  'test/seed-again.test.ts',
  'test/holds/paths.test.ts',
  'test/holds/timers.test.ts',
  'test/case-clock.test.ts',
  'test/start/running.test.ts',
  'test/holds/waiting-list.test.ts',
  'test/onboarding-moments.test.ts',
  'test/voucher-expiry.test.ts',
  'test/ledger/model.test.ts',
];

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: [
      ...configDefaults.exclude,
      ...waitingTheirTurn(crashes),
      ...waitingTheirTurn(wholeProcesses, wholeProcesses.length / 3),
    ],
    globalSetup: ['test/support/global-setup.ts'],
    // A whole count is twenty times a short one; how long it takes is printed, never judged.
    testTimeout: isLong ? 1_800_000 : 60_000,
    hookTimeout: isLong ? 600_000 : 120_000,
    maxWorkers: 2,
    // What a file imports is loaded once a worker, not once a file: half of the time of the short ones.
    isolate: false,
  },
});
