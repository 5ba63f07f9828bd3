import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AdmittedProvider } from './support/admitted-provider.ts';
import { standingWorld, type StandingWorld } from './support/standing-world.ts';
import { decodedText } from './holds/support/decoded.ts';
import { expectReplays } from './holds/support/histories.ts';
import { openSkippingStack, type SkippingStack } from './holds/support/time-skipping.ts';

let stack: SkippingStack;
let world: StandingWorld;

/** Their DURC: one lapses in the night of the October clock change, two on a holiday, one in that of March. */
let october: AdmittedProvider;
let first: AdmittedProvider;
let second: AdmittedProvider;
let march: AdmittedProvider;
let revoked: AdmittedProvider;

beforeAll(async () => {
  stack = await openSkippingStack(new Date('2026-10-05T08:00:00Z'));
  world = standingWorld(stack);
  [october, first, second, march, revoked] = [
    await world.admitted('2026-10-25'),
    await world.admitted('2026-11-29'),
    await world.admitted('2026-11-29'),
    await world.admitted('2027-03-28'),
    await world.admitted('2027-02-02'),
  ];
  await stack.clock.quiet();
}, 240_000);
afterAll(() => stack.close());

describe('the days of papers', () => {
  it('are moments of a process from the admission on, each at midnight in Rome', async () => {
    expect(await world.pending(october)).toEqual([
      'alertDocument 2026-10-10 00:00',
      'documentLapses 2026-10-26 00:00',
    ]);
    expect(await world.pending(first)).toEqual([
      'alertDocument 2026-11-14 00:00',
      'documentLapses 2026-11-30 00:00',
    ]);
    expect(await world.pending(march)).toEqual([
      'alertDocument 2027-03-13 00:00',
      'documentLapses 2027-03-29 00:00',
    ]);
  });

  it('include the one after which summer time has ended: 25 hours long, and good to its end', async () => {
    await world.around('2026-10-09T22:00:00Z', () => world.mails('documentExpiring', october), [0, 1]);
    await world.around('2026-10-25T23:00:00Z', () => world.mails('suspendedOrganisation', october), [0, 1]);
    expect(await world.view(october)).toMatchObject({ state: 'suspended', redeemableUntil: '2026-11-25' });
  }, 240_000);
});

describe('a DURC verified on 1 August', () => {
  it('is called to mind fifteen days before its last one, once: by mail, and on the provider’s list', async () => {
    await world.around('2026-11-13T23:00:00Z', () => world.mails('documentExpiring', first), [0, 1]);
    const { items } = (await (await world.caller(first)).get('/v1/tasks')).body;
    expect(items.map(({ kind }: { kind: string }) => kind)).toEqual(['renewDocument']);
  }, 240_000);

  it('has seven days left on 22 November, and the provider reads what to do', async () => {
    await stack.clock.advanceTo(new Date('2026-11-22T09:00:00Z'));
    const { state, takesNewOrders, documents, next } = await world.view(first);
    expect({ state, takesNewOrders }).toEqual({ state: 'admitted', takesNewOrders: true });
    expect(documents[0]).toMatchObject({
      category: 'durc',
      daysLeft: 7,
      isGood: true,
      alertOn: '2026-11-14',
    });
    expect(next).toEqual([expect.stringContaining('Durc On Line')]);
    expect((await world.view(first, await stack.as('Chiara'))).state).toBe('admitted');
  }, 240_000);

  it('with an invitation on 25 November lets orders go on, until it lapses', async () => {
    await stack.clock.advanceTo(new Date('2026-11-25T09:00:00Z'));
    const invited = await world.invite(second, '2026-11-25');
    expect(invited.state).toBe('regularising');
    expect(await world.view(second)).toMatchObject({
      takesNewOrders: true,
      regularisation: { regulariseBy: '2026-12-10' },
    });
    await stack.clock.advanceTo(new Date('2026-11-29T22:00:00Z'));
    expect((await world.view(second)).state).toBe('regularising');
  }, 240_000);

  it('lapses on a holiday all the same, once', async () => {
    await world.around('2026-11-29T23:00:00Z', () => world.mails('suspendedOrganisation', first), [0, 1]);
    expect(await world.mails('suspendedOrganisation', second)).toBe(1);
    expect(await world.view(first)).toMatchObject({
      state: 'suspended',
      takesNewOrders: false,
      redeemableUntil: '2026-12-30',
      grounds: [{ ground: 'durc' }],
    });
    expect((await world.view(second)).state).toBe('suspended');
  }, 240_000);

  it('with an invitation on 1 December stays suspended, and the last day to pay is shown', async () => {
    await stack.clock.advanceTo(new Date('2026-12-01T09:00:00Z'));
    expect((await world.invite(first, '2026-12-01')).state).toBe('suspended');
    expect((await world.view(first)).regularisation).toEqual({
      receivedOn: '2026-12-01',
      regulariseBy: '2026-12-16',
    });
  }, 240_000);

  it('is over with the new one alone, in the moment in which it is handed in, once', async () => {
    await stack.clock.advanceTo(new Date('2026-12-05T09:00:00Z'));
    expect((await world.renew(first, '2026-12-05')).state).toBe('admitted');
    expect((await world.renew(second, '2026-12-04')).state).toBe('admitted');
    await stack.clock.quiet();
    expect([
      await world.mails('reinstatedOrganisation', first),
      await world.mails('reinstatedOrganisation', second),
    ]).toEqual([1, 1]);
    expect(await world.pending(first)).toEqual([
      'alertDocument 2027-03-20 00:00',
      'documentLapses 2027-04-05 00:00',
    ]);
    expect((await world.view(first)).regularisation).toBeNull();
    await world.keep(second, 'regularised');
  }, 240_000);
});

