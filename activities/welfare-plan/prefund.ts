import { notFound } from '../../domain/refusal.ts';
import { toPlainDate } from '../../domain/time.ts';
import { employerPrefund } from '../../ledger/accounts.ts';
import { accountBalance } from '../../ledger/balances.ts';
import { post } from '../../ledger/post.ts';
import { transferId } from '../../ledger/transfer-id.ts';
import { prefundReceived } from '../../ledger/voucher-postings.ts';
import type { Tx } from '../../prisma/database.ts';
import type { Prefund } from '../../prisma/generated/client.ts';
import { refuseUsedBankRef } from '../bank-reference.ts';

export interface ReceivedPrefund {
  readonly organisationId: string;
  readonly amountCents: number;
  readonly bankRef: string;
  readonly recordedBy: string;
}

/** Records that an employer's money reached the segregated bank account: from now on it can be given as credit. */
export async function receivePrefund(tx: Tx, received: ReceivedPrefund): Promise<Prefund> {
  await employerOrThrow(tx, received.organisationId);
  await refuseUsedBankRef(tx, received.bankRef);
  return bookPrefund(tx, received);
}

/** The same for whoever has seen already that the bank line is new. */
export async function bookPrefund(tx: Tx, received: ReceivedPrefund): Promise<Prefund> {
  const { allianceId, now: receivedAt } = tx;
  const row = await tx.db.prefund.create({ data: { ...received, allianceId, receivedAt } });
  await post(
    tx,
    prefundReceived({
      id: transferId(`prefund/${row.id}`, 'received'),
      employerId: row.organisationId,
      amountCents: row.amountCents,
      bankRef: row.bankRef,
      effectiveOn: toPlainDate(receivedAt),
    }),
  );
  return row;
}

/** What an employer has paid in and not given to its people yet. */
export async function prefundLeft(tx: Tx, organisationId: string): Promise<number> {
  return (await accountBalance(tx, employerPrefund(organisationId))).balanceCents;
}

/** Only an employer pays in, and only an employer is asked for its contribution. */
export async function employerOrThrow(tx: Tx, organisationId: string): Promise<void> {
  const known = await tx.db.organisation.count({ where: { id: organisationId, roles: { has: 'employer' } } });
  if (known === 0) throw notFound({ it: 'Datore di lavoro', en: 'Employer' });
}
