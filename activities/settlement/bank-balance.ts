import { fromDateColumn, toDateColumn, type PlainDate } from '../../domain/plain-date.ts';
import { bankCash } from '../../ledger/accounts.ts';
import type { Tx } from '../../prisma/database.ts';
import { constraintName } from '../../prisma/retry.ts';
import { Refusal } from '../../domain/refusal.ts';

/** The bank's figure for a day beside the books': a difference is money that somebody has to find. */
export interface ComparedBalance {
  readonly balanceOn: PlainDate;
  readonly bankCents: number;
  readonly ledgerCents: number;
  readonly differenceCents: number;
  /** What was entered by hand; a statement of the bank says it better. */
  readonly enteredCents: number;
}

/** What stood on the segregated account at the end of a day. */
export interface DayBalance {
  readonly balanceOn: PlainDate;
  readonly balanceCents: number;
}

/** Enters what the bank says stood on the segregated account at the end of a day, and compares. */
export async function enterBankBalance(
  tx: Tx,
  { balanceOn, balanceCents }: DayBalance,
): Promise<ComparedBalance> {
  try {
    await tx.db.bankBalance.create({
      data: {
        allianceId: tx.allianceId,
        balanceOn: toDateColumn(balanceOn),
        balanceCents,
        enteredBy: tx.actor.id,
        enteredAt: tx.now,
      },
    });
  } catch (error) {
    if (constraintName(error) === 'bank_balance_alliance_id_balance_on_key') throw enteredAlready;
    throw error;
  }
  const [compared] = await comparedBalances(tx, balanceOn, balanceOn);
  return compared!;
}

/** A statement of the bank tells the balance of a day, whether or not somebody entered one by hand. */
export async function takeToldBalance(tx: Tx, { balanceOn, balanceCents }: DayBalance): Promise<void> {
  const day = toDateColumn(balanceOn);
  const known = await tx.db.bankBalance.updateMany({
    where: { balanceOn: day },
    data: { statementCents: balanceCents },
  });
  if (known.count > 0) return;
  const { allianceId, now: enteredAt } = tx;
  const row = { allianceId, balanceOn: day, balanceCents, statementCents: balanceCents };
  await tx.db.bankBalance.create({ data: { ...row, enteredBy: tx.actor.id, enteredAt } });
}

/** The days entered in a period. Money that is held for a payment has not left the bank, and counts. */
export async function comparedBalances(
  tx: Tx,
  from: PlainDate,
  until: PlainDate,
): Promise<readonly ComparedBalance[]> {
  const rows = await tx.db.$queryRaw<
    { on: Date; bankCents: number; enteredCents: number; ledgerCents: number }[]
  >`
    SELECT b.balance_on AS on, coalesce(b.statement_cents, b.balance_cents)::float8 AS "bankCents",
           b.balance_cents::float8 AS "enteredCents",
           coalesce((SELECT sum(p.amount_cents)
              FROM ledger.account a
              JOIN ledger.posting p ON p.alliance_id = a.alliance_id AND p.account_id = a.id
              JOIN ledger.transfer t ON t.alliance_id = p.alliance_id AND t.id = p.transfer_id
             WHERE a.kind = ${bankCash.kind}::ledger.account_kind AND t.phase <> 'pending'
               AND t.effective_on <= b.balance_on), 0)::float8 AS "ledgerCents"
      FROM bank_balance b
     WHERE b.balance_on BETWEEN ${from}::date AND ${until}::date
     ORDER BY b.balance_on`;
  return rows.map(({ on, bankCents, ledgerCents, enteredCents }) => ({
    balanceOn: fromDateColumn(on),
    bankCents,
    ledgerCents,
    differenceCents: bankCents - ledgerCents,
    enteredCents,
  }));
}

const enteredAlready = new Refusal('alreadyExists', {
  detail: {
    it: 'Il saldo di questo giorno è già registrato.',
    en: 'The balance of that day is on record already.',
  },
});
