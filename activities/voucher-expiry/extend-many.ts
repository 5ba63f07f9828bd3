import { randomUUIDv7 } from 'node:crypto';
import { addDays, type PlainDate } from '../../domain/plain-date.ts';
import { Refusal } from '../../domain/refusal.ts';
import { endOfDay, startOfDay, timeZone, toPlainDate } from '../../domain/time.ts';
import { nextReminder } from '../../domain/voucher-expiry.ts';
import type { Tx } from '../../prisma/database.ts';
import { Prisma } from '../../prisma/generated/client.ts';
import { voucherExpiryId } from '../../workflows/contract.ts';
import { recordAudit } from '../audit.ts';
import type { ActivityServices } from '../services.ts';
import { wakeUp } from '../wakeup.ts';
import { EXTENSION_DAYS_MAX, tellExtended } from './extend.ts';
import { reminderDays } from './until-when.ts';

/** More than this at once is asked for in parts: by plan, by provider or by days. */
const MOST_AT_ONCE = 10_000;

/** Which vouchers: of a plan, at a provider, whose last day is one of these; and their new last day. */
export interface Campaign {
  readonly planId: string | null;
  readonly providerId: string | null;
  readonly fromDate: PlainDate;
  readonly toDate: PlainDate;
  readonly until: PlainDate;
}

export interface Counted {
  /** How many are, or would be, good for longer. */
  readonly extended: number;
  /** How many keep their day: it is later already, or their plan ends with it. */
  readonly leftOut: number;
}

interface Candidate {
  readonly id: string;
  readonly holderId: string;
  readonly expiresAt: Date;
  readonly until: Date;
}

/** What an extension would do: asked first, so that whoever orders it knows how many. */
export async function countExtension(tx: Tx, campaign: Campaign): Promise<Counted> {
  return counted(await candidates(tx, campaign, Prisma.empty));
}

/**
 * Gives many vouchers a later last day at once, each no later than its plan's. Only as many as were counted before: if
 * some were spent, lapsed or issued meanwhile, nothing changes and the count is asked for again.
 */
export async function extendMany(
  tx: Tx,
  services: Pick<ActivityServices, 'vault'>,
  { expected, reason, ...campaign }: Campaign & { readonly expected: number; readonly reason: string },
): Promise<Counted & { readonly batchId: string }> {
  const found = await candidates(tx, campaign, Prisma.sql`FOR NO KEY UPDATE OF voucher`);
  const later = found.filter(({ until, expiresAt }) => until > expiresAt);
  if (later.length !== expected) throw countChanged(later.length);
  const batchId = randomUUIDv7();
  const offsets = await reminderDays(tx);
  const ids = later.map(({ id }) => id);
  const untils = later.map(({ until }) => until);
  const remindAt = later.map((one) =>
    nextReminder({ expiresAt: one.until, remindedDays: [] }, offsets, tx.now),
  );
  await tx.db.$executeRaw`
    INSERT INTO voucher_extension (id, alliance_id, voucher_id, batch_id, extended_from, extended_until, extended_by, created_at)
    SELECT one.id, ${tx.allianceId}::uuid, voucher, ${batchId}::uuid, since, until, ${tx.actor.id}::uuid, ${tx.now}
      FROM unnest(${ids.map(() => randomUUIDv7())}::uuid[], ${ids}::uuid[],
                  ${later.map(({ expiresAt }) => expiresAt)}::timestamptz[], ${untils}::timestamptz[]) AS one (id, voucher, since, until)`;
  await tx.db.$executeRaw`
    UPDATE voucher SET expires_at = one.until, remind_at = one.remind_at, reminded_days = '{}'
      FROM unnest(${ids}::uuid[], ${untils}::timestamptz[], ${remindAt}::timestamptz[]) AS one (id, until, remind_at)
     WHERE voucher.id = one.id`;
  await recordAudit(tx, services.vault, {
    action: 'vouchers.extended',
    subjectKind: 'voucherExtensionBatch',
    subjectId: batchId,
    detail: { subject: { kind: 'alliance', id: tx.allianceId }, value: { ...campaign, reason } },
  });
  await tellExtended(
    tx,
    services,
    later.map(({ holderId }) => holderId),
  );
  await wakeUp(tx, voucherExpiryId(tx.allianceId));
  return { ...counted(found), batchId };
}

function counted(found: readonly Candidate[]): Counted {
  const extended = found.filter(({ until, expiresAt }) => until > expiresAt).length;
  return { extended, leftOut: found.length - extended };
}

async function candidates(tx: Tx, campaign: Campaign, lock: Prisma.Sql): Promise<Candidate[]> {
  const { planId, providerId, fromDate, toDate, until } = campaign;
  if (until > addDays(toPlainDate(tx.now), EXTENSION_DAYS_MAX)) throw tooFar;
  const found = await tx.db.$queryRaw<Candidate[]>`
    SELECT voucher.id, holder_id AS "holderId", expires_at AS "expiresAt",
           least(${endOfDay(until)}::timestamptz,
                 ((plan.valid_until + 1)::timestamp AT TIME ZONE ${timeZone}) - interval '1 millisecond') AS until
      FROM voucher LEFT JOIN wallet ON wallet.id = wallet_id LEFT JOIN welfare_plan plan ON plan.id = plan_id
     WHERE voucher.state IN ('active', 'held') AND expires_at >= ${tx.now}
       AND expires_at BETWEEN ${startOfDay(fromDate)} AND ${endOfDay(toDate)}
       AND (${planId}::uuid IS NULL OR plan_id = ${planId}::uuid)
       AND (${providerId}::uuid IS NULL OR voucher.provider_id = ${providerId}::uuid)
     ORDER BY expires_at, voucher.id LIMIT ${MOST_AT_ONCE + 1} ${lock}`;
  if (found.length > MOST_AT_ONCE) throw tooMany;
  return found;
}

function countChanged(count: number): Refusal {
  return new Refusal('voucherNotExtendable', {
    detail: {
      it: `I buoni da prorogare ora sono ${count}: rifare il conteggio, guardarlo, e confermare quel numero.`,
      en: `The vouchers to extend are now ${count}: count again, look at it, and confirm that number.`,
    },
  });
}

const tooMany = new Refusal('voucherNotExtendable', {
  detail: {
    it: `Sono più di ${MOST_AT_ONCE} buoni: prorogarli in parti, per piano, per fornitore o per giorni.`,
    en: `These are more than ${MOST_AT_ONCE} vouchers: extend them in parts, by plan, by provider or by days.`,
  },
});

const tooFar = new Refusal('voucherNotExtendable', {
  detail: {
    it: `Una proroga arriva al più a ${EXTENSION_DAYS_MAX} giorni da oggi: indichi un giorno prima.`,
    en: `An extension reaches ${EXTENSION_DAYS_MAX} days from today at most: name an earlier day.`,
  },
});
