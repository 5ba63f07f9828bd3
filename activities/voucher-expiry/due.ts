import { lapsesAt, lapsesAtStopped } from '../../domain/voucher-expiry.ts';
import { remainingMs, timeZone, toPlainDate } from '../../domain/time.ts';
import type { Tx } from '../../prisma/database.ts';
import { Prisma } from '../../prisma/generated/client.ts';
import { holdAwards } from '../fund/voucher-returned.ts';

/** How far a look at what is due has come: the last voucher it saw, by its instant. */
export interface Place {
  readonly kind: 'lapse' | 'remind';
  readonly at?: string;
  readonly id?: string;
}

/** As many as one short transaction writes. */
export const PAGE = 1_000;

/** What of a voucher says what becomes of it. */
export interface Lapsing {
  readonly id: string;
  readonly at: Date;
  readonly holderId: string;
  readonly walletId: string | null;
  readonly awardId: string | null;
  readonly employerId: string | null;
  readonly carryOver: 'nextPlan' | 'employer' | 'fund' | null;
  readonly nominalCents: number;
  readonly spentCents: number;
  /** Of its nominal value, what was charged before it was issued. */
  readonly chargedCents: number;
  readonly orderId: string | null;
}

const columns = Prisma.sql`id, expires_at AS at, holder_id AS "holderId", wallet_id AS "walletId", award_id AS "awardId",
  employer_id AS "employerId", carry_over::text AS "carryOver", nominal_cents AS "nominalCents", spent_cents AS "spentCents",
  charged_cents AS "chargedCents", order_id AS "orderId"`;

/** Vouchers whose last instant is past, locked: whoever spends or extends one of them has done so, or waits. */
export function lockLapsed(tx: Tx, after: Place | undefined): Promise<Lapsing[]> {
  return lockPage(
    tx,
    Prisma.sql`state IN ('active', 'held') AND expires_at < ${tx.now} AND ${behind('expires_at', after)}`,
    Prisma.sql`expires_at, id`,
  );
}

/**
 * The first vouchers of those that are due, locked, and before them the awards that they go back to, as whoever takes
 * one voucher back does it: two who wait for each other end badly. What moves up to the page meanwhile, of an award
 * that is not held, is left to the next look.
 */
async function lockPage(tx: Tx, due: Prisma.Sql, order: Prisma.Sql): Promise<Lapsing[]> {
  const page = Prisma.sql`ORDER BY ${order} LIMIT ${PAGE}`;
  const awards = await tx.db.$queryRaw<{ awardId: string }[]>`
    SELECT DISTINCT award_id AS "awardId" FROM (SELECT award_id FROM voucher WHERE ${due} ${page}) AS due
     WHERE award_id IS NOT NULL`;
  const awardIds = awards.map(({ awardId }) => awardId);
  if (awardIds.length > 0) await holdAwards(tx, awardIds);
  return tx.db.$queryRaw<Lapsing[]>`
    SELECT ${columns} FROM voucher WHERE ${due} AND (award_id IS NULL OR award_id = ANY (${awardIds}::uuid[]))
     ${page} FOR NO KEY UPDATE`;
}

/** One voucher, whenever its last instant is, locked. */
export function lockOne(tx: Tx, id: string): Promise<Lapsing[]> {
  return tx.db.$queryRaw<Lapsing[]>`
    SELECT ${columns} FROM voucher WHERE id = ${id}::uuid AND state IN ('active', 'held') FOR NO KEY UPDATE`;
}

/** Where keyset paging goes on: what was seen already is not even passed over. */
export function behind(column: 'expires_at' | 'remind_at', after: Place | undefined): Prisma.Sql {
  if (!after?.id) return Prisma.sql`true`;
  return Prisma.sql`(${Prisma.raw(column)}, id) > (${new Date(after.at!)}, ${after.id}::uuid)`;
}

export function placeOf(kind: Place['kind'], last: { readonly at: Date; readonly id: string }): Place {
  return { kind, at: last.at.toISOString(), id: last.id };
}

/** A provider that takes no vouchers any more, where some were issued before it stopped. */
export interface Stopped {
  readonly providerId: string;
  readonly since: Date;
}

