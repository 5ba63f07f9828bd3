import { z } from 'zod';
import { coordinatesOfComuneOrThrow } from '../domain/distance.ts';
import { daysBetween, type PlainDate } from '../domain/plain-date.ts';
import { isLocal } from '../domain/territory.ts';
import { endOfDay, startOfDay, timeZone, toPlainDate } from '../domain/time.ts';
import type { Tx } from '../prisma/database.ts';
import { VoucherResidual } from '../prisma/generated/enums.ts';
import type { Voucher } from '../prisma/generated/client.ts';
import { reachablePersonIds } from './access.ts';
import { neighbourMaxMetres } from './directory.ts';
import { searchDirectory } from './directory-search.ts';
import { invalidField } from './invalid-field.ts';
import { route } from './route.ts';
import { amountCents, asPage, cursorQuery, id, instant, page, pageArguments, plainDate } from './schema.ts';

const tag = 'vouchers';

const alternative = z
  .strictObject({ serviceId: id, name: z.string(), providerId: id, providerName: z.string() })
  .meta({ id: 'ServiceNearby' });

/** How a voucher ended, and where its money went. */
export const endingFields = {
  how: z.enum(['expired', 'voided']),
  endedAt: instant,
  leftCents: amountCents.meta({ description: 'What nobody had spent' }),
  wentTo: z.enum([...Object.values(VoucherResidual), 'order']).meta({
    description:
      'wallet: back to the credit it came from; nextPlan: to the credit of the next plan; employer, fund: as the plan said; award: back to the Fund, which gives the household its room back; order: to be given again by another provider, of an award that went on',
  }),
};

const ending = z
  .strictObject({
    id: id.meta({ description: 'Of the voucher' }),
    number: z.string(),
    holderId: id,
    nominalCents: amountCents,
    ...endingFields,
    alternatives: z
      .array(alternative)
      .meta({ description: 'Of a voucher that ended with its provider: who offers the same near home' }),
  })
  .meta({ id: 'VoucherEnding' });

const listMine = route({
  kind: 'read',
  operation: 'listMyVoucherEndings',
  method: 'get',
  path: '/v1/me/voucher-endings',
  tag,
  summary: {
    it: 'I miei buoni finiti: quanto restava, e dove è andato',
    en: 'My vouchers that ended: what was left, and where it went',
  },
  who: ['citizen', 'employee'],
  query: cursorQuery,
  reply: page(ending),
  async read(tx, { principal, query }) {
    const rows = await tx.db.voucher.findMany({
      ...pageArguments(query),
      where: {
        holderId: { in: [...(await reachablePersonIds(tx, principal))] },
        residualTo: { not: null },
      },
    });
    const items: z.input<typeof ending>[] = [];
    const onOrder = await backOnOrder(tx, rows);
    for (const row of rows) {
      const { id: voucherId, number, holderId, nominalCents } = row;
      const alternatives = await alternativesOf(tx, row);
      items.push({
        id: voucherId,
        number,
        holderId,
        nominalCents,
        ...endingOf(row, row.residualTo!, onOrder),
        alternatives,
      });
    }
    return asPage(items, query.limit);
  },
});

type Ending = Pick<z.input<typeof ending>, keyof typeof endingFields>;

function endingOf(row: Voucher, residualTo: VoucherResidual, onOrder: ReadonlySet<string>): Ending {
  return {
    how: row.state === 'voided' ? 'voided' : 'expired',
    endedAt: row.closedAt!.toISOString(),
    leftCents: row.residualCents!,
    wentTo: onOrder.has(row.id) ? 'order' : residualTo,
  };
}

/** How one voucher ended; nothing of one that is still good, or was spent. */
export async function endingOfOne(tx: Tx, row: Voucher): Promise<Ending | null> {
  return row.residualTo && endingOf(row, row.residualTo, await backOnOrder(tx, [row]));
}

