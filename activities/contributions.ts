import { randomUUIDv7 } from 'node:crypto';
import { notFound, Refusal } from '../domain/refusal.ts';
import { toPlainDate } from '../domain/time.ts';
import { post } from '../ledger/post.ts';
import { contributionCollected, contributionPledged } from '../ledger/postings.ts';
import { transferId } from '../ledger/transfer-id.ts';
import type { Tx } from '../prisma/database.ts';
import type { Contribution } from '../prisma/generated/client.ts';
import { lockRow } from '../prisma/lock-row.ts';
import { fundAllocationId } from '../workflows/contract.ts';
import { refuseUsedBankRef } from './bank-reference.ts';
import { reserveShare } from './voucher/fund-shares.ts';
import { wakeUp } from './wakeup.ts';

/** What an organisation promises the Fund, as the employer or the provider it is. */
export interface NewContribution {
  readonly organisationId: string;
  readonly source: 'employer' | 'provider';
  readonly amountCents: number;
}

/**
 * Records a promise: pledged money, which pays nothing out.
 *
 * @param id that of what it comes from, where that is one thing: it is pledged once then
 */
export async function pledgeContribution(
  tx: Tx,
  contribution: NewContribution,
  id: string = randomUUIDv7(),
): Promise<Contribution> {
  const { organisationId, source } = contribution;
  const organisation = await tx.db.organisation.findUnique({ where: { id: organisationId } });
  if (!organisation?.roles.includes(source)) throw notFound(sourceWords[source]);
  const row = await tx.db.contribution.create({
    data: { ...contribution, id, allianceId: tx.allianceId, pledgedAt: tx.now },
  });
  await post(tx, contributionPledged(eventOf(tx, row, 'pledged')));
  return row;
}

/**
 * Records that the bank confirmed the money: its part to the reserve, the rest to the Fund, whose waiting list is
 * looked at again. Refuses a contribution collected already, and a bank line used for anything else.
 */
export async function collectContribution(tx: Tx, id: string, bankRef: string): Promise<Contribution> {
  const pledged = await lockRow(tx, 'contribution', id, 'NO KEY UPDATE');
  if (!pledged) throw notFound({ it: 'Contributo', en: 'Contribution' });
  if (pledged.collectedAt) throw collectedAlready();
  await refuseUsedBankRef(tx, bankRef);
  const row = await tx.db.contribution.update({ where: { id }, data: { bankRef, collectedAt: tx.now } });
  await intoFund(tx, row);
  return row;
}

/**
 * Records as one contribution what was pledged bit by bit, each with its own transfer, when the money for all of it
 * came. Whoever calls it has seen that the bank line is new.
 */
export async function collectTogether(
  tx: Tx,
  pledged: NewContribution & { readonly bankRef: string; readonly pledgedAt: Date },
): Promise<Contribution> {
  const row = await tx.db.contribution.create({
    data: { ...pledged, allianceId: tx.allianceId, collectedAt: tx.now },
  });
  await intoFund(tx, row);
  return row;
}

async function intoFund(tx: Tx, row: Contribution): Promise<void> {
  const reserve = await reserveShare(tx);
  await post(tx, contributionCollected({ ...eventOf(tx, row, 'collected'), reserve }));
  await wakeUp(tx, fundAllocationId(tx.allianceId));
}

function eventOf(tx: Tx, row: Contribution, step: 'pledged' | 'collected') {
  return {
    id: transferId(`contribution/${row.id}`, step),
    contributionId: row.id,
    source: row.source as NewContribution['source'],
    organisationId: row.organisationId,
    amountCents: row.amountCents,
    effectiveOn: toPlainDate(tx.now),
  };
}

function collectedAlready(): Refusal {
  return new Refusal('stepNotPossible', {
    detail: { it: 'Il contributo è già stato incassato.', en: 'The contribution was collected already.' },
    possible: [],
  });
}

const sourceWords = {
  employer: { it: 'Datore di lavoro', en: 'Employer' },
  provider: { it: 'Fornitore', en: 'Provider' },
};
