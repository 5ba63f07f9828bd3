import type { PlainDate } from '../domain/plain-date.ts';
import type { Tx } from '../prisma/database.ts';
import type { AccountName } from './accounts.ts';
import { inflowKinds, type Leg, type Phase, type TransferKind } from './postings.ts';

/** What stands on an account, in cents on its normal side, and what is held of it. */
export interface AccountBalance {
  readonly balanceCents: number;
  readonly heldCents: number;
}

export interface FundBalances {
  /** What a new award can still be given. */
  readonly availableCents: number;
  /** Held for awards that wait for approval, or set aside for approved ones and not yet delivered. */
  readonly committedCents: number;
  readonly reserveCents: number;
  /** Promised and not yet confirmed by the bank. */
  readonly pledgedCents: number;
  /** Everything the bank ever confirmed, the reserve's share included. */
  readonly collectedCents: number;
}

/** One entry of an account: above zero when the account grew. */
export interface Movement {
  readonly transferId: string;
  readonly kind: TransferKind;
  /** A `pending` entry only holds; the `post` that follows it is an entry of its own. */
  readonly phase: Phase;
  /** What became of a `pending` entry; null for the others, and while it holds. */
  readonly resolvedBy: 'post' | 'void' | null;
  readonly businessRef: string;
  readonly effectiveOn: PlainDate;
  readonly recordedAt: Date;
  readonly amountCents: number;
  /** Where the account's history stands after this entry: the cursor of the next page. */
  readonly version: number;
}

/** The Fund as the ledger has it at this moment of the transaction; zeros while it has no account. */
export async function fundBalances(tx: Tx): Promise<FundBalances> {
  const rows = await tx.db.$queryRaw<FundBalances[]>`
    WITH total AS (
      SELECT kind::text, sum(credit_posted_cents - debit_posted_cents) AS balance, sum(debit_pending_cents) AS held
        FROM ledger.account
       WHERE kind IN ('fund_solidarity', 'fund_reserve', 'fund_pledged', 'beneficiary_payable')
       GROUP BY kind),
    collected AS (
      SELECT -sum(p.amount_cents) AS cents
        FROM ledger.account a
        JOIN ledger.posting p ON p.alliance_id = a.alliance_id AND p.account_id = a.id
        JOIN ledger.transfer t ON t.alliance_id = p.alliance_id AND t.id = p.transfer_id
        LEFT JOIN ledger.transfer r ON r.alliance_id = t.alliance_id AND r.id = t.reverses_id
       WHERE a.kind IN ('fund_solidarity', 'fund_reserve') AND coalesce(r.kind, t.kind) = ANY (${[...inflowKinds]}::text[]))
    SELECT coalesce(sum(balance - held) FILTER (WHERE kind = 'fund_solidarity'), 0)::float8 AS "availableCents",
           (coalesce(sum(held) FILTER (WHERE kind = 'fund_solidarity'), 0)
             + coalesce(sum(balance) FILTER (WHERE kind = 'beneficiary_payable'), 0))::float8 AS "committedCents",
           coalesce(sum(balance) FILTER (WHERE kind = 'fund_reserve'), 0)::float8 AS "reserveCents",
           coalesce(sum(balance) FILTER (WHERE kind = 'fund_pledged'), 0)::float8 AS "pledgedCents",
           coalesce((SELECT cents FROM collected), 0)::float8 AS "collectedCents"
      FROM total`;
  return rows[0]!;
}

/** The balance of one account; zero while it is not open. */
export async function accountBalance(tx: Tx, account: AccountName): Promise<AccountBalance> {
  const rows = await tx.db.$queryRaw<AccountBalance[]>`
    SELECT CASE WHEN ledger.grows_by_debit(kind) THEN debit_posted_cents - credit_posted_cents
                ELSE credit_posted_cents - debit_posted_cents END::float8 AS "balanceCents",
           CASE WHEN ledger.grows_by_debit(kind) THEN credit_pending_cents ELSE debit_pending_cents END::float8 AS "heldCents"
      FROM ledger.account
     WHERE kind = ${account.kind}::ledger.account_kind AND owner_ref = ${account.ownerRef} AND shard = 0`;
  return rows[0] ?? { balanceCents: 0, heldCents: 0 };
}

