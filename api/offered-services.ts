import { z } from 'zod';
import { recordAudit } from '../activities/audit.ts';
import { announcePrice, cancelPrice, noticeDays } from '../activities/provider-offer/prices.ts';
import { openPlaces } from '../activities/provider-offer/proposal.ts';
import { wakeStanding } from '../activities/provider-standing/wake.ts';
import { notFound, Refusal } from '../domain/refusal.ts';
import { toDateColumn } from '../domain/plain-date.ts';
import { toPlainDate } from '../domain/time.ts';
import type { Tx } from '../prisma/database.ts';
import type { OfferedService } from '../prisma/generated/client.ts';
import { columnOf, dateIn } from './dates.ts';
import { invalidField } from './invalid-field.ts';
import { refusePast } from './offer.ts';
import { mayChangeOfferOrThrow, offerWord } from './provider-access.ts';
import type { Principal } from './principal.ts';
import { route } from './route.ts';
import { id, plainDate, positiveCents } from './schema.ts';

const tag = 'directory';
const serviceParams = z.strictObject({ serviceId: id });

const withdrawService = route({
  kind: 'write',
  operation: 'withdrawService',
  method: 'post',
  path: '/v1/offered-services/{serviceId}/withdrawal',
  tag,
  summary: {
    it: 'Ritira un servizio da un giorno in poi, o toglie il ritiro prima che arrivi; gli ordini già dati restano',
    en: 'Withdraw a service from a day on, or take that back before it comes; orders given before stay',
  },
  who: ['provider'],
  params: serviceParams,
  body: z.strictObject({
    withdrawnOn: plainDate
      .nullable()
      .meta({ description: 'The first day on which it is not offered; null: it stays on offer' }),
  }),
  reply: z.strictObject({ id, withdrawnOn: plainDate.nullable() }),
  async write(tx, { params, body: { withdrawnOn }, principal }, { vault }) {
    const service = await lockOwnService(tx, principal, params.serviceId);
    const today = toPlainDate(tx.now);
    refusePast(withdrawnOn, today, '/body/withdrawnOn');
    refuseWithdrawn(service, today);
    const data = { withdrawnOn: columnOf(withdrawnOn) };
    await tx.db.offeredService.update({ where: { id: service.id }, data });
    await wakeStanding(tx, service.organisationId!);
    await recordAudit(tx, vault, {
      action: withdrawnOn ? 'service.withdrawn' : 'service.kept',
      subjectKind: 'offeredService',
      subjectId: service.id,
      detail: ofAlliance(tx, { before: dateIn(service.withdrawnOn), after: withdrawnOn }),
    });
    return { id: service.id, withdrawnOn };
  },
});

const placeService = route({
  kind: 'write',
  operation: 'placeService',
  method: 'post',
  path: '/v1/offered-services/{serviceId}/places',
  tag,
  summary: { it: 'Dice in quali sedi si offre un servizio', en: 'Say at which places a service is offered' },
  who: ['provider'],
  params: serviceParams,
  body: z.strictObject({ placeIds: z.array(id).min(1).max(50) }),
  reply: z.strictObject({ id, placeIds: z.array(id) }),
  async write(tx, { params, body, principal }, { vault }) {
    const service = await lockOwnService(tx, principal, params.serviceId);
    refuseWithdrawn(service, toPlainDate(tx.now));
    const placeIds = [...new Set(body.placeIds)];
    const open = await openPlaces(tx, service.organisationId!, placeIds);
    if (open.length < placeIds.length) throw notOwnPlaces;
    const before = await moveTo(tx, service.id, placeIds);
    await recordAudit(tx, vault, {
      action: 'service.placed',
      subjectKind: 'offeredService',
      subjectId: service.id,
      detail: ofAlliance(tx, { before, after: placeIds }),
    });
    return { id: service.id, placeIds };
  },
});

