import type { PlainDate } from '../../domain/plain-date.ts';
import { remainingMs, startOfDay, toPlainDate } from '../../domain/time.ts';
import type { Tx } from '../../prisma/database.ts';
import { Prisma, type CarryOver } from '../../prisma/generated/client.ts';
import { PAGE } from './due.ts';

/** A wallet that orders no more, locked, and what says where its credit goes. */
export interface OverWallet {
  readonly id: string;
  readonly personId: string;
  readonly employerId: string;
  readonly carryOver: CarryOver;
  readonly nextPlanId: string | null;
  /** The plan is over, and with it the wallet; else only its holder left. */
  readonly planIsOver: boolean;
  /** Whoever holds it works for its employer no more, and the days of grace are over. */
  readonly hasLeft: boolean;
  /** Of what is in it, what was a voucher before and charged with it. */
  readonly chargedCents: number;
}

/**
 * The wallets that are not closed, each with the first day on which its credit goes on: the one after the plan, once it
 * is known where to, or, while something is left, the one after the days of grace. Both follow from plan and jobs each
 * time they are asked for, so that a last day that is corrected counts at once and somebody who is expected back keeps
 * what is left.
 */
const openWallets = Prisma.sql`
    FROM wallet w
    JOIN welfare_plan p ON p.id = w.plan_id AND p.state <> 'draft'
    LEFT JOIN ledger.account a
      ON a.alliance_id = w.alliance_id AND a.kind = 'employee_wallet' AND a.owner_ref = w.id::text AND a.shard = 0
    CROSS JOIN LATERAL (
      SELECT CASE WHEN count(*) = count(e.ended_on) THEN max(e.ended_on) + p.grace_days + 1 END AS left_on
        FROM employment e
       WHERE e.alliance_id = w.alliance_id AND e.person_id = w.person_id AND e.organisation_id = p.organisation_id) job
    CROSS JOIN LATERAL (
      SELECT LEAST(
        CASE WHEN p.carry_over <> 'nextPlan' OR p.next_plan_id IS NOT NULL THEN p.valid_until + 1 END,
        CASE WHEN a.credit_posted_cents > a.debit_posted_cents THEN job.left_on END) AS due_on) goes`;

/** A page of wallets that are over, locked: whoever orders from one of them has done so, or waits and finds it empty. */
export async function lockOverWallets(tx: Tx): Promise<OverWallet[]> {
  const today = toPlainDate(tx.now);
  // Whoever gives credit holds the plan: it has arrived before the wallets are read, or comes to a plan that is over.
  await tx.db.$queryRaw`
    SELECT id FROM welfare_plan
     WHERE id IN (SELECT w.plan_id ${openWallets} WHERE w.closed_at IS NULL AND goes.due_on <= ${today}::date)
     ORDER BY id FOR NO KEY UPDATE`;
  return tx.db.$queryRaw<OverWallet[]>`
    SELECT w.id, w.person_id AS "personId", p.organisation_id AS "employerId", p.carry_over::text AS "carryOver",
           p.next_plan_id AS "nextPlanId", p.valid_until < ${today}::date AS "planIsOver",
           coalesce(job.left_on <= ${today}::date, false) AS "hasLeft", w.charged_cents AS "chargedCents"
     ${openWallets}
     WHERE w.closed_at IS NULL AND goes.due_on <= ${today}::date
     ORDER BY w.id LIMIT ${PAGE} FOR NO KEY UPDATE OF w`;
}

/** For how long no wallet will be over; undefined when none ever will be, as things stand. */
export async function untilNextWalletMs(tx: Tx): Promise<number | undefined> {
  const [row] = await tx.db.$queryRaw<{ dueOn: PlainDate | null }[]>`
    SELECT min(goes.due_on)::text AS "dueOn" ${openWallets} WHERE w.closed_at IS NULL`;
  return row!.dueOn === null ? undefined : remainingMs(startOfDay(row!.dueOn), tx.now);
}
