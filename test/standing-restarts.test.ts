import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reconcile } from '../cli/reconcile.ts';
import type { AdmittedProvider } from './support/admitted-provider.ts';
import { standingWorld, type StandingWorld } from './support/standing-world.ts';
import { openSkippingStack, type SkippingStack } from './holds/support/time-skipping.ts';

let stack: SkippingStack;
let world: StandingWorld;
let provider: AdmittedProvider;

beforeAll(async () => {
  stack = await openSkippingStack(new Date('2026-11-13T08:00:00Z'), { restarts: true });
  world = standingWorld(stack);
  provider = await world.admitted('2026-11-29');
  await stack.clock.quiet();
}, 240_000);
afterAll(() => stack.close());

describe('a provider whose worker is restarted', () => {
  it('is warned, suspended and reinstated, each once', async () => {
    await stack.restartWorker();
    await world.around('2026-11-13T23:00:00Z', () => world.mails('documentExpiring', provider), [0, 1]);
    await stack.restartWorker();
    await world.around('2026-11-29T23:00:00Z', () => world.mails('suspendedOrganisation', provider), [0, 1]);
    await stack.restartWorker();
    expect((await world.renew(provider, '2026-11-29')).state).toBe('admitted');
    await stack.clock.quiet();
    const sent = ['documentExpiring', 'suspendedOrganisation', 'reinstatedOrganisation'];
    for (const template of sent) expect(await world.mails(template, provider), template).toBe(1);
    await world.expectFiredOnce();
  }, 480_000);
});

describe('a provider from before papers were watched, as the demonstration’s are', () => {
  it('is watched once the rows have been gone through', async () => {
    const planted = await world.within(({ db }) =>
      db.admission.findMany({ where: { id: { not: provider.admissionId } } }),
    );
    const watched = async (kind: string) => {
      const deadlines = await world.within(({ db }) => db.deadline.findMany({ where: { kind } }));
      const ids = new Set(deadlines.map(({ subjectId }) => subjectId));
      return planted.filter(({ id }) => ids.has(id)).length;
    };
    expect([planted.length > 0, await watched('documentLapses')]).toEqual([true, 0]);
    await reconcile(stack.services);
    await stack.clock.quiet();
    expect(await watched('documentLapses')).toBe(planted.length);
  }, 240_000);
});
