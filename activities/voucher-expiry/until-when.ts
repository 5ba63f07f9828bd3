import { nextReminder, reminderDaysOf } from '../../domain/voucher-expiry.ts';
import type { Tx } from '../../prisma/database.ts';
import { voucherExpiryId } from '../../workflows/contract.ts';
import { wakeUp } from '../wakeup.ts';

/** A provider stopped: what was issued or booked there before is good for a month, and then somebody has to look. */
export async function wakeForVouchersAt(tx: Tx, providerId: string): Promise<void> {
  const live = await tx.db.voucher.findFirst({
    where: { providerId, state: { in: ['active', 'held'] } },
    select: { id: true },
  });
  const booked = live ?? (await tx.db.booking.findFirst({ where: { providerId, dueAt: { not: null } } }));
  if (booked) await wakeUp(tx, voucherExpiryId(tx.allianceId));
}

/** How many days before the last one this alliance reminds. */
export async function reminderDays(tx: Tx): Promise<readonly number[]> {
  const { voucherReminderDays } = await tx.db.alliance.findUniqueOrThrow({
    where: { id: tx.allianceId },
    select: { voucherReminderDays: true },
  });
  return reminderDaysOf(voucherReminderDays);
}

/**
 * The columns of a voucher that is good until then: whoever writes a last day writes its reminders with it. What was
 * sent before another last day was of that one, and is forgotten.
 *
 * @param before the voucher as it was, if there was one
 */
export async function untilWhen(
  tx: Tx,
  expiresAt: Date,
  before?: { readonly expiresAt: Date; readonly remindedDays: readonly number[] },
) {
  const isSame = before !== undefined && before.expiresAt.getTime() === expiresAt.getTime();
  const remindedDays = isSame ? [...before.remindedDays] : [];
  const remindAt = nextReminder({ expiresAt, remindedDays }, await reminderDays(tx), tx.now);
  return { expiresAt, remindAt, remindedDays };
}

interface Due {
  readonly expiresAt: Date;
  readonly remindAt: Date | null;
}

/**
 * Wakes `voucherExpiry` when a voucher that was just written is due before everything it sleeps to. Another that is
 * due as early says that it need not be: that one is held until the end of the transaction, so that it cannot end
 * unnoticed meanwhile; one that somebody else holds is no proof, and costs a wake-up too many.
 */
export async function wakeIfSooner(tx: Tx, written: readonly string[], { expiresAt, remindAt }: Due) {
  const due = remindAt ?? expiresAt;
  const earlier = await tx.db.$queryRaw<unknown[]>`
    SELECT id FROM voucher WHERE state IN ('active', 'held') AND remind_at <= ${due} AND id <> ALL (${written}::uuid[])
     ORDER BY remind_at, id LIMIT 1 FOR SHARE SKIP LOCKED`;
  if (earlier.length > 0) return;
  const lapsing = await tx.db.$queryRaw<unknown[]>`
    SELECT id FROM voucher WHERE state IN ('active', 'held') AND expires_at <= ${due} AND id <> ALL (${written}::uuid[])
     ORDER BY expires_at, id LIMIT 1 FOR SHARE SKIP LOCKED`;
  if (lapsing.length === 0) await wakeUp(tx, voucherExpiryId(tx.allianceId));
}
