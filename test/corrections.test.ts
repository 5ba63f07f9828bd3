import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { statusesOf, type Caller } from './api/support.ts';
import {
  cumulative,
  nominalCents,
  openTillDesk,
  redeem,
  said,
  tillVerbs,
  type ShownVoucher,
  type TillDesk,
} from './support/till-desk.ts';

let desk: TillDesk;
let device: Caller;
let tillUserId: string;
let officer: Caller;
let colleague: Caller;
const { hold, capture, release } = tillVerbs(() => ({ device, tillUserId }));

beforeAll(async () => {
  desk = await openTillDesk();
  ({ device, tillUserId } = desk);
  officer = await desk.api.signIn('fundOfficer');
  colleague = await desk.api.signIn('fundOfficer');
});
afterAll(() => desk.api.close());

const one = async (sketch: Parameters<TillDesk['issue']>[0] = {}): Promise<ShownVoucher> =>
  (await desk.issue(sketch))[0]!;
const reason = 'Letto il buono di un’altra persona.';
const ask = (redemptionId: unknown, body: object = {}, by: Caller = device) =>
  by.post(`/v1/redemptions/${String(redemptionId)}/corrections`, { reason, ...body });
const decide = (id: unknown, how: 'approval' | 'refusal', by: Caller = officer) =>
  by.post(
    `/v1/redemption-corrections/${String(id)}/${how}`,
    ...(how === 'refusal' ? [{ reason: 'Non risulta.' }] : []),
  );

async function taken(voucher: ShownVoucher): Promise<string> {
  return String((await redeem(device, tillUserId, voucher)).body['id']);
}

async function asked(redemptionId: string, body: object = {}, by: Caller = device): Promise<string> {
  const reply = await ask(redemptionId, body, by);
  expect(reply.status, reply.text).toBe(201);
  return String(reply.body['id']);
}

