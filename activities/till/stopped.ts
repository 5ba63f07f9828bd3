import { redeemableUntil } from '../../domain/redeemable.ts';
import { toDateColumn, type PlainDate, fromDateColumn } from '../../domain/plain-date.ts';
import { Refusal } from '../../domain/refusal.ts';
import { toPlainDate } from '../../domain/time.ts';
import { reasonOf } from '../../domain/voucher-reasons.ts';
import type { Tx } from '../../prisma/database.ts';

/** A title issued before stays good for a while with a provider that was suspended or left; then no more. */
export async function refuseStoppedProvider(tx: Tx, providerId: string, on: PlainDate): Promise<void> {
  const stoppedOn = await stoppedSince(tx, providerId, on);
  if (stoppedOn !== undefined && redeemableUntil(stoppedOn) < on) throw stopped;
}

/** Since when a provider takes no new orders; undefined of one that does, the first of all days of one that never was one. */
export async function stoppedSince(
  tx: Tx,
  providerId: string,
  day: PlainDate,
): Promise<PlainDate | undefined> {
  const [row] = await tx.db.$queryRaw<
    { readonly since: Date | null; readonly isAdmitted: boolean; readonly endedOn: Date | null }[]
  >`
    SELECT (SELECT min(since) FROM suspension
             WHERE organisation_id = ${providerId}::uuid AND lifted_at IS NULL
               AND (role IS NULL OR role = 'provider')) AS since,
           coalesce(bool_or(admitted_on <= ${toDateColumn(day)}::date
             AND (ended_on IS NULL OR ended_on > ${toDateColumn(day)}::date)), false) AS "isAdmitted",
           max(ended_on) AS "endedOn"
      FROM admission WHERE organisation_id = ${providerId}::uuid`;
  const { since, isAdmitted, endedOn } = row!;
  const days = [
    ...(since ? [toPlainDate(since)] : []),
    ...(isAdmitted ? [] : [endedOn ? fromDateColumn(endedOn) : NEVER_ADMITTED]),
  ];
  return days.toSorted()[0];
}

const NEVER_ADMITTED: PlainDate = '1900-01-01';

const stopped = new Refusal('voucherNotGood', {
  detail: {
    it: 'Il fornitore è sospeso, o non è più dell’alleanza, da oltre 30 giorni: il valore torna a chi ha il buono, che può scegliere un altro fornitore.',
    en: 'The provider has been suspended, or out of the alliance, for more than 30 days: the value goes back to the holder, who can choose another provider.',
  },
  reasons: [reasonOf('PROVIDER_STOPPED')],
});
