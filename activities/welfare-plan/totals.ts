import { addMonths, type PlainDate } from '../../domain/plain-date.ts';
import { startOfDay, toPlainDate } from '../../domain/time.ts';
import { firstDayOf, lastTellableMonth, monthOf, type PlanEvent } from '../../domain/welfare-plan.ts';
import type { Tx } from '../../prisma/database.ts';

/** What became of a plan's credit up to the end of a month. */
export interface PlanTotals {
  readonly creditedCents: number;
  readonly issuedCents: number;
  /** What was left on vouchers that expired or were voided. */
  readonly endedCents: number;
  /** What stands in the wallets. */
  readonly leftCents: number;
}

/**
 * What an employer may be told of a plan: sums up to the last month at which nobody's part can be told from them, nor
 * from what was told before; undefined while there is none.
 */
export async function tellableTotals(
  tx: Tx,
  planId: string,
): Promise<(PlanTotals & { readonly month: string }) | undefined> {
  const thisMonth = firstDayOf(monthOf(toPlainDate(tx.now)));
  const month = lastTellableMonth(await eventsBefore(tx, planId, startOfDay(thisMonth)));
  if (month === undefined) return undefined;
  const next: PlainDate = addMonths(firstDayOf(month), 1);
  return { month, ...(await totalsBefore(tx, planId, startOfDay(next))) };
}

/** Everything given to the people of a plan, which its employer knows: it gave it. */
export async function creditedCents(tx: Tx, planId: string): Promise<number> {
  const [row] = await tx.db.$queryRaw<{ cents: number }[]>`
    SELECT coalesce(sum(c.amount_cents), 0)::float8 AS cents
      FROM wallet w JOIN wallet_credit c ON c.wallet_id = w.id WHERE w.plan_id = ${planId}::uuid`;
  return row!.cents;
}

function eventsBefore(tx: Tx, planId: string, before: Date): Promise<PlanEvent[]> {
  return tx.db.$queryRaw<PlanEvent[]>`
    WITH of_plan AS (
      SELECT v.wallet_id, v.issued_at, v.state, v.closed_at, v.restored_from
        FROM wallet w JOIN voucher v ON v.wallet_id = w.id WHERE w.plan_id = ${planId}::uuid),
    happened AS (
      SELECT wallet_id, 'issued' AS kind, issued_at AS at FROM of_plan WHERE restored_from IS NULL
      UNION ALL
      SELECT wallet_id, 'ended', closed_at FROM of_plan WHERE state IN ('expired', 'voided')
      UNION ALL
      SELECT c.wallet_id, 'carried', c.carried_at
        FROM wallet w JOIN wallet_carry_over c ON c.wallet_id = w.id WHERE w.plan_id = ${planId}::uuid)
    SELECT DISTINCT to_char(at AT TIME ZONE 'Europe/Rome', 'YYYY-MM') AS month, kind, wallet_id AS "walletId"
      FROM happened WHERE at < ${before}`;
}

async function totalsBefore(tx: Tx, planId: string, before: Date): Promise<PlanTotals> {
  const [row] = await tx.db.$queryRaw<PlanTotals[]>`
    WITH own AS (SELECT id FROM wallet WHERE plan_id = ${planId}::uuid),
    bought AS (SELECT v.* FROM own JOIN voucher v ON v.wallet_id = own.id WHERE v.issued_at < ${before})
    SELECT (SELECT coalesce(sum(amount_cents), 0) FROM wallet_credit c JOIN own ON own.id = c.wallet_id
             WHERE c.credited_at < ${before})::float8 AS "creditedCents",
           (SELECT coalesce(sum(nominal_cents), 0) FROM bought WHERE restored_from IS NULL)::float8 AS "issuedCents",
           (SELECT coalesce(sum(coalesce(residual_cents, nominal_cents - spent_cents)), 0) FROM bought
             WHERE state IN ('expired', 'voided') AND closed_at < ${before})::float8 AS "endedCents",
           (SELECT coalesce(-sum(p.amount_cents), 0)
              FROM own
              JOIN ledger.account a ON a.kind = 'employee_wallet' AND a.owner_ref = own.id::text
              JOIN ledger.posting p ON p.alliance_id = a.alliance_id AND p.account_id = a.id
              JOIN ledger.transfer t ON t.alliance_id = p.alliance_id AND t.id = p.transfer_id
             WHERE t.created_at < ${before})::float8 AS "leftCents"`;
  return row!;
}
