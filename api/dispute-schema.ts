import { z } from 'zod';
import { disputeReasonNames, disputeStates, disputeSteps } from '../domain/voucher-dispute.ts';
import { fromDateColumn } from '../domain/plain-date.ts';
import type { VoucherDispute } from '../prisma/generated/client.ts';
import { amountCents, id, instant, plainDate } from './schema.ts';

export const disputeParams = z.strictObject({ disputeId: id });

export const disputeAnswered = z
  .strictObject({
    disputeId: id,
    code: z.string(),
    state: z.enum(disputeStates),
    answerDueOn: plainDate.meta({ description: 'The last day for the provider’s answer' }),
  })
  .meta({ id: 'VoucherDisputeStep', description: 'Where a dispute stands after a step' });

/** What a step answers: where the dispute stands, and nothing of what was said. */
export function answered({ id: disputeId, code, state, answerDueOn }: VoucherDispute) {
  return { disputeId, code, state, answerDueOn: fromDateColumn(answerDueOn) };
}

export const disputeItem = z
  .strictObject({
    id,
    code: z.string(),
    redemptionId: id,
    redemptionNumber: z.string(),
    voucherNumber: z.string(),
    provider: z.strictObject({ id, name: z.string() }),
    reason: z.enum(disputeReasonNames),
    amountCents: amountCents.meta({ description: 'What should come back to the voucher' }),
    state: z.enum(disputeStates),
    openedAt: instant,
    answerDueOn: plainDate,
    answeredAt: instant.nullable(),
    decidedAt: instant.nullable(),
    grantedCents: amountCents.nullable().meta({ description: 'What came back, once decided' }),
    possible: z
      .array(z.enum(disputeSteps))
      .meta({ description: 'What may be done with it as it stands, by whoever’s turn it is' }),
  })
  .meta({ id: 'VoucherDisputeItem' });

const evidence = z
  .strictObject({
    id,
    from: z.enum(['holder', 'provider']),
    mediaType: z.string(),
    sizeBytes: z.int(),
    createdAt: instant,
  })
  .meta({ id: 'DisputeEvidence' });

export const disputeView = disputeItem
  .extend({
    text: z.string().meta({ description: 'What the holder says' }),
    answer: z.string().nullable().meta({ description: 'What the provider says' }),
    agrees: z
      .boolean()
      .nullable()
      .meta({ description: 'Whether the provider agrees that the holder is right' }),
    reasons: z.string().nullable().meta({ description: 'Why the office decided as it did' }),
    evidence: z.array(evidence),
  })
  .meta({ id: 'VoucherDispute' });

export const redemptionOfVoucher = z
  .strictObject({
    id,
    number: z.string(),
    provider: z.strictObject({ id, name: z.string() }),
    amountCents,
    refundedCents: amountCents,
    capturedAt: instant,
    disputableUntil: plainDate.meta({ description: 'The last day on which it may be disputed' }),
  })
  .meta({ id: 'RedemptionOfVoucher' });
