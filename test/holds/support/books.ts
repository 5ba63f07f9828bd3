import { expect } from 'vitest';
import { verifyLedger } from '../../../ledger/verify.ts';
import type { Services } from '../../../runtime/services.ts';

type Books = { readonly services: Pick<Services, 'database'>; readonly allianceId: string };

/** The ledger proves itself: nothing in it contradicts anything else. */
export async function expectSoundLedger({ services, allianceId }: Books): Promise<void> {
  const report = await services.database.inAlliance(allianceId, { kind: 'system', id: 'test' }, (tx) =>
    verifyLedger(tx),
  );
  expect(report.defects).toEqual([]);
  expect(report.examined.transfers).toBeGreaterThan(0);
}

export interface MoneyEvent {
  readonly kind: string;
  readonly amountCents: number;
}

/** Every transfer of an award, in the order of their kinds: its own, those of its units and of its settlements. */
export async function moneyOf({ services, allianceId }: Books, awardId: string): Promise<MoneyEvent[]> {
  return services.database.inAlliance(
    allianceId,
    { kind: 'system', id: 'test' },
    (tx) => tx.db.$queryRaw<MoneyEvent[]>`
      WITH refs AS (
        SELECT ${awardId} AS ref
        UNION SELECT id::text FROM delivered_unit WHERE award_id = ${awardId}::uuid
        UNION SELECT bank_ref FROM settlement WHERE award_id = ${awardId}::uuid)
      SELECT t.kind, coalesce(sum(p.amount_cents) FILTER (WHERE p.amount_cents > 0), 0)::float8 AS "amountCents"
        FROM ledger.transfer t JOIN refs ON refs.ref = t.business_ref
        LEFT JOIN ledger.posting p ON p.alliance_id = t.alliance_id AND p.transfer_id = t.id
       GROUP BY t.id, t.kind ORDER BY t.kind, t.id`,
  );
}

/** What an award of one order leaves in the books when all its units were confirmed and paid: each event once. */
export function paidOnce(units: number, unitPriceCents = 5_000): MoneyEvent[] {
  const amountCents = units * unitPriceCents;
  return [
    { kind: 'award_approved', amountCents },
    { kind: 'fund_hold', amountCents },
    { kind: 'settlement_paid', amountCents },
    ...Array.from({ length: units }, () => ({ kind: 'unit_delivered', amountCents: unitPriceCents })),
  ];
}