/** Suspended as a provider, or not admitted any longer, with vouchers that nobody spent or bookings that are open. */
export function stoppedProviders(tx: Tx): Promise<Stopped[]> {
  const today = toPlainDate(tx.now);
  return tx.db.$queryRaw<Stopped[]>`
    WITH stopped AS (
      SELECT organisation_id, min(since) AS since FROM suspension
       WHERE lifted_at IS NULL AND (role IS NULL OR role = 'provider') GROUP BY organisation_id
      UNION ALL
      SELECT organisation_id, (max(ended_on)::timestamp AT TIME ZONE ${timeZone}) AS since FROM admission
       GROUP BY organisation_id HAVING bool_and(ended_on <= ${today}::date) AND count(*) = count(ended_on))
    SELECT organisation_id AS "providerId", min(since) AS since FROM stopped
     WHERE EXISTS (SELECT FROM voucher WHERE provider_id = organisation_id AND state IN ('active', 'held')
                                         AND issued_at < stopped.since)
        OR EXISTS (SELECT FROM booking WHERE provider_id = organisation_id AND due_at IS NOT NULL)
     GROUP BY organisation_id ORDER BY organisation_id`;
}

/** Vouchers of a provider that stopped, locked. */
export function lockAtStopped(tx: Tx, { providerId, since }: Stopped): Promise<Lapsing[]> {
  return lockPage(
    tx,
    Prisma.sql`provider_id = ${providerId}::uuid AND state IN ('active', 'held') AND issued_at < ${since}
           AND NOT EXISTS (${liveHold(tx.now)})`,
    Prisma.sql`id`,
  );
}

export function stopsAt({ since }: Stopped): Date {
  return lapsesAtStopped(toPlainDate(since));
}

/** A till has set some of the voucher aside and its quarter of an hour is not over. */
function liveHold(now: Date): Prisma.Sql {
  return Prisma.sql`SELECT FROM voucher_hold h WHERE h.voucher_id = voucher.id AND h.state = 'held' AND h.held_until > ${now}`;
}

type Instant = 'remind' | 'lapsed' | 'lapses' | 'holdEnds' | 'booked';

/**
 * For how long nothing is due: to the earliest reminder, last instant, end of a hold that outlived its voucher or of a
 * booking, or end of a stopped provider's month. Undefined when nothing ever will be, as things stand. Each is the first entry of an index.
 */
export async function untilNextMs(tx: Tx): Promise<number | undefined> {
  const [row] = await tx.db.$queryRaw<Record<Instant, Date | null>[]>`
    SELECT (SELECT min(remind_at) FROM voucher WHERE state IN ('active', 'held') AND remind_at IS NOT NULL) AS remind,
           (SELECT expires_at FROM voucher WHERE state IN ('active', 'held') AND expires_at < ${tx.now}
               AND NOT EXISTS (${liveHold(tx.now)}) ORDER BY expires_at LIMIT 1) AS lapsed,
           (SELECT min(expires_at) FROM voucher WHERE state IN ('active', 'held') AND expires_at >= ${tx.now}) AS lapses,
           (SELECT min(h.held_until) FROM voucher JOIN voucher_hold h ON h.voucher_id = voucher.id AND h.state = 'held'
             WHERE voucher.state IN ('active', 'held') AND expires_at < ${tx.now}) AS "holdEnds",
           (SELECT min(due_at) FROM booking WHERE due_at IS NOT NULL) AS booked`;
  const { remind, lapsed, lapses, holdEnds, booked } = row!;
  const instants = [
    remind,
    lapsed,
    lapses && lapsesAt(lapses),
    holdEnds,
    booked && lapsesAt(booked),
    ...(await stoppedInstants(tx)),
  ].filter((instant) => instant !== null);
  if (instants.length === 0) return undefined;
  return Math.min(...instants.map((instant) => remainingMs(instant, tx.now)));
}

/** The end of each stopped provider's month; once that is past, the end of the holds that are in the way. */
async function stoppedInstants(tx: Tx): Promise<(Date | null)[]> {
  const instants: (Date | null)[] = [];
  for (const stopped of await stoppedProviders(tx)) {
    const { providerId, since } = stopped;
    if (stopsAt(stopped) > tx.now) instants.push(stopsAt(stopped));
    else {
      const [row] = await tx.db.$queryRaw<{ at: Date | null }[]>`
        SELECT min((SELECT coalesce(max(h.held_until), ${tx.now}) FROM voucher_hold h
                     WHERE h.voucher_id = voucher.id AND h.state = 'held' AND h.held_until > ${tx.now})) AS at
          FROM voucher
         WHERE provider_id = ${providerId}::uuid AND state IN ('active', 'held') AND issued_at < ${since}`;
      instants.push(row!.at);
    }
  }
  return instants;
}
