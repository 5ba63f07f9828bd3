import { z } from 'zod';
import { disputeReasonNames } from './voucher-dispute.ts';

/** What comes in is checked here, apart from the words, which the console reads and which need no checker. */
const prose = z.string().trim().min(1).max(4000);
const cents = z.int().min(1).max(1_000_000_000);

export const openDisputeInput = z.strictObject({
  redemptionId: z.uuid(),
  reason: z.enum(disputeReasonNames),
  amountCents: cents.optional().meta({
    description: 'How much should come back, of a voucher that is spent in parts; all of it, if left out',
  }),
  text: prose,
});
export const answerDisputeInput = z.strictObject({
  agrees: z.boolean().meta({ description: 'Whether the provider agrees that the holder is right' }),
  text: prose,
});
export const decideDisputeInput = z.strictObject({
  outcome: z.enum(['forHolder', 'forProvider']),
  amountCents: cents.optional().meta({
    description: 'For the holder: how much comes back to the voucher; all that is disputed, if left out',
  }),
  reasons: prose,
});
