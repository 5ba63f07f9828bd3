import { nextReminder, remindersDue } from '../../domain/voucher-expiry.ts';
import { toPlainDate } from '../../domain/time.ts';
import type { Tx } from '../../prisma/database.ts';
import { queueMails } from '../mail.ts';
import type { ActivityServices } from '../services.ts';
import { behind, PAGE, placeOf, type Place } from './due.ts';
import { reminderDays } from './until-when.ts';

interface Reminding {
  readonly id: string;
  readonly at: Date;
  readonly holderId: string;
  readonly expiresAt: Date;
  readonly remindedDays: readonly number[];
}

/**
 * Reminds the holders of vouchers that lapse soon: one mail a day for each, whatever the number. What was sent stands
 * with the voucher in the same transaction, so that an attempt that died is tried again and sends nothing twice.
 *
 * @returns the last voucher of a full page
 */
export async function remindPage(
  tx: Tx,
  { vault }: Pick<ActivityServices, 'vault'>,
  after: Place | undefined,
): Promise<Place | undefined> {
  const due = await tx.db.$queryRaw<Reminding[]>`
    SELECT id, remind_at AS at, holder_id AS "holderId", expires_at AS "expiresAt",
           coalesce(reminded_days, '{}') AS "remindedDays"
      FROM voucher
     WHERE state IN ('active', 'held') AND remind_at <= ${tx.now} AND ${behind('remind_at', after)}
     ORDER BY remind_at, id LIMIT ${PAGE} FOR NO KEY UPDATE`;
  if (due.length === 0) return undefined;
  const offsets = await reminderDays(tx);
  const reminded = due.map((voucher) => {
    const sent = remindersDue({ ...voucher, remindAt: voucher.at }, offsets, tx.now);
    const remindedDays = [...voucher.remindedDays, ...sent];
    const remindAt = nextReminder({ ...voucher, remindedDays }, offsets, tx.now);
    // A voucher whose last instant is past is about to end: that is told, and nothing is reminded of any more.
    return { ...voucher, isTold: sent.length > 0 && voucher.expiresAt >= tx.now, remindedDays, remindAt };
  });
  await tx.db.$executeRaw`
    UPDATE voucher SET remind_at = reminded.at, reminded_days = reminded.days::int[]
      FROM unnest(${reminded.map(({ id }) => id)}::uuid[], ${reminded.map(({ remindAt }) => remindAt)}::timestamptz[],
                  ${reminded.map(({ remindedDays }) => `{${remindedDays.join(',')}}`)}::text[]) AS reminded (id, at, days)
     WHERE voucher.id = reminded.id`;
  await tell(tx, vault, new Set(reminded.flatMap(({ isTold, holderId }) => (isTold ? [holderId] : []))));
  return due.length === PAGE ? placeOf('remind', due.at(-1)!) : undefined;
}

async function tell(tx: Tx, vault: ActivityServices['vault'], holders: ReadonlySet<string>): Promise<void> {
  const first = await tx.db.voucher.groupBy({
    by: ['holderId'],
    where: { holderId: { in: [...holders] }, state: { in: ['active', 'held'] }, expiresAt: { gte: tx.now } },
    _min: { expiresAt: true },
  });
  const today = toPlainDate(tx.now);
  await queueMails(
    tx,
    vault,
    first.map(({ holderId, _min: { expiresAt } }) => ({
      template: 'vouchersLapseSoon' as const,
      recipientId: holderId,
      params: { firstOn: toPlainDate(expiresAt!) },
      dedupeKey: `vouchersLapseSoon/${holderId}/${today}`,
    })),
  );
}
