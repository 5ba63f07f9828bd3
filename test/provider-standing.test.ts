import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { wakeStanding } from '../activities/provider-standing/wake.ts';
import { issueToken } from '../api/auth.ts';
import { accountId } from '../prisma/seed/personas.ts';
import type { Tx } from '../prisma/database.ts';
import { processWorkflowId } from '../workflows/contract.ts';
import { callerWith, type Caller } from './support/caller.ts';
import { admitProvider, providerFile, type AdmittedProvider } from './support/admitted-provider.ts';
import { decodedText } from './holds/support/decoded.ts';
import { expectReplays } from './holds/support/histories.ts';
import { record } from './holds/support/recorded.ts';
import { openSkippingStack, type SkippingStack } from './holds/support/time-skipping.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
let stack: SkippingStack;

/** Their DURC: one lapses in the night of the October clock change, two on a holiday, one in that of March. */
let october: AdmittedProvider;
let first: AdmittedProvider;
let second: AdmittedProvider;
let march: AdmittedProvider;
let revoked: AdmittedProvider;

beforeAll(async () => {
  stack = await openSkippingStack(new Date('2026-10-05T08:00:00Z'), { restarts: true });
  [october, first, second, march, revoked] = [
    await admitted('2026-10-25'),
    await admitted('2026-11-29'),
    await admitted('2026-11-29'),
    await admitted('2027-03-28'),
    await admitted('2027-02-02'),
  ];
  await stack.clock.quiet();
}, 240_000);
afterAll(() => stack.close());

describe('the days of papers', () => {
  it('are moments of a process from the admission on, each at midnight in Rome', async () => {
    expect(await pending(october)).toEqual([
      'alertDocument 2026-10-10 00:00',
      'documentLapses 2026-10-26 00:00',
    ]);
    expect(await pending(first)).toEqual([
      'alertDocument 2026-11-14 00:00',
      'documentLapses 2026-11-30 00:00',
    ]);
    expect(await pending(march)).toEqual([
      'alertDocument 2027-03-13 00:00',
      'documentLapses 2027-03-29 00:00',
    ]);
  });

  it('include the one after which summer time has ended: 25 hours long, and good to its end', async () => {
    await around('2026-10-09T22:00:00Z', () => mails('documentExpiring', october), [0, 1]);
    await around('2026-10-25T23:00:00Z', () => mails('suspendedOrganisation', october), [0, 1]);
    expect(await view(october)).toMatchObject({ state: 'suspended', redeemableUntil: '2026-11-25' });
  }, 120_000);
});

describe('a DURC verified on 1 August', () => {
  it('is called to mind fifteen days before its last one, once: by mail, and on the provider’s list', async () => {
    await around('2026-11-13T23:00:00Z', () => mails('documentExpiring', first), [0, 1]);
    const { items } = (await (await caller(first)).get('/v1/tasks')).body;
    expect(items.map(({ kind }: { kind: string }) => kind)).toEqual(['renewDocument']);
  }, 120_000);

  it('has seven days left on 22 November, and the provider reads what to do', async () => {
    await stack.clock.advanceTo(new Date('2026-11-22T09:00:00Z'));
    const { state, takesNewOrders, documents, next } = await view(first);
    expect({ state, takesNewOrders }).toEqual({ state: 'admitted', takesNewOrders: true });
    expect(documents[0]).toMatchObject({
      category: 'durc',
      daysLeft: 7,
      isGood: true,
      alertOn: '2026-11-14',
    });
    expect(next).toEqual([expect.stringContaining('Durc On Line')]);
    expect((await view(first, await stack.as('Chiara'))).state).toBe('admitted');
  }, 120_000);

  it('with an invitation on 25 November lets orders go on, until it lapses', async () => {
    await stack.clock.advanceTo(new Date('2026-11-25T09:00:00Z'));
    const invited = await invite(second, '2026-11-25');
    expect(invited.state).toBe('regularising');
    expect(await view(second)).toMatchObject({
      takesNewOrders: true,
      regularisation: { regulariseBy: '2026-12-10' },
    });
    await stack.clock.advanceTo(new Date('2026-11-29T22:00:00Z'));
    expect((await view(second)).state).toBe('regularising');
  }, 120_000);

  it('lapses on a holiday all the same, once, whatever becomes of the worker', async () => {
    await stack.restartWorker();
    await around('2026-11-29T23:00:00Z', () => mails('suspendedOrganisation', first), [0, 1]);
    expect(await mails('suspendedOrganisation', second)).toBe(1);
    expect(await view(first)).toMatchObject({
      state: 'suspended',
      takesNewOrders: false,
      redeemableUntil: '2026-12-30',
      grounds: [{ ground: 'durc' }],
    });
    expect((await view(second)).state).toBe('suspended');
  }, 120_000);

  it('with an invitation on 1 December stays suspended, and the last day to pay is shown', async () => {
    await stack.clock.advanceTo(new Date('2026-12-01T09:00:00Z'));
    expect((await invite(first, '2026-12-01')).state).toBe('suspended');
    expect((await view(first)).regularisation).toEqual({
      receivedOn: '2026-12-01',
      regulariseBy: '2026-12-16',
    });
  }, 120_000);

  it('is over with the new one alone, in the moment in which it is handed in, once', async () => {
    await stack.clock.advanceTo(new Date('2026-12-05T09:00:00Z'));
    expect((await renew(first, '2026-12-05')).state).toBe('admitted');
    expect((await renew(second, '2026-12-04')).state).toBe('admitted');
    await stack.clock.quiet();
    expect([
      await mails('reinstatedOrganisation', first),
      await mails('reinstatedOrganisation', second),
    ]).toEqual([1, 1]);
    expect(await watched(first)).toEqual([
      'alertDocument 2027-03-20 00:00',
      'documentLapses 2027-04-05 00:00',
    ]);
    expect((await view(first)).regularisation).toBeNull();
    await keep(second, 'regularised');
  }, 120_000);
});