describe('a revocation', () => {
  it('is decided by a colleague, told by a letter at once, and takes effect after thirty days by itself', async () => {
    await stack.clock.advanceTo(new Date('2026-12-07T09:00:00Z'));
    const at = `/v1/providers/${revoked.organisationId}/revocations`;
    const words = 'Prezzi diversi da quelli di listino, tre volte.';
    const reason = 'seriousBreach';
    expect((await (await world.caller(revoked)).get(`${at}/letter`)).status).toBe(409);
    await (await stack.as('Chiara')).does(at, { reason, words });
    const chiara = await stack.as('Chiara');
    expect((await chiara.post(`${at}/decision`, { outcome: 'revoke' })).status).toBe(409);
    await (await stack.as('Marco')).does(`${at}/decision`, { outcome: 'revoke' });
    await stack.clock.quiet();
    expect(await world.mails('revocationDecided', revoked)).toBe(1);
    const letter = await (await world.caller(revoked)).get(`${at}/letter`);
    expect(letter.status).toBe(200);
    expect(await world.view(revoked)).toMatchObject({
      state: 'admitted',
      revocation: { state: 'decided', effectiveOn: '2027-01-07' },
    });
  }, 240_000);

  it('ends the admission, and everything that was to come of it', async () => {
    await world.around('2027-01-06T23:00:00Z', () => world.mails('revocationEffective', revoked), [0, 1]);
    expect(await world.view(revoked)).toMatchObject({
      state: 'revoked',
      takesNewOrders: false,
      endedOn: '2027-01-07',
      redeemableUntil: '2027-02-06',
      next: [],
    });
    expect(await world.pending(revoked)).toEqual([]);
    await world.keep(revoked, 'revoked');
  }, 240_000);
});

describe('the night in which summer time begins', () => {
  it('ends a day of 23 hours, and the paper that was good for it', async () => {
    await world.around('2027-03-12T23:00:00Z', () => world.mails('documentExpiring', march), [0, 1]);
    await world.around('2027-03-28T22:00:00Z', () => world.mails('suspendedOrganisation', march), [0, 1]);
    await world.keep(march, 'suspended');
  }, 240_000);
});

describe('what these providers told Temporal', () => {
  it('is nobody’s paper, reason or address, each moment fired once, and it replays', async () => {
    const all = [october, first, second, march, revoked];
    const histories = await Promise.all(all.map((one) => world.historyOf(one)));
    for (const { workflowId, history } of histories) {
      const told = await decodedText(stack.services.keyRing, history);
      expect(told).toContain(workflowId.split('/')[1]);
      for (const word of ['listino', 'ente@example.org', 'seriousBreach', 'durc', 'Ente '])
        expect(told, word).not.toContain(word);
    }
    await expectReplays(stack.services, histories);
    await world.expectFiredOnce();
  }, 240_000);

  it('stands in no column in the clear either', async () => {
    const superuser = await stack.test.superuser();
    for (const table of ['revocation', 'submission', 'audit', 'mail', 'task']) {
      const { rows } = await superuser.query<{ row: string }>(`SELECT t::text AS row FROM ${table} t`);
      expect(rows.length, table).toBeGreaterThan(0);
      expect(rows.filter(({ row }) => row.includes('listino'))).toEqual([]);
    }
  });
});
