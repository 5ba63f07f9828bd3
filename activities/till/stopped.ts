import { redeemableUntil } from '../../domain/redeemable.ts';
import { toDateColumn, type PlainDate, fromDateColumn } from '../../domain/plain-date.ts';
import { Refusal } from '../../domain/refusal.ts';
import { startOfDay, toPlainDate } from '../../domain/time.ts';
import { reasonOf } from '../../domain/voucher-reasons.ts';
import type { Tx } from '../../prisma/database.ts';
import type { Voucher } from '../../prisma/generated/client.ts';

/**
 * A title issued before stays good for a while with a provider that was suspended or left, and then no more; one issued
 * after was never meant for it.
 */
export async function refuseStoppedProvider(
  tx: Tx,
  providerId: string,
  { issuedAt }: Pick<Voucher, 'issuedAt'>,
  on: PlainDate,
): Promise<void> {
  const since = await stoppedAt(tx, providerId, on);
  if (since === undefined) return;
  if (redeemableUntil(toPlainDate(since)) < on) throw stopped;
  if (issuedAt >= since) throw issuedAfter;
}

/** Since when a provider takes no new orders; undefined of one that does, the first of all days of one that never was one. */
export async function stoppedSince(
  tx: Tx,
  providerId: string,
  day: PlainDate,
): Promise<PlainDate | undefined> {
  const since = await stoppedAt(tx, providerId, day);
  return since && toPlainDate(since);
}

async function stoppedAt(tx: Tx, providerId: string, day: PlainDate): Promise<Date | undefined> {
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
  const instants = [
    ...(since ? [since] : []),
    ...(isAdmitted ? [] : [startOfDay(endedOn ? fromDateColumn(endedOn) : NEVER_ADMITTED)]),
  ];
  return instants.toSorted((a, b) => a.getTime() - b.getTime())[0];
}

const NEVER_ADMITTED: PlainDate = '1900-01-01';

const stopped = new Refusal('voucherNotGood', {
  detail: {
    it: 'Il fornitore è sospeso, o non è più dell’alleanza, da oltre 30 giorni: il valore torna a chi ha il buono, che può scegliere un altro fornitore.',
    en: 'The provider has been suspended, or out of the alliance, for more than 30 days: the value goes back to the holder, who can choose another provider.',
  },
  reasons: [reasonOf('PROVIDER_STOPPED')],
});

const issuedAfter = new Refusal('voucherNotGood', {
  detail: {
    it: 'Il buono è stato emesso quando questo fornitore era già sospeso, o non era più dell’alleanza: qui non si usa. Uno cumulativo vale presso gli altri fornitori; uno di questo fornitore si annulla, e con il credito tornato se ne ordina un altro.',
    en: 'The voucher was issued when this provider was suspended already, or out of the alliance: it is not used here. A cumulative one is good at the other providers; one of this provider is voided, and another is ordered with the credit that comes back.',
  },
  reasons: [reasonOf('PROVIDER_STOPPED')],
});