describe('a revocation', () => {
  it('is decided by a colleague, told by a letter at once, and takes effect after thirty days by itself', async () => {
    await stack.clock.advanceTo(new Date('2026-12-07T09:00:00Z'));
    const at = `/v1/providers/${revoked.organisationId}/revocations`;
    const words = 'Prezzi diversi da quelli di listino, tre volte.';
    const reason = 'seriousBreach';
    expect((await (await caller(revoked)).get(`${at}/letter`)).status).toBe(409);
    await (await stack.as('Chiara')).does(at, { reason, words });
    const chiara = await stack.as('Chiara');
    expect((await chiara.post(`${at}/decision`, { outcome: 'revoke' })).status).toBe(409);
    await (await stack.as('Marco')).does(`${at}/decision`, { outcome: 'revoke' });
    await stack.clock.quiet();
    expect(await mails('revocationDecided', revoked)).toBe(1);
    const letter = await (await caller(revoked)).get(`${at}/letter`);
    expect(letter.status).toBe(200);
    expect(await view(revoked)).toMatchObject({
      state: 'admitted',
      revocation: { state: 'decided', effectiveOn: '2027-01-07' },
    });
  }, 120_000);

  it('ends the admission, and everything that was to come of it', async () => {
    await stack.restartWorker();
    await around('2027-01-06T23:00:00Z', () => mails('revocationEffective', revoked), [0, 1]);
    expect(await view(revoked)).toMatchObject({
      state: 'revoked',
      takesNewOrders: false,
      endedOn: '2027-01-07',
      redeemableUntil: '2027-02-06',
      next: [],
    });
    expect(await pending(revoked)).toEqual([]);
    await keep(revoked, 'revoked');
  }, 120_000);
});

describe('the night in which summer time begins', () => {
  it('ends a day of 23 hours, and the paper that was good for it', async () => {
    await around('2027-03-12T23:00:00Z', () => mails('documentExpiring', march), [0, 1]);
    await around('2027-03-28T22:00:00Z', () => mails('suspendedOrganisation', march), [0, 1]);
    await keep(march, 'suspended');
  }, 120_000);
});