const announce = route({
  kind: 'write',
  operation: 'announcePrice',
  method: 'post',
  path: '/v1/offered-services/{serviceId}/price-changes',
  tag,
  summary: {
    it: 'Annuncia un prezzo nuovo da un giorno in poi; ciò che è stato ordinato prima tiene il suo',
    en: 'Announce a new price from a day on; what was ordered before keeps its own',
  },
  who: ['provider'],
  status: 201,
  params: serviceParams,
  body: z.strictObject({ unitPriceCents: positiveCents, effectiveOn: plainDate }),
  reply: z.strictObject({ id, noticeDays: z.int() }),
  async write(tx, { params, body, principal }, { vault }) {
    const service = await lockOwnService(tx, principal, params.serviceId);
    refuseWithdrawn(service, toPlainDate(tx.now));
    const change = await announcePrice(tx, service, body);
    await recordAudit(tx, vault, {
      action: 'price.announced',
      subjectKind: 'priceChange',
      subjectId: change.id,
    });
    return { id: change.id, noticeDays: await noticeDays(tx) };
  },
});

const cancel = route({
  kind: 'write',
  operation: 'cancelPriceChange',
  method: 'post',
  path: '/v1/price-changes/{priceChangeId}/cancellation',
  tag,
  summary: {
    it: 'Ritira un prezzo annunciato, finché non è in vigore',
    en: 'Take an announced price back, as long as it is not in force',
  },
  who: ['provider'],
  params: z.strictObject({ priceChangeId: id }),
  reply: z.strictObject({ id }),
  async write(tx, { params, principal }, { vault }) {
    const found = await tx.db.priceChange.findUnique({ where: { id: params.priceChangeId } });
    if (!found) throw notFound(offerWord);
    await lockOwnService(tx, principal, found.serviceId);
    // Read again, now that nobody else changes it: of two who take it back one does.
    const change = await tx.db.priceChange.findUniqueOrThrow({ where: { id: found.id } });
    await cancelPrice(tx, change);
    await recordAudit(tx, vault, {
      action: 'price.cancelled',
      subjectKind: 'priceChange',
      subjectId: change.id,
    });
    return { id: change.id };
  },
});

export const offeredServiceRoutes = [withdrawService, placeService, announce, cancel];

/** A service of the caller's own provider, locked against every other change of it. */
export async function lockOwnService(
  tx: Tx,
  principal: Principal,
  serviceId: string,
): Promise<OfferedService> {
  const service = await lockService(tx, serviceId);
  if (!service) throw notFound(offerWord);
  await mayChangeOfferOrThrow(tx, principal, service.organisationId);
  return service;
}

export async function lockService(tx: Tx, serviceId: string): Promise<OfferedService | null> {
  await tx.db.$queryRaw`SELECT id FROM offered_service WHERE id = ${serviceId}::uuid FOR NO KEY UPDATE`;
  return tx.db.offeredService.findUnique({ where: { id: serviceId } });
}

/** From today on at these places and no others; where it was offered before, it is again. */
async function moveTo(tx: Tx, serviceId: string, placeIds: readonly string[]): Promise<readonly string[]> {
  const today = toDateColumn(toPlainDate(tx.now));
  const before = await tx.db.offeredServicePlace.findMany({
    where: { serviceId, OR: [{ endedOn: null }, { endedOn: { gt: today } }] },
  });
  await tx.db.offeredServicePlace.updateMany({
    where: { id: { in: before.map(({ id: linkId }) => linkId) }, placeId: { notIn: [...placeIds] } },
    data: { endedOn: today },
  });
  await tx.db.offeredServicePlace.updateMany({
    where: { serviceId, placeId: { in: [...placeIds] } },
    data: { endedOn: null },
  });
  await tx.db.offeredServicePlace.createMany({
    data: placeIds.map((placeId) => ({ allianceId: tx.allianceId, serviceId, placeId })),
    skipDuplicates: true,
  });
  return before.map(({ placeId }) => placeId);
}

export function refuseWithdrawn({ withdrawnOn }: OfferedService, today: string): void {
  if (withdrawnOn && dateIn(withdrawnOn)! <= today) throw withdrawnAlready;
}

export function ofAlliance(tx: Tx, value: unknown) {
  return { subject: { kind: 'alliance' as const, id: tx.allianceId }, value };
}

const withdrawnAlready = new Refusal('stepNotPossible', {
  detail: {
    it: 'Il servizio è già ritirato: per offrirlo di nuovo si fa una proposta.',
    en: 'The service is withdrawn already: to offer it again, propose it.',
  },
  possible: ['proposeService'],
});
const notOwnPlaces = invalidField('/body/placeIds', {
  it: 'sedi proprie e aperte oggi',
  en: 'one’s own places that are open today',
});
