import { fork } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Reply } from '../support/caller.ts';
import { isLong, times } from '../support/long.ts';
import { defectsIn, openTillDesk, pin, type ShownVoucher, type TillDesk } from '../support/till-desk.ts';
import { cutAfterCommit } from './support/commit-cutter.ts';
import { insist, postOnce } from './support/patient.ts';
import { serveTill } from './support/till-server.ts';

const atOnce = 50;
const refundsAtOnce = 12;
/** A hundredth by day: losers are what costs, and each voucher has forty-nine. */
const vouchersRaced = isLong ? 500 : 5;
const holdsRaced = times(500);
const killsAtEach = isLong ? 50 : 1;
const cuts = times(200);
const key = new Uint8Array(randomBytes(32));

let desk: TillDesk;
let second: Awaited<ReturnType<typeof serveTill>>;
let tills: string[];
let calls = 0;

beforeAll(async () => {
  desk = await openTillDesk({ masterKey: key });
  second = await serveTill(desk.api.test.superuserUrl, key);
  tills = [];
  for (let nth = 0; nth < 8; nth += 1) tills.push(await desk.till(desk.provider));
}, 60_000);
afterAll(async () => {
  await second.close();
  await desk.api.close();
});
afterEach(async () => {
  expect(await desk.api.inAlliance((tx) => defectsIn(tx))).toEqual([]);
});

/** By turns over both servers and all tills. */
function ask(path: string, body: object = {}, requestKey: string = randomUUID()): Promise<Reply> {
  calls += 1;
  const url = calls % 2 === 0 ? desk.api.url : second.url;
  const tillUserId = tills[calls % tills.length]!;
  return postOnce({ url, token }, path, { tillUserId, pin, ...body }, requestKey);
}

let token: string;
beforeAll(() => {
  token = desk.device.token!;
});

const hold = (voucher: ShownVoucher) => ask('/v1/voucher-holds', { secret: voucher.secret });
const step = (holdId: string, what: string) => ask(`/v1/voucher-holds/${holdId}/${what}`);
const redemptionsOf = (voucherId: string) =>
  desk.api.inAlliance((tx) => tx.db.redemption.count({ where: { voucherId } }));

async function redeem(voucher: ShownVoucher): Promise<number> {
  const held = await hold(voucher);
  return held.status === 201 ? (await step(held.body.id as string, 'capture')).status : held.status;
}

function counted(outcomes: readonly (number | string)[]): Readonly<Record<string, number>> {
  const alike = [...Map.groupBy(outcomes, String)];
  return Object.fromEntries(alike.map(([outcome, all]) => [outcome, all.length]));
}

describe('the same voucher at fifty tills at once, over two servers', () => {
  it('is taken once, and everybody else is told so', async () => {
    for (const voucher of await desk.issue({ count: vouchersRaced })) {
      const statuses = await Promise.all(Array.from({ length: atOnce }, () => redeem(voucher)));
      expect(counted(statuses)).toEqual({ 201: 1, 409: atOnce - 1 });
      expect(await redemptionsOf(voucher.id)).toBe(1);
    }
    console.log(`${vouchersRaced} vouchers × ${atOnce} redemptions at once`);
  }, 1_200_000);
});

describe('a hold that is taken, let go and run out at once', () => {
  it('ends in one way, and what was taken is refunded once', async () => {
    const client = await desk.api.test.superuser();
    const ends: string[] = [];
    for (const voucher of await desk.issue({ count: holdsRaced })) {
      const holdId = (await hold(voucher)).body.id as string;
      // Its quarter of an hour ends in the midst of it.
      await client.query(
        "UPDATE voucher_hold SET held_until = greatest(clock_timestamp() + $2 * interval '1 ms', created_at + interval '1 ms') WHERE id = $1",
        [holdId, ends.length % 40],
      );
      const whats = ['capture', 'capture', 'capture', 'release', 'release'];
      const racing = whats.map((what) => step(holdId, what));
      const [again, ...replies] = await Promise.all([hold(voucher), ...racing]);
      const { state } = await desk.api.inAlliance((tx) =>
        tx.db.voucherHold.findUniqueOrThrow({ where: { id: holdId } }),
      );
      const won = (what: string) =>
        replies.filter(({ status }, nth) => whats[nth] === what && status < 300).length;
      expect([won('capture'), won('release')]).toEqual([
        Number(state === 'captured'),
        Number(state === 'released'),
      ]);
      expect(state).not.toBe('held');
      expect([...replies, again].map(({ status }) => status).filter((status) => status >= 500)).toEqual([]);
      ends.push(state);
      if (state === 'captured') await refundAtOnce(voucher);
    }
    console.log(`${holdsRaced} holds:`, JSON.stringify(counted(ends)));
  }, 1_200_000);
});

