import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { captureHold } from '../activities/till/capture.ts';
import { holdVoucher } from '../activities/till/hold.ts';
import { disputeUnanswered } from '../activities/voucher-dispute/moments.ts';
import { lockOne } from '../activities/voucher-expiry/due.ts';
import { endVouchers } from '../activities/voucher-expiry/end-vouchers.ts';
import { Refusal } from '../domain/refusal.ts';
import { toPlainDate } from '../domain/time.ts';
import {
  employeeWallet,
  fundClawback,
  fundPledged,
  providerPayable,
  providerReceivable,
  voucherLiability,
} from '../ledger/accounts.ts';
import { verifyLedger } from '../ledger/verify.ts';
import type { Redemption } from '../prisma/generated/client.ts';
import { startApi, type Caller, type Reply, type TestApi } from './api/support.ts';
import { makePerson, onePixel } from './api/world.ts';
import { refusedBy } from './support/charter-office.ts';
import { fakeBank } from './support/fake-bank.ts';
import { untilSomebodyWaits } from './support/lock-wait.ts';
import { plantVouchers } from './support/planted-voucher.ts';
import { shipAlone } from './support/shipped-alone.ts';
import {
  okOrThrow,
  openSettlement,
  type PaidProvider,
  type SettlementDesk,
} from './support/settlement-desk.ts';

let api: TestApi;
let desk: SettlementDesk;
let holder: Caller;
let caseworker: Caller;

beforeAll(async () => {
  api = await startApi();
  desk = await openSettlement(api);
  holder = await api.signIn('employee', { personId: desk.wallet.personId });
  caseworker = await api.signIn('caseworker');
  const people = { author: desk.administrator, publisher: caseworker };
  await shipAlone(api, ['voucher-dispute', 'fund-contribution'], people);
});
afterAll(async () => {
  const { defects } = await api.inAlliance((tx) => verifyLedger(tx));
  await api.close();
  expect(defects).toEqual([]);
});

const said = ({ status, body }: Reply) => [
  status,
  String(body['type']).replace('urn:reciproca:problem:', ''),
];
const at = (id: string, step = '') => `/v1/voucher-disputes/${id}${step}`;
const complaint = { reason: 'notDelivered', text: 'La lezione non c’è stata.' };
const forHolder = { outcome: 'forHolder', reasons: 'Il registro della scuola è vuoto.' };
const forProvider = { outcome: 'forProvider', reasons: 'Il registro porta la firma.' };

const dispute = (redemption: Redemption, more: object = {}, by = holder) =>
  by.post(`/v1/vouchers/${redemption.voucherId}/disputes`, {
    redemptionId: redemption.id,
    ...complaint,
    ...more,
  });
const opened = async (redemption: Redemption, more: object = {}, by = holder) =>
  (await okOrThrow(dispute(redemption, more, by))).body['disputeId'] as string;
const staffOf = ({ organisationId }: PaidProvider) => api.signIn('provider', { organisationId });
const answer = (provider: Caller, id: string, agrees = false) =>
  provider.post(at(id, '/answer'), { agrees, text: 'La lezione c’è stata.' });
const decide = (id: string, decision: object, by = caseworker) => by.post(at(id, '/decision'), decision);
const voucherOf = ({ voucherId: id }: Redemption) =>
  api.inAlliance(({ db }) => db.voucher.findUniqueOrThrow({ where: { id } }));
const mailsTo = (recipientId: string, subjectId: string) =>
  api.inAlliance(async ({ db }) => {
    const rows = await db.mail.findMany({ where: { recipientId, subjectId }, orderBy: { id: 'asc' } });
    return rows.map(({ template }) => template);
  });

/** What of a provider's accounts some work changes, in cents, where it changes anything. */
async function moved({ organisationId }: PaidProvider, work: () => Promise<unknown>) {
  const accounts = {
    payable: providerPayable(organisationId),
    pledged: fundPledged,
    receivable: providerReceivable(organisationId),
    clawback: fundClawback(organisationId),
  };
  const read = () => Promise.all(Object.values(accounts).map((account) => desk.balance(account)));
  const before = await read();
  await work();
  const after = await read();
  const changes = Object.keys(accounts).map((name, nth) => [name, after[nth]! - before[nth]!] as const);
  return Object.fromEntries(changes.filter(([, cents]) => cents !== 0));
}

