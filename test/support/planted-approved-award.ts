import { randomUUID } from 'node:crypto';
import { toPlainDate } from '../../domain/time.ts';
import { post } from '../../ledger/post.ts';
import { awardApproved, fundHold } from '../../ledger/postings.ts';
import type { Tx } from '../../prisma/database.ts';
import { accountId } from '../../prisma/seed/personas.ts';
import type { CaseHousehold } from '../holds/support/households.ts';

/** An award of the demonstration whose money is set aside, as approval leaves it. */
export async function plantApprovedAward(
  tx: Tx,
  { householdId, applicantId }: CaseHousehold,
  amountCents: number,
): Promise<string> {
  const { allianceId, now: createdAt } = tx;
  const assessment = await tx.db.assessment.create({
    data: {
      allianceId,
      protocolNumber: randomUUID(),
      dossierCode: randomUUID(),
      householdId,
      applicantId,
      beneficiaryId: applicantId,
      channel: 'desk',
      state: 'granted',
      waitingFor: 'nothing',
      receivedAt: createdAt,
      termEndsOn: createdAt,
      closedAt: createdAt,
      createdAt,
    },
  });
  const { id: awardId } = await tx.db.award.create({
    data: {
      allianceId,
      assessmentId: assessment.id,
      householdId,
      state: 'delivering',
      waitingFor: 'provider.delivery',
      amountCents,
      capCents: 200_000,
      scoreHundredths: 6_000,
      iseeSealed: Buffer.from('isee'),
      completeAt: createdAt,
      proposedBy: accountId('teresa'),
      createdAt,
    },
  });
  const event = { awardId, amountCents, effectiveOn: toPlainDate(createdAt) };
  const holdId = randomUUID();
  await post(tx, fundHold({ ...event, id: holdId }));
  await post(tx, awardApproved({ ...event, id: randomUUID(), holdId }));
  return awardId;
}
