import { randomUUIDv7 } from 'node:crypto';
import { toDateColumn } from '../../domain/plain-date.ts';
import type { CompleteStep } from '../../domain/provider-onboarding-input.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { Text } from '../../domain/text.ts';
import { toPlainDate } from '../../domain/time.ts';
import type { Tx } from '../../prisma/database.ts';
import type { ProviderApplication } from '../../prisma/generated/client.ts';

type Places = Extract<CompleteStep, { step: 'places' }>['places'];
type Services = Extract<CompleteStep, { step: 'services' }>['services'];

/**
 * Writes where a candidate works, the whole list: a place that keeps its id is changed, one that is not named is closed.
 *
 * @returns whether a service is now offered at no place at all
 */
export async function writePlaces(
  tx: Tx,
  application: ProviderApplication,
  places: Places,
): Promise<boolean> {
  const today = toDateColumn(toPlainDate(tx.now));
  const { id: applicationId, organisationId } = application;
  const open = await tx.db.place.findMany({ where: { applicationId, closedOn: null }, select: { id: true } });
  refuseUnknown(places, open, 'places');
  const kept = places.flatMap(({ id }) => id ?? []);
  const gone = open.filter(({ id }) => !kept.includes(id)).map(({ id }) => id);
  await tx.db.place.updateMany({ where: { id: { in: gone } }, data: { closedOn: today } });
  await tx.db.offeredServicePlace.updateMany({
    where: { placeId: { in: gone }, endedOn: null },
    data: { endedOn: today },
  });
  for (const { id, ...fields } of places) {
    if (id) await tx.db.place.update({ where: { id }, data: fields });
    else
      await tx.db.place.create({
        data: {
          ...fields,
          allianceId: tx.allianceId,
          applicationId,
          organisationId,
          openedOn: today,
          createdAt: tx.now,
        },
      });
  }
  return hasServiceWithoutPlace(tx, applicationId);
}

async function hasServiceWithoutPlace(tx: Tx, applicationId: string): Promise<boolean> {
  const services = await tx.db.offeredService.findMany({
    where: { applicationId, withdrawnOn: null },
    select: { id: true },
  });
  const placed = await tx.db.offeredServicePlace.findMany({
    where: { serviceId: { in: services.map(({ id }) => id) }, endedOn: null },
    select: { serviceId: true },
  });
  return services.some(({ id }) => !placed.some(({ serviceId }) => serviceId === id));
}

/** Writes what a candidate offers, the whole list: one that keeps its id is changed, one that is not named is withdrawn. */
export async function writeServices(
  tx: Tx,
  application: ProviderApplication,
  services: Services,
): Promise<void> {
  const today = toDateColumn(toPlainDate(tx.now));
  const { id: applicationId, organisationId } = application;
  const offered = await tx.db.offeredService.findMany({
    where: { applicationId, withdrawnOn: null },
    select: { id: true },
  });
  refuseUnknown(services, offered, 'services');
  await refuseForeignPlaces(tx, applicationId, services);
  const kept = services.flatMap(({ id }) => id ?? []);
  const gone = offered.filter(({ id }) => !kept.includes(id)).map(({ id }) => id);
  await tx.db.offeredService.updateMany({ where: { id: { in: gone } }, data: { withdrawnOn: today } });
  for (const { id = randomUUIDv7(), placeIds, ...fields } of services) {
    const of = { allianceId: tx.allianceId, applicationId, organisationId, createdAt: tx.now };
    await tx.db.offeredService.upsert({ where: { id }, update: fields, create: { id, ...fields, ...of } });
    await writePlacesOf(tx, id, placeIds, today);
  }
}

async function writePlacesOf(
  tx: Tx,
  serviceId: string,
  placeIds: readonly string[],
  today: Date,
): Promise<void> {
  await tx.db.offeredServicePlace.updateMany({
    where: { serviceId, placeId: { notIn: [...placeIds] }, endedOn: null },
    data: { endedOn: today },
  });
  for (const placeId of new Set(placeIds))
    await tx.db.offeredServicePlace.upsert({
      where: { serviceId_placeId: { serviceId, placeId } },
      update: { endedOn: null },
      create: { allianceId: tx.allianceId, serviceId, placeId },
    });
}

function refuseUnknown(
  given: readonly { readonly id?: string | undefined }[],
  known: readonly { readonly id: string }[],
  list: 'places' | 'services',
): void {
  const strange = given.findIndex(({ id }) => id !== undefined && !known.some((one) => one.id === id));
  if (strange === -1) return;
  throw fieldRefusal(`/body/${list}/${strange}/id`, {
    it: 'non è di questa richiesta: tolga l’identificativo per aggiungerne uno nuovo',
    en: 'not of this application: leave out the identifier to add a new one',
  });
}

async function refuseForeignPlaces(tx: Tx, applicationId: string, services: Services): Promise<void> {
  const open = await tx.db.place.findMany({ where: { applicationId, closedOn: null }, select: { id: true } });
  for (const [index, { placeIds }] of services.entries()) {
    const strange = placeIds.findIndex((id) => !open.some((place) => place.id === id));
    if (strange !== -1)
      throw fieldRefusal(`/body/services/${index}/placeIds/${strange}`, {
        it: 'non è una sede aperta di questa richiesta: prima indicare le sedi',
        en: 'not an open place of this application: give the places first',
      });
  }
}

function fieldRefusal(pointer: string, message: Text): Refusal {
  return new Refusal('invalidRequest', {
    detail: {
      it: 'Corregga il campo indicato e invii di nuovo.',
      en: 'Correct the field shown and send again.',
    },
    errors: [{ pointer, message }],
  });
}
