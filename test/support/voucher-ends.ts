import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import type { ActivityServices } from '../../activities/services.ts';
import { lockOne } from '../../activities/voucher-expiry/due.ts';
import { endVouchers } from '../../activities/voucher-expiry/end-vouchers.ts';
import { voucherExpiryActivities } from '../../activities/voucher-expiry/index.ts';
import { toPlainDate } from '../../domain/time.ts';
import { post } from '../../ledger/post.ts';
import { voucherCaptured, voucherHeld } from '../../ledger/voucher-postings.ts';
import type { Tx } from '../../prisma/database.ts';
import type { Voucher } from '../../prisma/generated/client.ts';

/** In the books and the voucher's row, as a till would; without a till. */
export async function spendSome(
  tx: Tx,
  { id: voucherId }: Pick<Voucher, 'id'>,
  providerId: string,
  cents: number,
): Promise<void> {
  const event = { voucherId, providerId, effectiveOn: toPlainDate(tx.now) };
  const holdId = randomUUID();
  await post(tx, voucherHeld({ ...event, id: holdId, amountCents: cents }));
  const split = { providerCents: cents, fundCents: 0, feeCents: 0 };
  await post(tx, voucherCaptured({ ...event, ...split, id: randomUUID(), holdId, redemptionId: holdId }));
  await tx.db.voucher.update({ where: { id: voucherId }, data: { spentCents: cents } });
}

/** Ends one voucher now, whatever its last day says. */
export async function endNow(
  tx: Tx,
  services: Pick<ActivityServices, 'vault'>,
  { id }: Pick<Voucher, 'id'>,
  way: 'expired' | 'voided',
): Promise<void> {
  await endVouchers(tx, services, await lockOne(tx, id), way);
}

/** As if they had been issued then, which no row says otherwise. */
export async function issuedDaysAgo(
  superuser: pg.Client,
  ids: readonly string[],
  days: number,
): Promise<void> {
  await superuser.query('ALTER TABLE voucher DISABLE TRIGGER voucher_guard');
  await superuser.query(
    `UPDATE voucher SET issued_at = issued_at - $2 * interval '1 day' WHERE id = ANY ($1)`,
    [ids, days],
  );
  await superuser.query('ALTER TABLE voucher ENABLE TRIGGER voucher_guard');
}

/** Page after page, until nothing is due at this moment. */
export async function endDue(services: ActivityServices, allianceId: string): Promise<void> {
  const { handleDueVouchers } = voucherExpiryActivities(services);
  let handled = await handleDueVouchers({ allianceId });
  while (handled.next || handled.sleepMs === 0)
    handled = await handleDueVouchers({ allianceId, ...(handled.next ? { after: handled.next } : {}) });
}

/** As if its last instant were so many milliseconds from now. */
export async function lastsFor(
  within: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>,
  { id }: Pick<Voucher, 'id'>,
  ms: number,
): Promise<Date> {
  const expiresAt = new Date(Date.now() + ms);
  await within(({ db }) => db.voucher.update({ where: { id }, data: { expiresAt } }));
  return expiresAt;
}
