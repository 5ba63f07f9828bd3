import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSlipNumber, slipEntryUntil } from '../domain/paper-slip.ts';
import { toPlainDate } from '../domain/time.ts';
import { statusesOf, type Caller, type Reply } from './api/support.ts';
import { readPdf } from './support/pdf.ts';
import {
  cumulative,
  openTillDesk,
  pin,
  redeem,
  said,
  type ShownVoucher,
  type TillDesk,
} from './support/till-desk.ts';

const DAY_MS = 86_400_000;

let desk: TillDesk;
let device: Caller;
let rivalDevice: Caller;
let tillUserId: string;

/** Everybody at ten in the morning in Rome, or near it, some days on: no test here crosses midnight unless it says so. */
async function inTheMorning(daysOn: number): Promise<void> {
  const morning = new Date(desk.now().getTime() + daysOn * DAY_MS);
  morning.setUTCHours(8, 0, 0, 0);
  desk.later((morning.getTime() - desk.now().getTime()) / 60_000);
  device = await desk.atDesk(desk.provider);
  rivalDevice = await desk.atDesk(desk.rival);
}

beforeAll(async () => {
  desk = await openTillDesk();
  ({ tillUserId } = desk);
  await inTheMorning(1);
});
afterAll(() => desk.api.close());

const one = async (sketch: Parameters<TillDesk['issue']>[0] = {}): Promise<ShownVoucher> =>
  (await desk.issue(sketch))[0]!;

const book = (count = 1, by = device, placeId = desk.provider.placeIds[0]) =>
  by.post('/v1/paper-slips', { placeId, count });

async function blank(): Promise<string> {
  const { body } = await book();
  return (body['numbers'] as string[])[0]!;
}

const filled = (slipNumber: string, voucher: { readonly code: string }, rest: object = {}) => ({
  tillUserId,
  pin,
  slipNumber,
  code: voucher.code,
  servedAt: desk.now().toISOString(),
  isSigned: true,
  ...rest,
});
const enter = (body: object, by = device): Promise<Reply> => by.post('/v1/paper-slip-entries', body);
const askLate = (body: object) => device.post('/v1/late-slips', { ...body, reason: 'Rete ferma.' });

describe('a slip', () => {
  it('has until the end of its own day in Rome, also on the longest and the shortest day', () => {
    const until = (servedAt: string) => slipEntryUntil(new Date(servedAt)).toISOString();
    expect(until('2026-10-24T22:00:00Z')).toBe('2026-10-25T22:59:59.999Z');
    expect(until('2026-03-28T23:00:00Z')).toBe('2026-03-29T21:59:59.999Z');
  });

  it('has a number of which a mistyped sign is noticed', async () => {
    const number = await blank();
    expect(readSlipNumber(number.toLowerCase().replaceAll('-', ' ').replace('t ', ''))).toBe(number);
    const wrong = number.endsWith('0') ? `${number.slice(0, -1)}1` : `${number.slice(0, -1)}0`;
    expect(readSlipNumber(wrong)).toBeUndefined();
  });

  it('is printed for a place by whoever answers for the provider, tagged and in both languages', async () => {
    expect((await book(1, device, desk.rival.placeIds[0])).status).toBe(422);
    const { body } = await book(3);
    const numbers = body['numbers'] as string[];
    const path = `/v1/paper-slips/${String(body['bookId'])}/document`;
    for (const [language, word] of [
      ['it', 'Tagliando'],
      ['en', 'Slip'],
    ] as const) {
      const file = await fetch(`${desk.api.url}${path}?language=${language}`, {
        headers: { authorization: `Bearer ${device.token}` },
      });
      const pdf = await readPdf(new Uint8Array(await file.arrayBuffer()));
      expect(pdf).toMatchObject({ isTagged: true, claimsPdfUa: true, pages: 3 });
      expect(pdf.language.slice(0, 2)).toBe(language);
      const spoken = pdf.spoken.map(({ text }) => text);
      for (const number of numbers) expect(spoken).toContain(`${word} ${number}`);
    }
    expect((await rivalDevice.get(path)).status).toBe(404);
  });
});