/** What the provider would be paid of a batch drawn up now. */
async function owedTo({ organisationId }: PaidProvider): Promise<number> {
  const { body } = await desk.drawer.get('/v1/settlement/dry-run');
  const items = body['items'] as { providerId: string; amountCents: number }[];
  return items.find(({ providerId }) => providerId === organisationId)?.amountCents ?? 0;
}

describe('a dispute before the bank has paid', () => {
  let provider: PaidProvider;
  let clerk: Caller;
  let disputed: Redemption;
  let id: string;

  it('freezes what it is about: it leaves the batch that is drawn up, and nobody gives it back beside it', async () => {
    provider = await desk.provider();
    clerk = await staffOf(provider);
    const [one, other] = await desk.earns(provider, 10_000, 2);
    disputed = one!;
    expect(await owedTo(provider)).toBe(19_600);
    const { body: early } = await okOrThrow(desk.drawUp());
    id = await opened(disputed);
    expect(await owedTo(provider)).toBe(0);
    const batch = `/v1/settlement/batches/${String(early['id'])}`;
    await okOrThrow(desk.approver.post(`${batch}/approval`));
    const left = await desk.drawer.post(`${batch}/export`);
    expect(left.text).toContain('contestata');
    await expect(leaves(String(early['id']))).rejects.toThrow();
    await okOrThrow(desk.drawer.post(`${batch}/discard`));
    expect(await owedTo(provider)).toBe(9_800);
    const next = await desk.sent();
    expect(await desk.items(next)).toMatchObject([{ amountCents: 9_800 }]);
    await okOrThrow(desk.import(await fakeBank(desk).reads(next)));
    await expect(plan(next, disputed)).rejects.toThrow();
    expect((await refusedBy(desk.refund(disputed.id))).refusal.possible).toEqual(['answerVoucherDispute']);
    const around = api.inAlliance(({ db }) =>
      db.redemption.update({ where: { id: disputed.id }, data: { refundedCents: 1 } }),
    );
    await expect(around).rejects.toThrow();
    expect(other!.id).not.toBe(disputed.id);
  });

  it('tells both, neither what for, and lets either hand in evidence that both and the desk read', async () => {
    expect(await mailsTo(desk.wallet.personId, id)).toEqual(['disputeReceived']);
    expect(await mailsTo(provider.organisationId, id)).toEqual(['disputeToAnswer']);
    const form = () => {
      const data = new FormData();
      data.set('file', new Blob([onePixel]), 'foto.png');
      return data;
    };
    const hand = (by: Caller) => by.request('POST', at(id, '/evidence'), { raw: form() });
    const { body } = await okOrThrow(hand(holder));
    await okOrThrow(hand(clerk));
    const path = at(id, `/evidence/${String(body['id'])}`);
    const [stranger, rival, employer] = [
      await api.signIn('citizen', { personId: await makePerson(api) }),
      await staffOf(await desk.provider()),
      await api.signIn('employer', { organisationId: desk.wallet.employerId }),
    ];
    const reads = async (by: Caller, more = '') => (await by.get(`${path}${more}`)).status;
    expect([await reads(holder), await reads(clerk), await reads(caseworker, '?reason=complaint')]).toEqual([
      200, 200, 200,
    ]);
    expect([await reads(stranger), await reads(rival), await reads(employer)]).toEqual([404, 404, 403]);
    for (const [by, status] of [
      [stranger, 404],
      [rival, 404],
      [employer, 403],
    ] as const)
      expect((await by.get(at(id))).status).toBe(status);
    const shown = await clerk.get(at(id));
    expect(shown.body['evidence']).toMatchObject([{ from: 'holder' }, { from: 'provider' }]);
    expect(shown.text).not.toContain(desk.wallet.personId);
  });

  it('is decided after the answer, and by nobody who has a part in it', async () => {
    expect(said(await decide(id, forHolder))).toEqual([409, 'step-not-possible']);
    expect((await answer(await staffOf(await desk.provider()), id)).status).toBe(404);
    await okOrThrow(answer(clerk, id));
    expect(said(await answer(clerk, id))).toEqual([409, 'step-not-possible']);
    const [own, ofProvider] = [
      await api.signIn('caseworker', { personId: desk.wallet.personId }),
      await api.signIn('caseworker', { organisationId: provider.organisationId }),
    ];
    for (const by of [own, ofProvider])
      expect(said(await decide(id, forHolder, by))).toEqual([409, 'same-person']);
    expect((await decide(id, { ...forHolder, amountCents: 10_001 })).status).toBe(422);
    expect((await decide(id, { ...forProvider, amountCents: 1 })).status).toBe(422);
  });

  it('for the holder is the capture’s exact reversal: the voucher is good again, and both read why', async () => {
    const change = await moved(provider, () => okOrThrow(decide(id, forHolder)));
    expect(change).toEqual({ payable: -9_800, pledged: -200 });
    expect(await voucherOf(disputed)).toMatchObject({ state: 'active', spentCents: 0 });
    expect(await desk.balance(voucherLiability(disputed.voucherId))).toBe(10_000);
    expect(said(await decide(id, forProvider))).toEqual([409, 'step-not-possible']);
    expect(said(await dispute(disputed))[0]).toBe(409);
    expect((await mailsTo(desk.wallet.personId, id)).at(-1)).toBe('disputeDecided');
    expect((await mailsTo(provider.organisationId, id)).at(-1)).toBe('disputeDecidedProvider');
    for (const by of [holder, clerk]) {
      expect((await by.get(at(id))).body).toMatchObject({ grantedCents: 10_000, reasons: forHolder.reasons });
      expect((await by.get(at(id, '/letter'))).text.startsWith('%PDF')).toBe(true);
    }
    const back = api.inAlliance(({ db }) =>
      db.voucherDispute.update({ where: { id }, data: { agrees: true } }),
    );
    await expect(back).rejects.toThrow();
    expect(await owedTo(provider)).toBe(0);
  });

  it('for the provider unfreezes it, as does a withdrawal; what was withdrawn may be disputed again', async () => {
    const [one, other] = await desk.earns(provider, 10_000, 2);
    const [first, second] = [await opened(one!), await opened(other!)];
    await okOrThrow(answer(clerk, first));
    expect(await moved(provider, () => okOrThrow(decide(first, forProvider)))).toEqual({});
    expect(await owedTo(provider)).toBe(9_800);
    await okOrThrow(holder.post(at(second, '/withdrawal')));
    expect(await owedTo(provider)).toBe(19_600);
    await okOrThrow(holder.post(at(await opened(other!), '/withdrawal')));
    await okOrThrow(desk.import(await fakeBank(desk).reads(await desk.sent())));
  });
});

