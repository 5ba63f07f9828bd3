import { Refusal } from '../../domain/refusal.ts';
import { toPlainDate } from '../../domain/time.ts';
import { beneficiaryPayable } from '../../ledger/accounts.ts';
import { accountBalance } from '../../ledger/balances.ts';
import { LedgerRefusal, post } from '../../ledger/post.ts';
import {
  awardApproved,
  awardReleased,
  fundHold,
  holdReleased,
  settlementPaid,
  unitDelivered,
  type Transfer,
} from '../../ledger/postings.ts';
import { transferId } from '../../ledger/transfer-id.ts';
import type { Tx } from '../../prisma/database.ts';
import type { Award, DeliveredUnit } from '../../prisma/generated/client.ts';
import { processWorkflowId } from '../../workflows/contract.ts';

/** Every movement of an award's money, each under an id made of the award and the step: repeated, it is found made. */

type Money = Pick<Award, 'id' | 'amountCents'>;

function event(tx: Tx, award: Pick<Award, 'id'>, ...step: [string, ...string[]]) {
  return {
    id: transferId(processWorkflowId('fundDisbursement', award.id), ...step),
    awardId: award.id,
    effectiveOn: toPlainDate(tx.now),
  };
}

/** Holds the award's cents on the Fund; throws LedgerRefusal `insufficientFunds` when it cannot pay them. */
export async function holdAward(tx: Tx, award: Money): Promise<string> {
  const transfer = fundHold({ ...event(tx, award, 'hold'), amountCents: award.amountCents });
  await post(tx, transfer);
  return transfer.id;
}

/** Posts the hold, once, to the award's own account. */
export async function approveAward(tx: Tx, award: Money): Promise<void> {
  const holdId = event(tx, award, 'hold').id;
  await move(tx, awardApproved({ ...event(tx, award, 'approve'), holdId, amountCents: award.amountCents }));
}

/** Lets the hold go: nothing was spent. */
export async function releaseHold(tx: Tx, award: Pick<Award, 'id'>): Promise<void> {
  await move(tx, holdReleased({ ...event(tx, award, 'releaseHold'), holdId: event(tx, award, 'hold').id }));
}

/** A confirmed unit leaves the award for its provider. */
export async function deliverUnit(
  tx: Tx,
  award: Pick<Award, 'id'>,
  unit: DeliveredUnit,
  providerId: string,
): Promise<string> {
  const transfer = unitDelivered({
    ...event(tx, award, 'unit', unit.id),
    unitId: unit.id,
    providerId,
    amountCents: unit.amountCents,
  });
  await move(tx, transfer);
  return transfer.id;
}

/** What still stands on the award's account. */
export async function awardBalanceCents(tx: Tx, award: Pick<Award, 'id'>): Promise<number> {
  return (await accountBalance(tx, beneficiaryPayable(award.id))).balanceCents;
}

/** Gives cents of the award back to the Fund; what was released before tells one release from the next. */
export async function releaseRest(
  tx: Tx,
  award: Pick<Award, 'id' | 'releasedCents'>,
  amountCents: number,
): Promise<void> {
  await move(tx, awardReleased({ ...event(tx, award, 'release', String(award.releasedCents)), amountCents }));
}

/** Records that the bank paid a provider for an award. */
export async function settleProvider(
  tx: Tx,
  award: Pick<Award, 'id'>,
  settled: {
    readonly submissionId: string;
    readonly providerId: string;
    readonly amountCents: number;
    readonly bankRef: string;
  },
): Promise<string> {
  const { submissionId, ...settlement } = settled;
  const transfer = settlementPaid({ ...event(tx, award, 'settle', submissionId), ...settlement });
  await move(tx, transfer);
  return transfer.id;
}

async function move(tx: Tx, transfer: Transfer): Promise<void> {
  try {
    await post(tx, transfer);
  } catch (error) {
    if (error instanceof LedgerRefusal && error.code === 'insufficientFunds') throw notEnough;
    throw error;
  }
}

const notEnough = new Refusal('insufficientFunds', {
  detail: {
    it: 'Il conto da cui dovrebbe uscire il denaro non basta: registri prima le entrate.',
    en: 'The account the money would leave does not hold enough: record what came in first.',
  },
});
