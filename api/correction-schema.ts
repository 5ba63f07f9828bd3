import { z } from 'zod';
import type { RedemptionCorrection } from '../prisma/generated/client.ts';
import { RedemptionCorrectionKind, RedemptionCorrectionState } from '../prisma/generated/enums.ts';
import { instantIn } from './dates.ts';
import { amountCents, id, instant } from './schema.ts';

export const correction = z
  .strictObject({
    id,
    kind: z.enum(RedemptionCorrectionKind),
    state: z.enum(RedemptionCorrectionState),
    providerId: id,
    redemptionId: id.nullable().meta({ description: 'What was taken by mistake; none of a late slip' }),
    servedAt: instant.nullable().meta({ description: 'The moment that stands on a late slip' }),
    rightCents: amountCents.nullable().meta({ description: 'What was to be taken; none when nothing was' }),
    askedAt: instant,
    decidedAt: instant.nullable(),
    madeRedemptionId: id.nullable().meta({ description: 'What was taken when it was approved' }),
  })
  .meta({ id: 'RedemptionCorrection', description: 'A redemption that somebody says was a mistake' });

export function shownCorrection(row: RedemptionCorrection): z.input<typeof correction> {
  const { id: correctionId, kind, state, providerId, redemptionId, rightCents, madeRedemptionId } = row;
  return {
    id: correctionId,
    kind,
    state,
    providerId,
    redemptionId,
    servedAt: instantIn(row.servedAt),
    rightCents,
    askedAt: row.askedAt.toISOString(),
    decidedAt: instantIn(row.decidedAt),
    madeRedemptionId,
  };
}
