import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type pg from 'pg';
import { startApi, type TestApi } from './api/support.ts';
import { fakeBank } from './support/fake-bank.ts';
import { okOrThrow, openSettlement, type SettlementDesk } from './support/settlement-desk.ts';

let api: TestApi;
let desk: SettlementDesk;
let app: pg.Client;
let draftId: string;
let sentId: string;
let redemptionId: string;

beforeAll(async () => {
  api = await startApi();
  desk = await openSettlement(api, 100_000);
  const provider = await desk.provider();
  const [redemption] = await desk.earns(provider, 10_000);
  redemptionId = redemption!.id;
  sentId = await desk.sent();
  await desk.earns(provider, 5_000);
  draftId = ((await okOrThrow(desk.drawUp())).body as { id: string }).id;
  app = await api.test.appClient();
});
afterAll(() => api.close());

/** A statement as the service itself could send it, in a transaction that is rolled back. */
async function says(sql: string, ...values: readonly unknown[]): Promise<number | null> {
  await app.query('BEGIN');
  try {
    await app.query("SELECT set_config('app.alliance', $1, true)", [api.test.allianceId]);
    return (await app.query(sql, [...values])).rowCount;
  } finally {
    await app.query('ROLLBACK');
  }
}

const copyOfItem = `
  INSERT INTO settlement_item (id, alliance_id, batch_id, provider_id, payee, gross_cents, netted_cents, amount_cents, payee_name, iban, end_to_end_id)
  SELECT gen_random_uuid(), alliance_id, batch_id, $2::uuid, payee, gross_cents, netted_cents, amount_cents, payee_name, iban, 'other'
    FROM settlement_item WHERE batch_id = $1::uuid`;

describe('whatever the code does, the database', () => {
  it('lets no batch go back, and nothing change that left for the bank', async () => {
    const set = (assignment: string, id: string) =>
      says(`UPDATE settlement_batch SET ${assignment} WHERE id = $1::uuid`, id);
    const back = `state = 'draft', exported_by = NULL, exported_at = NULL, debtor_name = NULL, debtor_iban = NULL`;
    await expect(set(back, sentId)).rejects.toThrow(/exported does not become draft/);
    await expect(set("debtor_iban = 'DE89370400440532013000'", sentId)).rejects.toThrow(/never changes/);
    await expect(set('total_cents = 1', draftId)).rejects.toThrow(/permission denied/);
  });

  it('adds no payment to a batch that was approved, changes none, and sends none before', async () => {
    const { wallet } = desk;
    expect(await says(copyOfItem, draftId, wallet.employerId)).toBe(1);
    await expect(says(copyOfItem, sentId, wallet.employerId)).rejects.toThrow(/belongs to a draft/);
    const change = "UPDATE settlement_item SET iban = 'DE89370400440532013000' WHERE batch_id = $1::uuid";
    await expect(says(change, draftId)).rejects.toThrow(/permission denied/);
    const send = "UPDATE settlement_item SET state = 'sent' WHERE batch_id = $1::uuid";
    await expect(says(send, draftId)).rejects.toThrow(/exported batch alone/);
  });

  it('pays no more of a redemption than its provider’s share', async () => {
    const line = `
      INSERT INTO settlement_line (id, alliance_id, item_id, redemption_id, amount_cents)
      SELECT gen_random_uuid(), alliance_id, id, $2::uuid, 1 FROM settlement_item WHERE batch_id = $1::uuid`;
    await expect(says(line, draftId, redemptionId)).rejects.toThrow(/paid already/);
  });

  it('refunds nothing while the bank has its payment', async () => {
    const refund = 'UPDATE redemption SET refunded_cents = 1 WHERE id = $1::uuid';
    await expect(says(refund, redemptionId)).rejects.toThrow(/with the bank/);
    await okOrThrow(desk.import(await fakeBank(desk).reads(sentId)));
    expect(await says(refund, redemptionId)).toBe(1);
  });
});
