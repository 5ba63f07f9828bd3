import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { disputeUnanswered } from '../activities/voucher-dispute/moments.ts';
import { toPlainDate } from '../domain/time.ts';
import { voucherLiability } from '../ledger/accounts.ts';
import { verifyLedger } from '../ledger/verify.ts';
import type { Redemption } from '../prisma/generated/client.ts';
import { statusesOf, type Caller, type TestApi } from './api/support.ts';
import { makePerson } from './api/world.ts';
import { refusedBy } from './support/charter-office.ts';
import { at, forHolder, forProvider, openDisputes, type Disputes } from './support/dispute-desk.ts';
import { fakeBank } from './support/fake-bank.ts';
import { untilSomebodyWaits } from './support/lock-wait.ts';
import { okOrThrow, type PaidProvider, type SettlementDesk } from './support/settlement-desk.ts';
import { said } from './support/till-desk.ts';

let api: TestApi;
let desk: SettlementDesk;
let holder: Caller;
let caseworker: Caller;
let { dispute, opened, staffOf, answer, decide, hand, voucherOf } = {} as Disputes;
let { mailsTo, moved, owedTo, leaves, plan, actsFor, openingsOfDecision } = {} as Disputes;

beforeAll(async () => {
  const disputes = await openDisputes();
  ({ api, desk, holder, caseworker } = disputes);
  ({ dispute, opened, staffOf, answer, decide, hand, voucherOf } = disputes);
  ({ mailsTo, moved, owedTo, leaves, plan, actsFor, openingsOfDecision } = disputes);
});
afterAll(async () => {
  const { defects } = await api.inAlliance((tx) => verifyLedger(tx));
  await api.close();
  expect(defects).toEqual([]);
});

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
    const { body } = await okOrThrow(hand(holder, id));
    await okOrThrow(hand(clerk, id));
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
    const asked = { subjectId: id, kind: 'decideVoucherDispute', state: 'open' } as const;
    expect(await api.inAlliance(({ db }) => db.task.count({ where: asked }))).toBe(1);
    const tutor = await makePerson(api);
    await actsFor(tutor, desk.wallet.personId);
    const { organisationId } = provider;
    for (const part of [{ personId: desk.wallet.personId }, { organisationId }, { personId: tutor }])
      expect(said(await decide(id, forHolder, await api.signIn('caseworker', part)))[1]).toBe('same-person');
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
    expect((await caseworker.get(at(id, '/letter'))).status).toBe(422);
    expect((await caseworker.get(at(id, '/letter?reason=complaint'))).status).toBe(200);
    expect(await openingsOfDecision(id)).toMatchObject([{ action: 'document.opened', reason: 'complaint' }]);
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
    const third = await opened(other!);
    const atProvider = await api.signIn('caseworker', { organisationId: provider.organisationId });
    expect(said(await atProvider.post(at(third, '/withdrawal')))).toEqual([409, 'same-person']);
    await okOrThrow(caseworker.post(at(third, '/withdrawal')));
    const listed = async (asked: string) => {
      const { items } = (await clerk.get(`/v1/voucher-disputes?state=withdrawn&${asked}`)).body;
      return (items as { id: string }[]).map((one) => one.id);
    };
    expect(await listed('')).toEqual([second, third]);
    expect(await listed('order=newestFirst')).toEqual([third, second]);
    expect(await mailsTo(desk.wallet.personId, second)).toEqual(['disputeReceived']);
    expect((await mailsTo(desk.wallet.personId, third)).at(-1)).toBe('disputeWithdrawnAtDesk');
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
      client.query(
        `UPDATE redemption SET captured_at = ((now() AT TIME ZONE 'Europe/Rome') - make_interval(days => $2)) AT TIME ZONE 'Europe/Rome' WHERE id = $1`,
        [old!.id, days],
      );
    await taken(61);
    expect(said(await dispute(old!))).toEqual([409, 'step-not-possible']);
    await taken(59);
    const both = await Promise.all([dispute(old!), dispute(old!)]);
    expect(statusesOf(both)).toEqual([201, 409]);
    const { body } = await holder.get(`/v1/vouchers/${old!.voucherId}/redemptions`);
    expect(body['items']).toMatchObject([{ id: old!.id, amountCents: 10_000, refundedCents: 0 }]);
  });

  it('that a caseworker opened at the desk is decided by another', async () => {
    const provider = await desk.provider();
    const [redemption] = await desk.earns(provider, 10_000);
    const id = await opened(redemption!, {}, caseworker);
    await okOrThrow(answer(await staffOf(provider), id));
    expect(said(await decide(id, forProvider))).toEqual([409, 'same-person']);
    const clerk = await api.signIn('caseworker');
    const [task] = await api.inAlliance(({ db }) =>
      db.task.findMany({ where: { subjectId: id, kind: 'decideVoucherDispute' } }),
    );
    await okOrThrow(clerk.post(`/v1/tasks/${task!.id}/claim`));
    const possible = async () => (await clerk.get(`${at(id)}?reason=complaint`)).body['possible'];
    expect(await possible()).toContain('decideVoucherDispute');
    await okOrThrow(hand(clerk, id));
    expect(await possible()).not.toContain('decideVoucherDispute');
    expect((await clerk.get('/v1/tasks?limit=200')).text).not.toContain(task!.id);
    expect(said(await decide(id, forProvider, clerk))).toEqual([409, 'same-person']);
    await okOrThrow(decide(id, forProvider, await api.signIn('caseworker')));
  });

  it('takes twenty pieces of evidence from each side', async () => {
    const provider = await desk.provider();
    const [redemption] = await desk.earns(provider, 10_000);
    const id = await opened(redemption!);
    for (let piece = 0; piece < 20; piece += 1) await okOrThrow(hand(holder, id));
    const more = await hand(holder, id);
    expect([said(more), more.text.includes('20')]).toEqual([[409, 'step-not-possible'], true]);
    await okOrThrow(hand(await staffOf(provider), id));
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

describe('of a voucher whose holder died since', () => {
  it('what a decision gives back does not stay on it', async () => {
    const provider = await desk.provider();
    const [redemption] = await desk.earns(provider, 10_000);
    const id = await opened(redemption!);
    await okOrThrow(answer(await staffOf(provider), id, true));
    const { personId } = desk.wallet;
    const today = toPlainDate(new Date());
    await okOrThrow(caseworker.post(`/v1/people/${personId}/death`, { diedOn: today }));
    const erase = () => desk.administrator.post(`/v1/people/${personId}/erasure`, { ground: 'request' });
    expect((await erase()).body['possible']).toContain('decideVoucherDispute');
    await okOrThrow(decide(id, forHolder));
    const { state, expiresAt } = await voucherOf(redemption!);
    expect(state).toBe('active');
    expect(expiresAt.getTime()).toBeLessThan(Date.now());
  });
});
