import { addYears, type PlainDate } from '../../domain/plain-date.ts';
import { NEARLY_NOTIFIED_CENTS } from '../../domain/settlement.ts';
import { startOfDay, toPlainDate } from '../../domain/time.ts';
import type { Tx } from '../../prisma/database.ts';
import { askAdministrators } from '../office-tasks.ts';
import { toNotify } from './tasks.ts';

/** What was spent by voucher in the last twelve months, less what was refunded of it. */
export async function networkVolume(
  tx: Tx,
): Promise<{ readonly since: PlainDate; readonly volumeCents: number }> {
  const since = addYears(toPlainDate(tx.now), -1);
  const { _sum } = await tx.db.redemption.aggregate({
    where: { capturedAt: { gte: startOfDay(since) } },
    _sum: { amountCents: true, refundedCents: true },
  });
  return { since, volumeCents: (_sum.amountCents ?? 0) - (_sum.refundedCents ?? 0) };
}

/** Asks the administrators once, before the network is so large that it has to be notified; a year later again. */
export async function warnOfVolume(tx: Tx): Promise<void> {
  const { since, volumeCents } = await networkVolume(tx);
  if (volumeCents < NEARLY_NOTIFIED_CENTS) return;
  const asked = await tx.db.task.count({
    where: { ...toNotify(tx.allianceId), createdAt: { gte: startOfDay(since) } },
  });
  if (asked === 0) await askAdministrators(tx, toNotify(tx.allianceId));
}