describe('what these providers told Temporal', () => {
  it('is nobody’s paper, reason or address, each moment fired once, and it replays', async () => {
    const all = [october, first, second, march, revoked];
    const histories = await Promise.all(all.map(historyOf));
    for (const { workflowId, history } of histories) {
      const told = await decodedText(stack.services.keyRing, history);
      expect(told).toContain(workflowId.split('/')[1]);
      for (const word of ['listino', 'ente@example.org', 'seriousBreach', 'durc', 'Ente '])
        expect(told, word).not.toContain(word);
    }
    await expectReplays(stack.services, histories);
    const fired = await within(({ db }) =>
      db.deadline.findMany({ where: { subjectKind: 'admission', firedAt: { not: null } } }),
    );
    const moments = fired.map(({ subjectId, kind, targetId }) => `${subjectId} ${kind} ${targetId}`);
    expect(new Set(moments).size).toBe(moments.length);
  }, 120_000);

  it('stands in no column in the clear either', async () => {
    const superuser = await stack.test.superuser();
    for (const table of ['revocation', 'submission', 'audit', 'mail', 'task']) {
      const { rows } = await superuser.query<{ row: string }>(`SELECT t::text AS row FROM ${table} t`);
      expect(rows.length, table).toBeGreaterThan(0);
      expect(rows.filter(({ row }) => row.includes('listino'))).toEqual([]);
    }
  });
});

function admitted(durc: string): Promise<AdmittedProvider> {
  return within(async (tx) => {
    const provider = await admitProvider(tx, {
      ends: { durc, insurance: null, riskAssessmentDeclaration: null },
    });
    await wakeStanding(tx, provider.organisationId);
    return provider;
  });
}

async function invite(provider: AdmittedProvider, receivedOn: string) {
  return (await caller(provider)).does(`/v1/providers/${provider.organisationId}/regularisations`, {
    receivedOn,
  });
}

async function renew(provider: AdmittedProvider, issuedOn: string) {
  const documentId = await within((tx) => providerFile(tx, stack.services.vault, provider.admissionId));
  const paper = { category: 'durc', documentId, issuedOn };
  return (await caller(provider)).does(`/v1/providers/${provider.organisationId}/documents`, paper);
}

async function view(provider: AdmittedProvider, reader?: Caller) {
  const by = reader ?? (await caller(provider));
  return (await by.get(`/v1/providers/${provider.organisationId}/standing`)).body;
}

/** A fresh session of the provider's own account: months pass in this test, and sessions do not last as long. */
function caller(provider: AdmittedProvider): Promise<Caller> {
  return within(async (tx) => {
    const { secret } = await issueToken(tx, {
      accountId: provider.accountId,
      kind: 'session',
      label: 'test',
      roles: ['provider'],
      expiresAt: new Date(tx.now.getTime() + DAY_MS),
    });
    return callerWith(stack.url, secret);
  });
}

async function mails(template: string, { organisationId }: AdmittedProvider): Promise<number> {
  return within(({ db }) => db.mail.count({ where: { template, recipientId: organisationId } }));
}

/** What still happens by itself, and when, on clocks in Rome. */
async function pending({ admissionId }: AdmittedProvider): Promise<string[]> {
  const rows = await within(({ db }) =>
    db.deadline.findMany({
      where: { subjectId: admissionId, firedAt: null, cancelledAt: null },
      orderBy: [{ dueAt: 'asc' }, { id: 'asc' }],
    }),
  );
  const rome = (instant: Date) => instant.toLocaleString('sv-SE', { timeZone: 'Europe/Rome' }).slice(0, 16);
  return rows.map(({ kind, dueAt }) => `${kind} ${rome(dueAt)}`);
}

/** The moments of its papers: those of the office's tasks apart. */
async function watched(provider: AdmittedProvider): Promise<string[]> {
  return (await pending(provider)).filter((moment) => !/Task/.test(moment));
}

/** What there is of something a minute before a moment, and a minute after. */
async function around(
  instant: string,
  count: () => Promise<number>,
  [before, after]: readonly [number, number],
): Promise<void> {
  const moment = new Date(instant).getTime();
  await stack.clock.advanceTo(new Date(moment - MINUTE_MS));
  expect(await count()).toBe(before);
  await stack.clock.advanceTo(new Date(moment + MINUTE_MS));
  expect(await count()).toBe(after);
}

async function historyOf({ admissionId }: AdmittedProvider) {
  const workflowId = processWorkflowId('providerStanding', admissionId);
  return { workflowId, history: await stack.services.client.workflow.getHandle(workflowId).fetchHistory() };
}

function keep({ admissionId }: AdmittedProvider, what: string): Promise<void> {
  const workflowId = processWorkflowId('providerStanding', admissionId);
  return record(stack.services, workflowId, `provider-standing/${what}`);
}

function within<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  const actor = { kind: 'account', id: accountId('sara') } as const;
  return stack.services.database.inAlliance(stack.allianceId, actor, work);
}