describe('a slip that is entered within its day', () => {
  it('takes the voucher as a till does, at the moment that stands on it, and once', async () => {
    const [number, voucher, second] = [await blank(), await one(), await one()];
    const servedAt = desk.now().toISOString();
    desk.later(1);
    const change = await desk.moved(async () => {
      const reply = await enter(filled(number, voucher, { servedAt }));
      expect(reply.status, reply.text).toBe(201);
      expect(reply.body).toMatchObject({ amountCents: 10_000, providerCents: 9_800, fundCents: 200 });
      expect(said(await enter(filled(number, second, { servedAt })))).toEqual([409, 'step-not-possible']);
    });
    expect(change).toEqual({ payable: 9_800, pledged: 200 });
    expect(await desk.voucher(voucher.id)).toMatchObject({ state: 'spent' });
    const slip = await desk.api.inAlliance(({ db }) => db.paperSlip.findFirstOrThrow({ where: { number } }));
    expect(slip.servedAt?.toISOString()).toBe(servedAt);
  });

  it('leaves nothing when the same slip is entered twice at once with different vouchers', async () => {
    const [number, vouchers] = [await blank(), await desk.issue({ count: 4 })];
    // Tries of one till user wait for each other: at once are only those of several.
    const tills = await Promise.all(vouchers.map(() => desk.till(desk.provider)));
    const slips = vouchers.map((voucher, nth) => filled(number, voucher, { tillUserId: tills[nth] }));
    const replies = await Promise.all(slips.map((slip) => enter(slip)));
    expect(statusesOf(replies)).toEqual([201, 409, 409, 409]);
    const states = await Promise.all(vouchers.map(async ({ id }) => (await desk.voucher(id)).state));
    expect(states.toSorted()).toEqual(['active', 'active', 'active', 'spent']);
  });

  it('takes once what a till takes in the same moment', async () => {
    const voucher = await one();
    const numbers = (await book(3)).body['numbers'] as string[];
    const replies = await Promise.all([
      ...numbers.map((number) => enter(filled(number, voucher))),
      device.post('/v1/voucher-holds', { tillUserId, pin, secret: voucher.secret }),
    ]);
    expect(replies.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(replies.every(({ status }) => status === 201 || status === 409)).toBe(true);
  });

  it('takes a part of a cumulative voucher, and never one of another provider, unsigned or unknown', async () => {
    const voucher = await one(cumulative);
    const reply = await enter(filled(await blank(), voucher, { amountCents: 3_333 }));
    expect(reply.body).toMatchObject({ amountCents: 3_333, fundCents: 67 });
    const number = await blank();
    const theirs = await one({
      service: { id: desk.rival.serviceId, providerId: desk.rival.organisationId, vatTreatment: 'exempt' },
    });
    expect(said(await enter(filled(number, theirs)))).toEqual([404, 'voucher-not-known']);
    expect((await enter(filled(number, voucher, { isSigned: false }))).status).toBe(422);
    const atRival = { tillUserId: desk.rivalTillUserId };
    expect(said(await enter(filled(number, voucher, atRival), rivalDevice))).toEqual([404, 'not-found']);
    const elsewhere = { tillUserId: await desk.till(desk.provider, desk.provider.placeIds[1]) };
    expect(said(await enter(filled(number, voucher, elsewhere)))).toEqual([404, 'not-found']);
  });

  it('says why not, and when it was taken before', async () => {
    const voucher = await one();
    const number = await blank();
    await redeem(device, tillUserId, voucher);
    const spent = await enter(filled(number, voucher));
    expect(said(spent)).toEqual([409, 'voucher-not-good']);
    expect(spent.body['detail']).toMatch(/\d\d:\d\d/);
    expect(spent.body['possible']).toEqual(['askCorrection']);
    expect(spent.body['reasons']).toMatchObject([{ code: 'USED_ALREADY' }]);
    const fresh = await one();
    const before = new Date(desk.now().getTime() - 3_600_000).toISOString();
    expect(said(await enter(filled(number, fresh, { servedAt: before })))).toEqual([
      409,
      'step-not-possible',
    ]);
    const after = new Date(desk.now().getTime() + 3_600_000).toISOString();
    expect(said(await enter(filled(number, fresh, { servedAt: after })))).toEqual([409, 'step-not-possible']);
  });

  it('is judged at its own moment: not before the voucher was issued, nor after its last instant', async () => {
    const number = await blank();
    const beforeIssue = desk.now().toISOString();
    desk.later(1);
    const young = await one();
    expect(said(await enter(filled(number, young, { servedAt: beforeIssue })))).toEqual([
      409,
      'voucher-not-good',
    ]);
    const short = await one({ expiresAt: new Date(desk.now().getTime() + 60_000) });
    const inTime = desk.now().toISOString();
    desk.later(5);
    const late = await enter(filled(number, short));
    expect(said(late)).toEqual([409, 'voucher-not-good']);
    expect(late.body['reasons']).toMatchObject([{ code: 'OUTSIDE_ITS_DAYS' }]);
    expect((await enter(filled(number, short, { servedAt: inTime }))).status).toBe(201);
  });
});

describe('a slip whose day is over', () => {
  it('is entered by somebody of the office alone, once asked with a reason, and takes as at its own moment', async () => {
    const [number, voucher] = [await blank(), await one()];
    const slip = filled(number, voucher);
    expect(said(await askLate(slip))).toEqual([409, 'step-not-possible']);
    await inTheMorning(1);
    const late = await enter(slip);
    expect(said(late)).toEqual([409, 'step-not-possible']);
    expect(late.body['possible']).toEqual(['askLateSlip']);
    const asked = await askLate(slip);
    expect(asked.status, asked.text).toBe(201);
    expect(said(await askLate(slip))).toEqual([409, 'already-exists']);
    const officer = await desk.api.signIn('fundOfficer');
    const path = `/v1/redemption-corrections/${String(asked.body['id'])}`;
    const change = await desk.moved(async () => {
      const approved = await officer.post(`${path}/approval`);
      expect(approved.status, approved.text).toBe(200);
      expect(approved.body).toMatchObject({ kind: 'lateSlip', state: 'approved', rightCents: 10_000 });
    });
    expect(change).toEqual({ payable: 9_800, pledged: 200 });
    const row = await desk.api.inAlliance(({ db }) => db.paperSlip.findFirstOrThrow({ where: { number } }));
    expect(toPlainDate(row.servedAt!)).toBe(toPlainDate(new Date(slip.servedAt)));
    expect(said(await enter(slip))).toEqual([409, 'step-not-possible']);
    await expect(
      desk.api.inAlliance(
        ({ db }) => db.$executeRaw`UPDATE paper_slip SET entered_at = now() WHERE number = ${number}`,
      ),
    ).rejects.toThrow(/entered once/);
  });
});

describe('what is left', () => {
  it('agrees with the ledger', async () => {
    expect(await desk.defects()).toEqual([]);
  });
});