/** The balances of several accounts of one kind, by whose they are; those that are not open are left out. */
export async function accountBalances(
  tx: Tx,
  kind: AccountName['kind'],
  ownerRefs: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const rows = await tx.db.$queryRaw<{ ownerRef: string; balanceCents: number }[]>`
    SELECT owner_ref AS "ownerRef",
           CASE WHEN ledger.grows_by_debit(kind) THEN debit_posted_cents - credit_posted_cents
                ELSE credit_posted_cents - debit_posted_cents END::float8 AS "balanceCents"
      FROM ledger.account
     WHERE kind = ${kind}::ledger.account_kind AND owner_ref = ANY (${[...ownerRefs]}::text[]) AND shard = 0`;
  return new Map(rows.map(({ ownerRef, balanceCents }) => [ownerRef, balanceCents]));
}

export interface MovementsWanted {
  /** Only those before this cursor. */
  readonly before?: number | undefined;
  /** The first and the last day on which they take effect. */
  readonly from?: PlainDate | undefined;
  readonly until?: PlainDate | undefined;
  readonly limit: number;
}

/** The entries of one account, newest first, and no more of them than are wanted. */
export async function movements(
  tx: Tx,
  account: AccountName,
  { before, from, until, limit }: MovementsWanted,
): Promise<Movement[]> {
  return tx.db.$queryRaw<Movement[]>`
    SELECT t.id AS "transferId", t.kind, t.phase::text AS phase, resolution.phase::text AS "resolvedBy",
           t.business_ref AS "businessRef", t.effective_on::text AS "effectiveOn", t.created_at AS "recordedAt",
           CASE WHEN ledger.grows_by_debit(a.kind) THEN p.amount_cents ELSE -p.amount_cents END::float8 AS "amountCents",
           p.account_version::float8 AS version
      FROM ledger.account a
      JOIN ledger.posting p ON p.alliance_id = a.alliance_id AND p.account_id = a.id
      JOIN ledger.transfer t ON t.alliance_id = p.alliance_id AND t.id = p.transfer_id
      LEFT JOIN ledger.transfer resolution ON resolution.alliance_id = t.alliance_id AND resolution.pending_id = t.id
     WHERE a.kind = ${account.kind}::ledger.account_kind AND a.owner_ref = ${account.ownerRef} AND a.shard = 0
       AND p.account_version < ${before ?? Number.MAX_SAFE_INTEGER}
       AND t.effective_on BETWEEN ${from ?? '-infinity'}::date AND ${until ?? 'infinity'}::date
     ORDER BY p.account_version DESC LIMIT ${limit}`;
}

/** The legs of a written transfer, for its reversal; undefined when this alliance has no such transfer. */
export async function writtenTransfer(
  tx: Tx,
  id: string,
): Promise<{ readonly id: string; readonly kind: TransferKind; readonly legs: readonly Leg[] } | undefined> {
  const rows = await tx.db.$queryRaw<
    { transferKind: TransferKind; kind: AccountName['kind']; ownerRef: string; cents: number }[]
  >`
    SELECT t.kind AS "transferKind", a.kind::text AS kind, a.owner_ref AS "ownerRef", p.amount_cents::float8 AS cents
      FROM ledger.transfer t
      JOIN ledger.posting p ON p.alliance_id = t.alliance_id AND p.transfer_id = t.id
      JOIN ledger.account a ON a.alliance_id = p.alliance_id AND a.id = p.account_id
     WHERE t.id = ${id}::uuid ORDER BY p.account_id`;
  const [first] = rows;
  if (!first) return undefined;
  const legs = rows.map(({ kind, ownerRef, cents }) => ({ account: { kind, ownerRef }, amountCents: cents }));
  return { id, kind: first.transferKind, legs };
}