describe('a dispute', () => {
  it('after the bank has paid moves nothing until it is decided, and then what the provider owes', async () => {
    const provider = await desk.provider();
    const [redemption] = await desk.earns(provider, 10_000);
    await okOrThrow(desk.import(await fakeBank(desk).reads(await desk.sent())));
    let id = '';
    expect(
      await moved(provider, async () => {
        id = await opened(redemption!);
        await okOrThrow(answer(await staffOf(provider), id, true));
      }),
    ).toEqual({});
    const change = await moved(provider, () => okOrThrow(decide(id, forHolder)));
    expect(change).toEqual({ receivable: 9_800, clawback: 200 });
    expect((await voucherOf(redemption!)).state).toBe('active');
  });

  it('that the provider leaves without an answer is decided on what there is, once its term is over', async () => {
    const provider = await desk.provider();
    const [redemption] = await desk.earns(provider, 10_000);
    const id = await opened(redemption!);
    const asked = () =>
      api.inAlliance(({ db }) => db.task.findMany({ where: { subjectId: id, state: 'open' } }));
    const [task] = await asked();
    expect(task).toMatchObject({ kind: 'answerVoucherDispute', organisationId: provider.organisationId });
    const deadline = await api.inAlliance(({ db }) =>
      db.deadline.findFirstOrThrow({ where: { subjectId: id, kind: 'disputeUnanswered' } }),
    );
    expect(deadline.dueAt.getTime()).toBeLessThanOrEqual(task!.dueAt!.getTime());
    const client = await api.test.superuser();
    await client.query(`UPDATE voucher_dispute SET answer_due_on = current_date - 2 WHERE id = $1`, [id]);
    await api.inAlliance((tx) => disputeUnanswered(tx, deadline as never, api.services as never));
    expect((await asked()).map(({ kind }) => kind).toSorted()).toEqual([
      'answerVoucherDispute',
      'decideVoucherDispute',
    ]);
    await okOrThrow(decide(id, forHolder));
    expect(await asked()).toEqual([]);
    const waiting = { subjectId: id, firedAt: null, cancelledAt: null };
    expect(await api.inAlliance(({ db }) => db.deadline.count({ where: waiting }))).toBe(0);
  });

  it('is opened in time, of what was taken with the voucher, once, and whole where it buys one service', async () => {
    const provider = await desk.provider();
    const [old, other] = await desk.earns(provider, 10_000, 2);
    expect(said(await dispute(old!, { amountCents: 100 }))).toEqual([409, 'whole-amount-only']);
    expect((await dispute({ ...old!, voucherId: other!.voucherId })).status).toBe(422);
    const client = await api.test.superuser();
    const taken = (days: number) =>
      client.query(`UPDATE redemption SET captured_at = now() - make_interval(days => $2) WHERE id = $1`, [
        old!.id,
        days,
      ]);
    await taken(61);
    expect(said(await dispute(old!))).toEqual([409, 'step-not-possible']);
    await taken(59);
    const both = await Promise.all([dispute(old!), dispute(old!)]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([201, 409]);
    const { body } = await holder.get(`/v1/vouchers/${old!.voucherId}/redemptions`);
    expect(body['items']).toMatchObject([{ id: old!.id, amountCents: 10_000, refundedCents: 0 }]);
  });

  it('that a caseworker opened at the desk is decided by another', async () => {
    const provider = await desk.provider();
    const [redemption] = await desk.earns(provider, 10_000);
    const id = await opened(redemption!, {}, caseworker);
    await okOrThrow(answer(await staffOf(provider), id));
    expect(said(await decide(id, forProvider))).toEqual([409, 'same-person']);
    await okOrThrow(decide(id, forProvider, await api.signIn('caseworker')));
  });

  it('and a batch drawn up meanwhile take turns: the batch leaves out what it waited for', async () => {
    const provider = await desk.provider();
    const [redemption, paid] = await desk.earns(provider, 10_000, 2);
    const id = await opened(redemption!);
    await okOrThrow(holder.post(at(id, '/withdrawal')));
    const [keeper, watcher] = [await api.test.superuser(), await api.test.superuser()];
    await keeper.query('BEGIN');
    await keeper.query(`SELECT FROM redemption WHERE id = $1 FOR NO KEY UPDATE`, [redemption!.id]);
    const drawn = desk.drawUp();
    await untilSomebodyWaits(watcher);
    await keeper.query(
      `INSERT INTO voucher_dispute (id, alliance_id, code, redemption_id, voucher_id, provider_id, holder_id, reason,
         amount_cents, text_sealed, opened_by, opened_at, answer_due_on, decision_working_days)
       SELECT gen_random_uuid(), alliance_id, code || '-2', redemption_id, voucher_id, provider_id, holder_id, reason,
         amount_cents, text_sealed, opened_by, opened_at, answer_due_on, 1 FROM voucher_dispute WHERE id = $1`,
      [id],
    );
    await keeper.query('COMMIT');
    const { body } = await okOrThrow(drawn);
    const items = (await desk.items(String(body['id']))).filter(
      ({ providerId }) => providerId === provider.organisationId,
    );
    expect(items).toMatchObject([{ amountCents: paid!.providerCents }]);
    await okOrThrow(desk.drawer.post(`/v1/settlement/batches/${String(body['id'])}/discard`));
  });
});

describe('of a voucher that is spent in parts', () => {
  it('a part comes back, and what lapsed meanwhile goes where its rest went', async () => {
    const provider = await desk.provider();
    const clerk = await staffOf(provider);
    const cumulative = { service: null, nominalCents: 10_000 };
    const [voucher] = await api.inAlliance((tx) => plantVouchers(tx, api.vault, desk.wallet, cumulative));
    const take = () =>
      api.inAlliance(async (tx) => {
        const till = await tx.db.tillUser.findUniqueOrThrow({ where: { id: provider.tillUserId } });
        const shown = await tx.db.voucher.findUniqueOrThrow({ where: { id: voucher!.id } });
        const hold = orThrow(await holdVoucher(tx, till, shown, 4_000));
        return orThrow(await captureHold(tx, till, hold.id, undefined)).redemption;
      });
    const [first, second] = [await take(), await take()];
    const partly = await opened(first, { reason: 'wrongAmount', amountCents: 3_000 });
    const whole = await opened(second);
    for (const id of [partly, whole]) await okOrThrow(answer(clerk, id));
    const change = await moved(provider, () =>
      okOrThrow(decide(partly, { ...forHolder, amountCents: 1_000 })),
    );
    expect(change).toEqual({ payable: -980, pledged: -20 });
    expect(await voucherOf(first)).toMatchObject({ state: 'active', spentCents: 7_000 });
    await api.inAlliance(async (tx) =>
      endVouchers(tx, api.services, await lockOne(tx, voucher!.id), 'expired'),
    );
    const wallet = await desk.balance(employeeWallet(desk.wallet.walletId));
    await okOrThrow(decide(whole, forHolder));
    expect(await desk.balance(employeeWallet(desk.wallet.walletId))).toBe(wallet + 4_000);
    expect(await desk.balance(voucherLiability(voucher!.id))).toBe(0);
    expect(await voucherOf(second)).toMatchObject({
      state: 'expired',
      spentCents: 3_000,
      residualCents: 7_000,
      residualTo: 'wallet',
    });
  });
});

describe('of a voucher whose holder died since', () => {
  it('what a decision gives back does not stay on it', async () => {
    const provider = await desk.provider();
    const [redemption] = await desk.earns(provider, 10_000);
    const id = await opened(redemption!);
    await okOrThrow(answer(await staffOf(provider), id, true));
    const { personId } = desk.wallet;
    const today = toPlainDate(new Date());
    await okOrThrow(caseworker.post(`/v1/people/${personId}/death`, { diedOn: today }));
    await okOrThrow(decide(id, forHolder));
    const { state, expiresAt } = await voucherOf(redemption!);
    expect(state).toBe('active');
    expect(expiresAt.getTime()).toBeLessThan(Date.now());
  });
});

function orThrow<T>(outcome: T | Refusal): T {
  if (outcome instanceof Refusal) throw outcome;
  return outcome;
}

/** As an export that does not ask. */
function leaves(batchId: string): Promise<unknown> {
  return api.inAlliance(async ({ db, now }) => {
    const exported = { exportedBy: desk.drawer.accountId, exportedAt: now, debtorName: 'x', debtorIban: 'x' };
    await db.settlementBatch.update({ where: { id: batchId }, data: { state: 'exported', ...exported } });
    await db.settlementItem.updateMany({ where: { batchId }, data: { state: 'sent' } });
  });
}

/** As a batch that does not ask. */
function plan(batchId: string, { id: redemptionId }: Redemption): Promise<unknown> {
  return api.inAlliance(async ({ db, allianceId }) => {
    const item = await db.settlementItem.findFirstOrThrow({ where: { batchId } });
    await db.settlementLine.create({ data: { allianceId, itemId: item.id, redemptionId, amountCents: 1 } });
  });
}
