import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays, toDateColumn, type PlainDate } from '../domain/plain-date.ts';
import { toPlainDate } from '../domain/time.ts';
import { verifyLedger } from '../ledger/verify.ts';
import { startApi, type TestApi } from './api/support.ts';
import { bankCsv, fakeBank } from './support/fake-bank.ts';
import {
  okOrThrow,
  openSettlement,
  type PaidProvider,
  type SettlementDesk,
} from './support/settlement-desk.ts';

const today = toPlainDate(new Date());

let api: TestApi;
let desk: SettlementDesk;

beforeAll(async () => {
  api = await startApi();
  desk = await openSettlement(api);
});
afterAll(async () => {
  const { defects } = await api.inAlliance((tx) => verifyLedger(tx));
  await api.close();
  expect(defects).toEqual([]);
});

const handsIn = ({ organisationId }: PaidProvider, validUntil: PlainDate) =>
  api.inAlliance((tx) =>
    tx.db.providerDocument.create({
      data: {
        allianceId: tx.allianceId,
        organisationId,
        category: 'durc',
        issuedOn: toDateColumn(addDays(today, -100)),
        validUntil: toDateColumn(validUntil),
        submittedBy: desk.drawer.accountId,
        createdAt: tx.now,
      },
    }),
  );
const paid = async (batchId: string) =>
  (await desk.items(batchId)).map(({ payee, amountCents, state }) => `${payee} ${amountCents} ${state}`);
const owed = async ({ organisationId }: PaidProvider) =>
  (await desk.drawer.get(`/v1/settlement/inps-standing/${organisationId}`)).body['owedCents'];

describe('a batch that was approved', () => {
  it('does not leave when a debt to INPS was declared since, and is drawn up anew with the debt first', async () => {
    const provider = await desk.provider(undefined, 'Cooperativa Debito');
    await desk.earns(provider, 10_000);
    const id = await desk.approved();
    await okOrThrow(desk.owesInps(provider.organisationId, 5_000, today));
    const refused = await desk.export(id);
    expect(refused.body).toMatchObject({
      type: 'urn:reciproca:problem:step-not-possible',
      possible: ['discardBatch', 'drawUpBatch'],
    });
    expect(refused.body['detail']).toContain('Cooperativa Debito');
    expect(await paid(id)).toEqual(['provider 9800 planned']);
    await okOrThrow(desk.discard(id));
    const again = await desk.sent();
    expect(await paid(again)).toEqual(['inps 5000 sent', 'provider 4800 sent']);
  });

  it('does not leave with money for INPS of which the provider owes no more', async () => {
    const provider = await desk.provider();
    await desk.earns(provider, 10_000);
    await okOrThrow(desk.owesInps(provider.organisationId, 5_000, addDays(today, -1)));
    const id = await desk.approved();
    await okOrThrow(desk.owesInps(provider.organisationId, 0, today));
    expect((await desk.export(id)).status).toBe(409);
    await okOrThrow(desk.discard(id));
    expect(await paid(await desk.sent())).toEqual(['provider 9800 sent']);
  });

  it('is good for the day on which it is paid: whose DURC has lapsed by then waits', async () => {
    const [provider, other] = [await desk.provider(), await desk.provider()];
    await handsIn(provider, addDays(today, 3));
    await desk.earns(provider, 10_000);
    const [day, later] = [addDays(today, 3), addDays(today, 4)];
    const run = async (executionOn: PlainDate) =>
      (await desk.drawer.get(`/v1/settlement/dry-run?executionOn=${executionOn}`)).body['leftOut'];
    expect(await run(day)).toEqual([]);
    expect(await run(later)).toMatchObject([{ providerId: provider.organisationId, reason: 'durcLapsed' }]);
    await desk.earns(other, 10_000);
    const ofOther = await desk.approved(later);
    expect(await paid(ofOther)).toEqual(['provider 9800 planned']);
    await okOrThrow(desk.export(ofOther));
    await okOrThrow(desk.export(await desk.approved(day)));
  });

  it('does not leave when a DURC lapses before the day it is paid on, though it was good when approved', async () => {
    const provider = await desk.provider();
    await desk.earns(provider, 10_000);
    const id = await desk.approved(addDays(today, 3));
    await handsIn(provider, addDays(today, 2));
    expect((await desk.export(id)).status).toBe(409);
    await okOrThrow(desk.discard(id));
  });
});

describe('a DURC that lapsed and was asked for anew', () => {
  it('is good for its 120 days from that day, as the paper is, and stops the payment after them', async () => {
    const provider = await desk.provider();
    await handsIn(provider, addDays(today, -60));
    await desk.earns(provider, 10_000);
    const reasons = async (executionOn: PlainDate) => {
      const { body } = await desk.drawer.get(`/v1/settlement/dry-run?executionOn=${executionOn}`);
      const leftOut = body['leftOut'] as { providerId: string; reason: string }[];
      return leftOut
        .filter(({ providerId }) => providerId === provider.organisationId)
        .map(({ reason }) => reason);
    };
    expect(await reasons(today)).toEqual(['durcLapsed']);
    await okOrThrow(desk.owesInps(provider.organisationId, 0, addDays(today, -61)));
    expect(await reasons(today)).toEqual(['durcLapsed']);
    await okOrThrow(desk.owesInps(provider.organisationId, 0, addDays(today, -50)));
    expect(await reasons(addDays(today, 70))).toEqual([]);
    expect(await reasons(addDays(today, 71))).toEqual(['durcLapsed']);
  });
});

describe('what was paid to INPS', () => {
  it('on an earlier word counts while INPS cannot know of it, and comes back when the payment does', async () => {
    const provider = await desk.provider();
    await desk.earns(provider, 10_000);
    await okOrThrow(desk.owesInps(provider.organisationId, 15_000, today));
    const id = await desk.sent();
    const [item] = (await desk.items(id)).filter(({ providerId }) => providerId === provider.organisationId);
    expect(item).toMatchObject({ payee: 'inps', amountCents: 9_800 });
    await okOrThrow(desk.owesInps(provider.organisationId, 15_000, today));
    expect(await owed(provider)).toBe(5_200);
    const answer = fakeBank(desk).lineOf(item!.endToEndId, 9_800, 'respinto');
    await okOrThrow(desk.import(bankCsv([answer])));
    expect(await owed(provider)).toBe(15_000);
  });

  it('is in a word that INPS gave after it was paid, and is not taken off it again', async () => {
    const provider = await desk.provider();
    await desk.earns(provider, 10_000);
    await okOrThrow(desk.owesInps(provider.organisationId, 15_000, addDays(today, -5)));
    const id = await desk.sent();
    const [item] = (await desk.items(id)).filter(({ providerId }) => providerId === provider.organisationId);
    const booked = addDays(today, -2).split('-').toReversed().join('/');
    const answer = `INPS-1;${booked};-98,00;${item!.endToEndId};eseguito;F24`;
    await okOrThrow(desk.import(bankCsv([answer])));
    expect(await owed(provider)).toBe(5_200);
    await okOrThrow(desk.owesInps(provider.organisationId, 6_000, today));
    expect(await owed(provider)).toBe(6_000);
    await okOrThrow(desk.owesInps(provider.organisationId, 6_000, addDays(today, -3)));
    expect(await owed(provider)).toBe(0);
  });
});
