import { timeZone } from '../../domain/time.ts';
import type { Tx } from '../../prisma/database.ts';
import { holdRow } from '../../prisma/lock-row.ts';
import type { Vault } from '../../vault/vault.ts';
import { voucherExpiryId } from '../../workflows/contract.ts';
import { recordAudit } from '../audit.ts';
import { wakeUp } from '../wakeup.ts';
import { reminderDays } from './until-when.ts';

/**
 * On how many days before a voucher's last one its holder is reminded from now on. Reminders that are still to come move
 * with it, also of vouchers issued before; one that was sent is not sent again, and a morning that is past is left out.
 */
export async function setReminderDays(tx: Tx, vault: Vault, wanted: readonly number[]): Promise<void> {
  const { allianceId } = tx;
  await holdRow(tx, 'alliance', allianceId, 'NO KEY UPDATE');
  const before = await reminderDays(tx);
  await tx.db.alliance.update({ where: { id: allianceId }, data: { voucherReminderDays: [...wanted] } });
  await tx.db.$executeRaw`
    UPDATE voucher SET remind_at = (
             SELECT min(morning) FROM (
               SELECT ((expires_at AT TIME ZONE ${timeZone})::date - days)::timestamp AT TIME ZONE ${timeZone} AS morning
                 FROM unnest(${wanted}::int[]) AS offsets (days)
                WHERE days <> ALL (coalesce(reminded_days, '{}'))) AS mornings
              WHERE morning > ${tx.now})
     WHERE state IN ('active', 'held')
       AND id IN (SELECT id FROM voucher WHERE state IN ('active', 'held') ORDER BY id FOR NO KEY UPDATE)`;
  await recordAudit(tx, vault, {
    action: 'vouchers.reminderDaysSet',
    subjectKind: 'alliance',
    subjectId: allianceId,
    detail: {
      subject: { kind: 'alliance', id: allianceId },
      value: { before: { daysBefore: before.join(', ') }, after: { daysBefore: wanted.join(', ') } },
    },
  });
  await wakeUp(tx, voucherExpiryId(allianceId));
}
