import { z } from 'zod';
import { recordAudit } from '../activities/audit.ts';
import { noticeDays } from '../activities/provider-offer/prices.ts';
import { toDateColumn } from '../domain/plain-date.ts';
import { newPlaceInput } from '../domain/provider-offer.ts';
import { notFound, Refusal } from '../domain/refusal.ts';
import { toPlainDate } from '../domain/time.ts';
import type { Tx } from '../prisma/database.ts';
import type { Place } from '../prisma/generated/client.ts';
import { columnOf, dateIn } from './dates.ts';
import { invalidField } from './invalid-field.ts';
import { offeredPlaces, offeredServices } from './offer-history.ts';
import { providerOffer } from './offer-schema.ts';
import { dutyOf, mayChangeOfferOrThrow, offerReaders, offerWord } from './provider-access.ts';
import { hasRole, type Principal } from './principal.ts';
import { route } from './route.ts';
import { id, plainDate } from './schema.ts';

const tag = 'directory';
const organisationParams = z.strictObject({ organisationId: id });

const getOffer = route({
  kind: 'read',
  operation: 'getOffer',
  method: 'get',
  path: '/v1/organisations/{organisationId}/offer',
  tag,
  summary: {
    it: 'L’offerta di un fornitore con la sua storia: sedi, servizi, prezzi; di una sede sola, per chi lavora lì',
    en: 'A provider’s offer with its history: places, services, prices; of one place, for whoever works there',
  },
  who: [...offerReaders, 'provider'],
  params: organisationParams,
  reply: providerOffer,
  async read(tx, { params: { organisationId }, principal }) {
    const placeId = await placeSeenOrThrow(tx, principal, organisationId);
    return {
      organisationId,
      priceNoticeDays: await noticeDays(tx),
      places: await offeredPlaces(tx, organisationId, placeId),
      services: await offeredServices(tx, organisationId, placeId),
    };
  },
});

const openPlace = route({
  kind: 'write',
  operation: 'openPlace',
  method: 'post',
  path: '/v1/organisations/{organisationId}/places',
  tag,
  summary: { it: 'Apre una sede, da oggi', en: 'Open a place, from today on' },
  who: ['provider'],
  status: 201,
  params: organisationParams,
  body: newPlaceInput,
  reply: z.strictObject({ id }),
  async write(tx, { params: { organisationId }, body, principal }, { vault }) {
    await mayChangeOfferOrThrow(tx, principal, organisationId);
    const openedOn = toDateColumn(toPlainDate(tx.now));
    const { allianceId, now: createdAt } = tx;
    const place = await tx.db.place.create({
      data: { ...body, allianceId, organisationId, openedOn, createdAt },
    });
    await recordAudit(tx, vault, { action: 'place.opened', subjectKind: 'place', subjectId: place.id });
    return { id: place.id };
  },
});

const closePlace = route({
  kind: 'write',
  operation: 'closePlace',
  method: 'post',
  path: '/v1/places/{placeId}/closure',
  tag,
  summary: {
    it: 'Chiude una sede da un giorno in poi, o toglie la chiusura prima che arrivi; gli ordini già dati restano',
    en: 'Close a place from a day on, or take the closure back before it comes; orders given before stay',
  },
  who: ['provider'],
  params: z.strictObject({ placeId: id }),
  body: z.strictObject({
    closedOn: plainDate
      .nullable()
      .meta({ description: 'The first day on which it is closed; null: it stays open' }),
  }),
  reply: z.strictObject({ id, closedOn: plainDate.nullable() }),
  async write(tx, { params, body: { closedOn }, principal }, { vault }) {
    const place = await lockPlace(tx, params.placeId);
    if (!place) throw notFound(offerWord);
    await mayChangeOfferOrThrow(tx, principal, place.organisationId);
    const today = toPlainDate(tx.now);
    refusePast(closedOn, today, '/body/closedOn');
    if (place.closedOn && dateIn(place.closedOn)! <= today) throw closedAlready;
    await tx.db.place.update({ where: { id: place.id }, data: { closedOn: columnOf(closedOn) } });
    await recordAudit(tx, vault, {
      action: closedOn ? 'place.closed' : 'place.keptOpen',
      subjectKind: 'place',
      subjectId: place.id,
      detail: {
        subject: { kind: 'alliance', id: tx.allianceId },
        value: { before: dateIn(place.closedOn), after: closedOn },
      },
    });
    return { id: place.id, closedOn };
  },
});

export const offerRoutes = [getOffer, openPlace, closePlace];

/** For what is to come: today at the earliest, since nothing that was done under it is undone. */
export function refusePast(day: string | null, today: string, pointer: string): void {
  if (day === null || day >= today) return;
  throw invalidField(pointer, { it: `non prima del ${today}`, en: `not before ${today}` });
}

/** The one place to which the caller is limited; null: all of them. 404 for whom it is none of their business. */
async function placeSeenOrThrow(
  tx: Tx,
  principal: Principal,
  organisationId: string,
): Promise<string | null> {
  const isThere = (await tx.db.organisation.count({ where: { id: organisationId } })) > 0;
  if (isThere && hasRole(principal, ...offerReaders)) return null;
  const duty = dutyOf(principal);
  if (!isThere || duty?.organisationId !== organisationId) throw notFound(offerWord);
  return duty.placeId;
}

async function lockPlace(tx: Tx, placeId: string): Promise<Place | null> {
  await tx.db.$queryRaw`SELECT id FROM place WHERE id = ${placeId}::uuid FOR NO KEY UPDATE`;
  return tx.db.place.findUnique({ where: { id: placeId } });
}

const closedAlready = new Refusal('stepNotPossible', {
  detail: {
    it: 'La sede è già chiusa: se riapre, se ne apre una nuova.',
    en: 'The place is closed already: if it opens again, a new one is opened.',
  },
  possible: ['openPlace'],
});