async function refundAtOnce(voucher: ShownVoucher): Promise<void> {
  const { id } = await desk.api.inAlliance((tx) =>
    tx.db.redemption.findFirstOrThrow({ where: { voucherId: voucher.id } }),
  );
  const replies = await Promise.all(
    Array.from({ length: refundsAtOnce }, () => ask(`/v1/redemptions/${id}/refunds`)),
  );
  expect(counted(replies.map(({ status }) => status))).toEqual({ 201: 1, 409: refundsAtOnce - 1 });
  expect(await desk.left(voucher.id)).toBe(voucher.nominalCents);
}

describe.each(['beforeClaim', 'afterClaim', 'afterCommit', 'beforeReply'])(
  'a server that dies %s',
  (place) => {
    it('leaves one effect, which whoever asks again is told', async () => {
      for (const voucher of await desk.issue({ count: killsAtEach })) {
        const path = `/v1/voucher-holds/${(await hold(voucher)).body.id as string}/capture`;
        const body = { tillUserId: tills[0], pin };
        const requestKey = randomUUID();
        const dying = await startDying(place);
        await expect(postOnce({ url: dying.url, token }, path, body, requestKey)).rejects.toThrow(TypeError);
        await dying.gone;
        const hasCommitted = place === 'afterCommit' || place === 'beforeReply';
        expect(await redemptionsOf(voucher.id)).toBe(Number(hasCommitted));
        const told = await insist({ url: desk.api.url, token }, path, body, requestKey);
        expect([told.status, told.headers.get('idempotency-replayed')]).toEqual([
          201,
          hasCommitted ? 'true' : null,
        ]);
        expect(await redemptionsOf(voucher.id)).toBe(1);
      }
      console.log(`${killsAtEach} servers killed ${place}`);
    }, 1_200_000);
  },
);

describe('a connection that is cut when the database has committed and the server has not heard', () => {
  it('leaves one effect, which whoever asks again is told', async () => {
    const cutter = await cutAfterCommit(desk.api.test.superuserUrl);
    const behind = await serveTill(cutter.url, key);
    for (const [nth, voucher] of (await desk.issue({ count: cuts })).entries()) {
      const path = `/v1/voucher-holds/${(await hold(voucher)).body.id as string}/capture`;
      const body = { tillUserId: tills[0], pin };
      const requestKey = randomUUID();
      cutter.arm();
      const lost = await postOnce({ url: behind.url, token }, path, body, requestKey);
      expect(lost.status).toBeGreaterThanOrEqual(500);
      expect(await redemptionsOf(voucher.id)).toBe(1);
      const url = nth % 2 === 0 ? behind.url : second.url;
      const told = await insist({ url, token }, path, body, requestKey);
      expect([told.status, told.headers.get('idempotency-replayed')]).toEqual([201, 'true']);
      expect(await redemptionsOf(voucher.id)).toBe(1);
    }
    expect(cutter.cuts()).toBe(cuts);
    console.log(`${cuts} connections cut after COMMIT`);
    await behind.close();
    await cutter.close();
  }, 600_000);
});

async function startDying(place: string) {
  const preload = new URL('./support/die-at.ts', import.meta.url).href;
  const child = fork(fileURLToPath(new URL('./support/till-process.ts', import.meta.url)), {
    execArgv: ['--import', preload],
    env: {
      PATH: process.env['PATH'],
      DATABASE_URL: desk.api.test.superuserUrl,
      MASTER_KEY: Buffer.from(key).toString('hex'),
      DIE_AT: place,
    },
  });
  const gone = once(child, 'exit');
  const [url] = (await once(child, 'message')) as [string];
  return { url, gone };
}