/** Voided while its award went on, a Fund voucher's unit is on the order again; of an award that was over it is the Fund's. */
export async function backOnOrder(tx: Tx, rows: readonly Voucher[]): Promise<ReadonlySet<string>> {
  const voided = rows.filter(({ state, awardId }) => state === 'voided' && awardId !== null);
  const awards = await tx.db.award.findMany({
    where: { id: { in: voided.map(({ awardId }) => awardId!) } },
    select: { id: true, closedAt: true },
  });
  const closedAt = new Map(awards.map((award) => [award.id, award.closedAt]));
  const wentOn = ({ awardId, closedAt: endedAt }: Voucher) => (closedAt.get(awardId!) ?? LATER) > endedAt!;
  return new Set(voided.filter(wentOn).map(({ id: voucherId }) => voucherId));
}

const LATER = new Date(8.64e15);

/**
 * Three others of the same category near home, nearest first; none while the same service can be ordered anew, and none
 * for somebody whose home is not on the map.
 */
export async function alternativesOf(
  tx: Tx,
  { state, serviceId, beneficiaryId }: Voucher,
): Promise<z.input<typeof alternative>[]> {
  if (state !== 'voided' || serviceId === null) return [];
  const { category, organisationId } = await tx.db.offeredService.findUniqueOrThrow({
    where: { id: serviceId },
  });
  const { comuneIstat } = await tx.db.person.findUniqueOrThrow({ where: { id: beneficiaryId } });
  if (comuneIstat === null || !isLocal(comuneIstat)) return [];
  const nearHome = {
    from: coordinatesOfComuneOrThrow(comuneIstat),
    today: toPlainDate(tx.now),
    neighbourMaxMetres: await neighbourMaxMetres(tx),
    suspendedShown: [],
  };
  const available = { availability: 'available' as const };
  const same = await searchDirectory(tx, { ...nearHome, query: { ...available, serviceId, limit: 1 } });
  if (same.length > 0) return [];
  const found = await searchDirectory(tx, { ...nearHome, query: { ...available, category, limit: 4 } });
  return found
    .filter(({ providerId }) => providerId !== organisationId)
    .slice(0, 3)
    .map(({ id: foundId, name, providerId, providerName }) => ({
      serviceId: foundId,
      name,
      providerId,
      providerName,
    }));
}

const DAYS_MAX = 92;
const day = z
  .strictObject({ day: plainDate, vouchers: z.int(), leftCents: amountCents })
  .meta({ id: 'VoucherExpiryDay' });

const calendar = route({
  kind: 'read',
  operation: 'getVoucherExpiryCalendar',
  method: 'get',
  path: '/v1/voucher-expiry-calendar',
  tag,
  summary: {
    it: 'Quanti buoni scadono, giorno per giorno, e quanto vi resta',
    en: 'How many vouchers lapse, day by day, and what is left on them',
  },
  who: ['fundOfficer', 'administrator'],
  query: z.strictObject({ fromDate: plainDate, toDate: plainDate }),
  reply: z.strictObject({
    days: z.array(day),
    nextDay: plainDate.nullable().meta({ description: 'The first day behind these on which any lapse' }),
  }),
  async read(tx, { query: { fromDate, toDate } }) {
    if (toDate < fromDate || daysBetween(fromDate, toDate) >= DAYS_MAX) throw tooManyDays;
    return {
      days: await tx.db.$queryRaw<z.input<typeof day>[]>`
        SELECT (expires_at AT TIME ZONE ${timeZone})::date::text AS day, count(*)::int AS vouchers,
               sum(nominal_cents - spent_cents)::float8 AS "leftCents"
          FROM voucher
         WHERE state IN ('active', 'held') AND expires_at BETWEEN ${startOfDay(fromDate)} AND ${endOfDay(toDate)}
         GROUP BY 1 ORDER BY 1`,
      nextDay: await firstBehind(tx, toDate),
    };
  },
});

async function firstBehind(tx: Tx, lastDay: PlainDate): Promise<PlainDate | null> {
  const next = await tx.db.voucher.findFirst({
    where: { state: { in: ['active', 'held'] }, expiresAt: { gt: endOfDay(lastDay) } },
    orderBy: { expiresAt: 'asc' },
    select: { expiresAt: true },
  });
  return next && toPlainDate(next.expiresAt);
}

const tooManyDays = invalidField('/query/toDate', {
  it: `indichi un giorno che venga dopo il primo, entro ${DAYS_MAX} giorni`,
  en: `name a day after the first, within ${DAYS_MAX} days`,
});

export const voucherEndingRoutes = [listMine, calendar];
