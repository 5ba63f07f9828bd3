import { earliestNewPrice, priceNotice } from '../../domain/provider-offer.ts';
import { italianDay } from '../../domain/italian-day.ts';
import { formatDate, fromDateColumn, toDateColumn, type PlainDate } from '../../domain/plain-date.ts';
import { Refusal } from '../../domain/refusal.ts';
import { toPlainDate } from '../../domain/time.ts';
import type { Tx } from '../../prisma/database.ts';
import type { OfferedService, PriceChange } from '../../prisma/generated/client.ts';
import { constraintName } from '../../prisma/retry.ts';
import { contentOf } from '../charter-versions.ts';

/** How many days ahead a price is announced: what the charter in force says, and never fewer than the law. */
export async function noticeDays(tx: Tx): Promise<number> {
  const version = await tx.db.charterVersion.findFirst({
    where: { publishedAt: { not: null }, effectiveOn: { lte: toDateColumn(toPlainDate(tx.now)) } },
    orderBy: [{ effectiveOn: 'desc' }, { number: 'desc' }],
  });
  const days = version
    ? Number(contentOf(version).parameters['priceNoticeDays'] ?? priceNotice.days)
    : priceNotice.days;
  return Math.max(days, priceNotice.fewestDays);
}

/** What one unit costs on a day: the last price announced for it and not taken back, or the one it began with. */
export async function listPriceOn(tx: Tx, service: OfferedService, day: PlainDate): Promise<number> {
  const change = await tx.db.priceChange.findFirst({
    where: { serviceId: service.id, cancelledAt: null, effectiveOn: { lte: toDateColumn(day) } },
    orderBy: { effectiveOn: 'desc' },
  });
  return change?.unitPriceCents ?? service.unitPriceCents;
}

/** Announces what a service costs from a day on. What was ordered and issued before keeps its price. */
export async function announcePrice(
  tx: Tx,
  service: OfferedService,
  price: { readonly unitPriceCents: number; readonly effectiveOn: PlainDate },
): Promise<PriceChange> {
  const earliest = earliestNewPrice(toPlainDate(tx.now), await noticeDays(tx));
  if (price.effectiveOn < earliest) throw tooSoon(earliest);
  if (service.withdrawnOn && toDateColumn(price.effectiveOn) >= service.withdrawnOn) throw notOfferedThen;
  try {
    return await tx.db.priceChange.create({
      data: {
        allianceId: tx.allianceId,
        serviceId: service.id,
        unitPriceCents: price.unitPriceCents,
        effectiveOn: toDateColumn(price.effectiveOn),
        announcedBy: tx.actor.id,
        announcedAt: tx.now,
      },
    });
  } catch (error) {
    if (constraintName(error) === 'price_change_once') throw announcedAlready;
    throw error;
  }
}

/** Takes an announced price back: before its day, or never. Lock the service first. */
export async function cancelPrice(tx: Tx, change: PriceChange): Promise<void> {
  const isToCome = fromDateColumn(change.effectiveOn) > toPlainDate(tx.now);
  if (!isToCome || change.cancelledAt) throw notToCome;
  await tx.db.priceChange.update({ where: { id: change.id }, data: { cancelledAt: tx.now } });
}

function tooSoon(earliest: PlainDate): Refusal {
  return new Refusal('invalidRequest', {
    detail: {
      it: 'Un prezzo nuovo si annuncia in tempo, come dice la carta etica.',
      en: 'A new price is announced in time, as the ethical charter says.',
    },
    errors: [
      {
        pointer: '/body/effectiveOn',
        message: {
          it: `${italianDay('dal', earliest)} in poi`,
          en: `from ${formatDate(earliest, 'en')} on`,
        },
      },
    ],
  });
}

const notOfferedThen = new Refusal('stepNotPossible', {
  detail: {
    it: 'Per quel giorno il servizio è già ritirato: non avrà un prezzo.',
    en: 'By that day the service is withdrawn: it will have no price.',
  },
  possible: ['withdrawService'],
});
const announcedAlready = new Refusal('alreadyExists', {
  detail: {
    it: 'Per quel giorno c’è già un prezzo annunciato: prima ritirarlo.',
    en: 'A price is announced for that day already: take it back first.',
  },
  possible: ['cancelPriceChange'],
});
const notToCome = new Refusal('stepNotPossible', {
  detail: {
    it: 'Questo prezzo è già in vigore, o è già stato ritirato: se ne può annunciare un altro.',
    en: 'This price is in force already, or was taken back: another one can be announced.',
  },
  possible: ['announcePrice'],
});