describe('a correction', () => {
  it('moves nothing until somebody else approves; then it is the capture’s exact reversal, once', async () => {
    const voucher = await one();
    const id = await asked(await taken(voucher), {}, officer);
    expect(await desk.voucher(voucher.id)).toMatchObject({ state: 'spent' });
    expect(said(await decide(id, 'approval', officer))).toEqual([409, 'same-person']);
    const tasks = (by: Caller) => by.get('/v1/tasks?limit=200').then(({ text }) => text.includes(id));
    expect([await tasks(colleague), await tasks(officer)]).toEqual([true, false]);
    const change = await desk.moved(async () => {
      const both = [decide(id, 'approval', colleague), decide(id, 'refusal', colleague)];
      expect(statusesOf(await Promise.all(both))).toEqual([200, 409]);
    });
    const { state } = (await colleague.get(`/v1/redemption-corrections/${id}`)).body as { state: string };
    expect(change).toEqual(state === 'approved' ? { payable: -9_800, pledged: -200 } : {});
    expect(await tasks(colleague)).toBe(false);
  });

  it('is decided by nobody of the provider, and by nobody who holds the voucher', async () => {
    const { api, provider, personId } = desk;
    const parts = [{ organisationId: provider.organisationId }, { personId }];
    const parties = await Promise.all(parts.map((part) => api.signIn('fundOfficer', part)));
    const id = await asked(await taken(await one()));
    for (const party of parties) {
      expect(said(await decide(id, 'approval', party))).toEqual([409, 'same-person']);
      expect(said(await decide(id, 'refusal', party))).toEqual([409, 'same-person']);
      expect((await party.get('/v1/tasks?limit=200')).text).not.toContain(id);
    }
    expect((await colleague.get('/v1/tasks?limit=200')).text).toContain(id);
    const possible = async (by: Caller) =>
      (await by.get(`/v1/redemption-corrections/${id}`)).body['possible'];
    expect(await possible(parties[0]!)).toEqual([]);
    expect(await possible(colleague)).toEqual(['approveCorrection', 'refuseCorrection']);
  });

  it('makes the voucher good again with its own last day, and tells its holder and the provider', async () => {
    const voucher = await one();
    const id = await asked(await taken(voucher));
    expect(said(await ask((await lastTaken(voucher.id)).id))).toEqual([409, 'already-exists']);
    expect(await desk.moved(() => decide(id, 'approval'))).toEqual({ payable: -9_800, pledged: -200 });
    const { state, spentCents, expiresAt } = await desk.voucher(voucher.id);
    expect({ state, spentCents, expiresAt }).toEqual({
      state: 'active',
      spentCents: 0,
      expiresAt: voucher.expiresAt,
    });
    const mails = await desk.api.inAlliance(({ db }) =>
      db.mail.findMany({ where: { subjectId: id }, orderBy: { template: 'asc' } }),
    );
    expect(mails.map(({ template, recipientId }) => [template, recipientId])).toEqual([
      ['correctionDecided', desk.provider.organisationId],
      ['redemptionCorrected', desk.personId],
    ]);
    const [refund] = await desk.api.inAlliance(
      (tx) => tx.db.$queryRaw<{ kind: string }[]>`
        SELECT t.kind, t.reverses_id IS NOT NULL AS exact FROM ledger.transfer t
          JOIN redemption_refund r ON r.transfer_id = t.id WHERE r.correction_id = ${id}::uuid`,
    );
    expect(refund).toEqual({ kind: 'reversal', exact: true });
    expect((await redeem(device, tillUserId, voucher)).status).toBe(201);
  });

  it('after collection is owed by the provider, and netted against what it gives the Fund next', async () => {
    const redemptionId = await taken(await one());
    await desk.api.inAlliance((tx) =>
      tx.db.redemption.update({ where: { id: redemptionId }, data: { collectedAt: tx.now } }),
    );
    const id = await asked(redemptionId);
    expect(await desk.moved(() => decide(id, 'approval'))).toEqual({ receivable: 9_800, clawback: 200 });
  });

  it('of a cumulative voucher takes the right amount in the same approval, more or less', async () => {
    const voucher = await one(cumulative);
    const held = await hold({ secret: voucher.secret, amountCents: 6_000 });
    const { body } = await capture(held.body['id']);
    expect(said(await ask(body['id'], { rightCents: 6_000 }))).toEqual([409, 'step-not-possible']);
    expect(said(await ask(body['id'], { rightCents: nominalCents + 1 }))).toEqual([
      409,
      'insufficient-funds',
    ]);
    const id = await asked(String(body['id']), { rightCents: 600 });
    expect(await desk.moved(() => decide(id, 'approval'))).toEqual({ payable: -5_292, pledged: -108 });
    const { madeRedemptionId } = (await officer.get(`/v1/redemption-corrections/${id}`)).body as {
      madeRedemptionId: string;
    };
    const again = await asked(madeRedemptionId, { rightCents: nominalCents });
    expect(await desk.moved(() => decide(again, 'approval'))).toEqual({ payable: 9_212, pledged: 188 });
    expect(await desk.voucher(voucher.id)).toMatchObject({ state: 'spent' });
    const part = await ask((await redeem(device, tillUserId, await one())).body['id'], { rightCents: 1 });
    expect(said(part)).toEqual([409, 'whole-amount-only']);
    expect(part.body['reasons']).toMatchObject([{ code: 'WHOLE_AMOUNT_ONLY' }]);
  });

  it('waits while a till holds the voucher, and takes everything back meanwhile', async () => {
    const voucher = await one(cumulative);
    const held = await hold({ secret: voucher.secret, amountCents: 6_000 });
    const { body } = await capture(held.body['id']);
    const id = await asked(String(body['id']), { rightCents: 600 });
    const atTill = await hold({ secret: voucher.secret, amountCents: 100 });
    const change = await desk.moved(async () => {
      expect(said(await decide(id, 'approval'))).toEqual([409, 'voucher-not-good']);
    });
    expect(change).toEqual({});
    await release(atTill.body['id']);
    expect((await decide(id, 'approval')).status).toBe(200);
  });

  it('of a voucher whose last day is over takes the right amount all the same, and the rest lapses at once', async () => {
    const voucher = await one({ ...cumulative, expiresAt: new Date(desk.now().getTime() + 120_000) });
    const held = await hold({ secret: voucher.secret });
    desk.later(5);
    const { body } = await capture(held.body['id']);
    const id = await asked(String(body['id']), { rightCents: 2_500 });
    const reply = await decide(id, 'approval');
    expect(reply.status, reply.text).toBe(200);
    expect(await desk.voucher(voucher.id)).toMatchObject({
      state: 'active',
      spentCents: 2_500,
      expiresAt: voucher.expiresAt,
    });
    expect(said(await hold({ secret: voucher.secret }))).toEqual([409, 'voucher-not-good']);
  });

  it('that is refused leaves what was taken, says why to the provider alone, and may be asked again', async () => {
    const redemptionId = await taken(await one());
    const id = await asked(redemptionId);
    expect(await desk.moved(() => decide(id, 'refusal'))).toEqual({});
    const read = (by: Caller) => by.get(`/v1/redemption-corrections/${id}`);
    expect((await read(device)).body).toMatchObject({ state: 'refused', reason, answer: 'Non risulta.' });
    expect((await read(desk.rivalDevice)).status).toBe(404);
    expect((await ask(redemptionId, {}, desk.rivalDevice)).status).toBe(404);
    const rows = await desk.api.inAlliance(({ db }) => db.redemptionCorrection.findMany({ where: { id } }));
    expect(Buffer.from(rows[0]!.reasonSealed).toString()).not.toContain('Letto');
    await asked(redemptionId);
  });
});

