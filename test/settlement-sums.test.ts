import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sumCents } from '../domain/money.ts';
import { startApi, type TestApi } from './api/support.ts';
import { fakeBank } from './support/fake-bank.ts';
import { times } from './support/long.ts';
import { magic, okOrThrow, openSettlement, type SettlementDesk } from './support/settlement-desk.ts';

const events = times(10_000);
const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 32));
const random = seeded(seed);
let api: TestApi;
let desk: SettlementDesk;

beforeAll(async () => {
  console.log(`settlement-sums: ${events} redemptions and refunds, seed ${seed}`);
  api = await startApi();
  desk = await openSettlement(api, 2_000_000_000);
});
afterAll(() => api.close());

interface Taken {
  readonly id: string;
  readonly providerCents: number;
  isRefunded: boolean;
}

describe('redemptions and refunds as they come', () => {
  it('are paid to the cent: what providers were paid and are still owed is what they earned and kept', async () => {
    const ibans = [magic.confirms, magic.rejects, magic.answersLate, magic.answersTwice];
    const providers = await Promise.all(ibans.map((iban) => desk.provider(iban)));
    const bank = fakeBank(desk);
    const taken: Taken[] = [];
    let done = 0;
    while (done < events) {
      const rounds = Math.min(100, events - done);
      for (let nth = 0; nth < rounds; nth += 10) {
        const provider = providers[Math.floor(random() * providers.length)]!;
        const count = Math.min(10, rounds - nth);
        const earned = await desk.earns(provider, 1 + Math.floor(random() * 20_000), count);
        taken.push(...earned.map((one) => ({ ...one, isRefunded: false })));
      }
      done += rounds;
      await analysed();
      await settle(bank);
      done += await refundSome(taken, rounds / 4);
    }
    await settle(bank);
    const kept = sumCents(taken.filter((one) => !one.isRefunded).map((one) => one.providerCents));
    const { paid, payable, receivable } = await sums();
    expect(paid + payable - receivable).toBe(kept);
    expect(paid).toBeGreaterThan(0);
  }, 1_800_000);

  it('leave of each voucher what was issued: spent, returned or refunded; and of all accounts zero', async () => {
    const client = await api.test.superuser();
    const { rows: torn } = await client.query(`
      SELECT v.id FROM voucher v
        JOIN ledger.account a ON a.kind = 'voucher_liability' AND a.owner_ref = v.id::text
        LEFT JOIN LATERAL (
          SELECT sum(amount_cents - refunded_cents) AS kept FROM redemption r WHERE r.voucher_id = v.id) r ON true
       WHERE v.nominal_cents <> (a.credit_posted_cents - a.debit_posted_cents) + coalesce(r.kept, 0)`);
    expect(torn).toEqual([]);
    const { rows } = await client.query<{ sum: string; accounts: number }>(
      `SELECT sum(debit_posted_cents - credit_posted_cents) AS sum, count(*)::int AS accounts FROM ledger.account`,
    );
    expect(rows[0]!.accounts).toBeGreaterThan(events / 2);
    expect(rows[0]!.sum).toBe('0');
  });

  it('pay no redemption twice, and collect what the Fund was promised of what was paid, less what was given back', async () => {
    const client = await api.test.superuser();
    const { rows: twice } = await client.query(`
      SELECT l.redemption_id FROM settlement_line l JOIN settlement_item i ON i.id = l.item_id
       WHERE i.state = 'confirmed' AND l.refund_transfer_id IS NULL
       GROUP BY 1 HAVING count(*) > 1`);
    expect(twice).toEqual([]);
    const { rows } = await client.query<{ fund: string; promised: string }>(`
      SELECT (SELECT sum(CASE WHEN kind = 'fund_clawback' THEN debit_posted_cents - credit_posted_cents
                              ELSE credit_posted_cents - debit_posted_cents END
                         * CASE WHEN kind = 'fund_clawback' THEN -1 ELSE 1 END)
                FROM ledger.account WHERE kind IN ('fund_solidarity', 'fund_reserve', 'fund_clawback')) AS fund,
             (SELECT sum(fund_cents) FROM redemption WHERE collected_at IS NOT NULL AND refunded_cents = 0) AS promised`);
    expect(rows[0]!.fund).toBe(rows[0]!.promised);
  });
});

/** Draws up, sends and reconciles; some batches are discarded first, and the bank says late what it kept back. */
async function settle(bank: ReturnType<typeof fakeBank>): Promise<void> {
  if (random() < 0.3) {
    const drawn = await desk.drawUp();
    if (drawn.status === 201)
      await okOrThrow(desk.drawer.post(`/v1/settlement/batches/${String(drawn.body['id'])}/discard`));
  }
  const { items } = (await desk.drawer.get('/v1/settlement/dry-run')).body as { items: unknown[] };
  if (items.length === 0) return;
  await okOrThrow(desk.import(await bank.reads(await desk.sent())));
  if (bank.hasMore()) await okOrThrow(desk.import(bank.said()));
}

/** Refunds before and after the payment alike. */
async function refundSome(taken: readonly Taken[], count: number): Promise<number> {
  const open = taken.filter((one) => !one.isRefunded);
  const chosen = new Set(Array.from({ length: count }, () => open[Math.floor(random() * open.length)]!));
  for (const one of chosen) {
    await desk.refund(one.id);
    one.isRefunded = true;
  }
  return chosen.size;
}

/** What autovacuum does by itself once a minute; here a minute is a year of payments. */
async function analysed(): Promise<void> {
  await (await api.test.superuser()).query('ANALYZE');
}

async function sums() {
  const client = await api.test.superuser();
  const { rows } = await client.query<Record<'paid' | 'payable' | 'receivable', number>>(`
    SELECT coalesce((SELECT sum(amount_cents) FROM settlement_item WHERE state = 'confirmed'), 0)::float8 AS paid,
           sum(credit_posted_cents - debit_posted_cents) FILTER (WHERE kind = 'provider_payable')::float8 AS payable,
           coalesce(sum(debit_posted_cents - credit_posted_cents) FILTER (WHERE kind = 'provider_receivable'), 0)::float8 AS receivable
      FROM ledger.account`);
  return rows[0]!;
}

/** Mulberry32: the same numbers for the same seed, which is printed. */
function seeded(start: number): () => number {
  let state = start;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
