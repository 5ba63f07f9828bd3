import type { PlainDate } from '../domain/plain-date.ts';
import type { Tx } from '../prisma/database.ts';
import { byName, columns } from './accounts.ts';
import type { Leg, Transfer } from './postings.ts';
import { refusing } from './refusal.ts';

export { LedgerRefusal, type LedgerRefusalCode } from './refusal.ts';

/**
 * Writes a money event, opening accounts it is the first to use. Writing the same event again finds it written
 * and changes nothing, so a step may be repeated; its date is then that of the first time.
 *
 * @returns whether the event is new
 * @throws LedgerRefusal when a guard says no; nothing of the transaction can be kept then
 */
export async function post(tx: Tx, transfer: Transfer): Promise<'created' | 'exists'> {
  const legs = inOrder(transfer.legs);
  const { kinds, ownerRefs } = columns(legs.map(({ account }) => account));
  const rows = await refusing(tx.db.$queryRaw<{ outcome: 'created' | 'exists' }[]>`
    SELECT ledger.post(
      ${transfer.id}::uuid, ${transfer.kind}, ${transfer.phase}::ledger.phase,
      ${transfer.pendingId ?? null}::uuid, ${transfer.reversesId ?? null}::uuid, ${transfer.businessRef},
      ARRAY(SELECT ledger.open_account(kind::ledger.account_kind, owner_ref)
              FROM unnest(${kinds}::text[], ${ownerRefs}::text[]) WITH ORDINALITY AS name (kind, owner_ref, nth)
             ORDER BY nth),
      ${legs.map(({ amountCents }) => amountCents)}::bigint[],
      ${transfer.effectiveOn}::date, ${tx.now}) AS outcome`);
  return rows[0]!.outcome;
}

/** A transfer of a batch: they share kind and date, and move money at once. */
export type BatchedTransfer = Pick<Transfer, 'id' | 'businessRef' | 'legs'>;

/**
 * Writes many single transfers of one kind and day in one statement, each with its own id; those written before
 * are left as they are. An account's limit is tested on what the whole batch leaves.
 *
 * @returns how many are new
 * @throws LedgerRefusal when a guard says no to any of them; none is written then
 */
export async function postBatch(
  tx: Tx,
  { kind, effectiveOn }: Pick<Transfer, 'kind' | 'effectiveOn'>,
  transfers: readonly BatchedTransfer[],
): Promise<number> {
  if (transfers.length === 0) return 0;
  const legs = inOrder(
    transfers.flatMap((transfer, index) => transfer.legs.map((leg) => ({ ...leg, transfer: index + 1 }))),
  );
  const { kinds, ownerRefs } = columns(legs.map(({ account }) => account));
  const rows = await refusing(tx.db.$queryRaw<{ written: number }[]>`
    SELECT ledger.post_batch(
      ${transfers.map(({ id }) => id)}::uuid[], ${kind}, ${transfers.map(({ businessRef }) => businessRef)}::text[],
      ${legs.map(({ transfer }) => transfer)}::int[],
      ARRAY(SELECT coalesce(
                     (SELECT a.id FROM ledger.account a
                       WHERE a.owner_ref = name.owner_ref AND a.kind = name.kind::ledger.account_kind AND a.shard = 0),
                     ledger.open_account(name.kind::ledger.account_kind, name.owner_ref))
              FROM unnest(${kinds}::text[], ${ownerRefs}::text[]) WITH ORDINALITY AS name (kind, owner_ref, nth)
             ORDER BY nth),
      ${legs.map(({ amountCents }) => amountCents)}::bigint[],
      ${effectiveOn}::date, ${tx.now}) AS written`);
  return rows[0]!.written;
}

/** A reversal of a batch: its legs are the negation of what it reverses. */
export type BatchedReversal = Required<Pick<Transfer, 'id' | 'businessRef' | 'reversesId'>>;

/**
 * Writes the exact reversals of many transfers in one statement, each with its own id; those written before are left as
 * they are. An account's limit is tested on what the whole batch leaves.
 *
 * @returns how many are new
 * @throws LedgerRefusal when a guard says no to any of them; none is written then
 */
export async function reverseBatch(
  tx: Tx,
  effectiveOn: PlainDate,
  reversals: readonly BatchedReversal[],
): Promise<number> {
  if (reversals.length === 0) return 0;
  const rows = await refusing(tx.db.$queryRaw<{ written: number }[]>`
    SELECT ledger.reverse_batch(
      ${reversals.map(({ id }) => id)}::uuid[], ${reversals.map(({ reversesId }) => reversesId)}::uuid[],
      ${reversals.map(({ businessRef }) => businessRef)}::text[], ${effectiveOn}::date, ${tx.now}) AS written`);
  return rows[0]!.written;
}

function inOrder<T extends Leg>(legs: readonly T[]): readonly T[] {
  return legs.toSorted((a, b) => byName(a.account, b.account));
}
