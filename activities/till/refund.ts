import { notFound } from '../../domain/refusal.ts';
import { toPlainDate } from '../../domain/time.ts';
import type { Tx } from '../../prisma/database.ts';
import type { TillUser } from '../../prisma/generated/client.ts';
import { recordAudit } from '../audit.ts';
import { queueMail } from '../mail.ts';
import type { ActivityServices } from '../services.ts';
import { notBeingPaidOrThrow } from '../settlement/being-paid.ts';
import { notDisputedOrThrow } from '../voucher-dispute/frozen.ts';
import { giveBack, type GivenBack } from './give-back.ts';
import { restoreSpent } from './restored.ts';

/**
 * A provider gives back what it took, or a part where the voucher may be used in parts. The voucher is good again, or
 * another where the rest of it has lapsed, and nobody gets cash; what the employer gave to the Fund and what counts towards the year's limit stay as they are.
 */
export async function refundRedemption(
  tx: Tx,
  services: Pick<ActivityServices, 'vault'>,
  till: TillUser,
  { redemptionId, wantedCents }: { readonly redemptionId: string; readonly wantedCents: number | undefined },
): Promise<GivenBack> {
  const providerId = till.organisationId;
  await notBeingPaidOrThrow(tx, redemptionId);
  await notDisputedOrThrow(tx, redemptionId);
  const known = await tx.db.redemption.findFirst({ where: { id: redemptionId, providerId } });
  if (!known) throw notFound({ it: 'Riscossione', en: 'Redemption' });
  const amountCents = wantedCents ?? known.amountCents - known.refundedCents;
  const given = await giveBack(tx, known, amountCents, { tillUserId: till.id });
  await recordAudit(tx, services.vault, {
    action: 'redemption.refunded',
    subjectKind: 'redemption',
    subjectId: redemptionId,
  });
  const { refund, voucher: spent } = given;
  const isLapsed = spent.state === 'expired';
  const voucher = isLapsed ? await restoreSpent(tx, services.vault, spent, refund) : spent;
  const template = isLapsed ? 'voucherRestored' : 'voucherRefunded';
  await queueMail(tx, services.vault, {
    template,
    recipientId: voucher.holderId,
    params: { voucherNumber: voucher.number, validUntil: toPlainDate(voucher.expiresAt) },
    dedupeKey: `${template}/${refund.id}`,
    about: { kind: 'voucher', id: voucher.id },
  });
  return { refund, voucher };
}