describe('a person', () => {
  it('is not erased while a correction of a voucher of theirs waits for its decision', async () => {
    const id = await asked(await taken(await one()));
    const administrator = await desk.api.signIn('administrator');
    const reply = await administrator.post(`/v1/people/${desk.personId}/erasure`, { ground: 'request' });
    expect(said(reply)).toEqual([409, 'step-not-possible']);
    expect(reply.body['possible']).toEqual(['approveCorrection', 'refuseCorrection']);
    await decide(id, 'refusal');
  });
});

describe('whatever the code does, the database', () => {
  it('has a correction decided once and by somebody else, and nothing given back by one that nobody approved', async () => {
    const voucher = await one();
    const redemptionId = await taken(voucher);
    const id = await asked(redemptionId);
    const says = (sql: string) => desk.api.inAlliance(({ db }) => db.$executeRawUnsafe(sql));
    const approve = `UPDATE redemption_correction SET state = 'approved', decided_at = now(), decided_by = `;
    await expect(says(`${approve} asked_by WHERE id = '${id}'`)).rejects.toThrow(/second_person/);
    await expect(
      says(`INSERT INTO redemption_refund (id, alliance_id, redemption_id, correction_id, amount_cents, provider_cents, fund_cents, after_collection, transfer_id, refunded_at)
            SELECT gen_random_uuid(), alliance_id, id, '${id}', amount_cents, provider_cents, fund_cents, false, gen_random_uuid(), now()
              FROM redemption WHERE id = '${redemptionId}'`),
    ).rejects.toThrow(/RestrictViolation/);
    await decide(id, 'refusal');
    await expect(says(`UPDATE redemption_correction SET state = 'asked' WHERE id = '${id}'`)).rejects.toThrow(
      /decided once/,
    );
  });
});

describe('what is left', () => {
  it('agrees with the ledger', async () => {
    expect(await desk.defects()).toEqual([]);
  });
});

function lastTaken(voucherId: string) {
  return desk.api.inAlliance(({ db }) => db.redemption.findFirstOrThrow({ where: { voucherId } }));
}
