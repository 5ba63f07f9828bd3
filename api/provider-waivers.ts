import { z } from 'zod';
import {
  endWaiver,
  grantWaiverToProvider,
  newestAdmissionOrThrow,
} from '../activities/provider-standing/waiver.ts';
import { fromDateColumn } from '../domain/plain-date.ts';
import { endWaiverInput, waiverOfProviderInput } from '../domain/proximity-waiver.ts';
import { serviceCategories } from '../domain/provider-service.ts';
import type { ProximityWaiver } from '../prisma/generated/client.ts';
import { providerParams } from './provider-standing-schema.ts';
import { route } from './route.ts';
import { asPage, cursorQuery, id, page, pageArguments, plainDate } from './schema.ts';

const tag = 'providers';
const path = '/v1/providers/{organisationId}/waivers';

const waiver = z
  .strictObject({
    id,
    category: z.enum(serviceCategories),
    from: plainDate,
    until: plainDate.meta({ description: 'Its last day, when it is not ended before' }),
    endedOn: plainDate.nullable().meta({ description: 'The first day on which it no longer holds' }),
  })
  .meta({ id: 'ProximityWaiver' });

const listWaivers = route({
  kind: 'read',
  operation: 'listProviderWaivers',
  method: 'get',
  path,
  tag,
  summary: {
    it: 'Le deroghe di prossimità di un fornitore, anche finite',
    en: 'The proximity waivers of a provider, those that are over included',
  },
  who: ['commissionMember', 'caseworker', 'administrator'],
  params: providerParams,
  query: cursorQuery,
  reply: page(waiver),
  async read(tx, { params: { organisationId }, query }) {
    await newestAdmissionOrThrow(tx, organisationId);
    const rows = await tx.db.proximityWaiver.findMany({ where: { organisationId }, ...pageArguments(query) });
    const { items, nextCursor } = asPage(rows, query.limit);
    return { items: items.map(shown), nextCursor };
  },
});

const grantWaiver = route({
  kind: 'write',
  operation: 'grantProviderWaiver',
  method: 'post',
  path,
  tag,
  summary: {
    it: 'Concede o rinnova una deroga a un fornitore ammesso, da oggi, se nessuno vicino offre la categoria',
    en: 'Grant or renew a waiver for an admitted provider, from today, while nobody near offers the category',
  },
  who: ['commissionMember'],
  status: 201,
  params: providerParams,
  body: waiverOfProviderInput,
  reply: waiver,
  refusals: ['stepNotPossible'],
  write: async (tx, { params, body }, { vault }) =>
    shown(await grantWaiverToProvider(tx, vault, params.organisationId, body)),
});

const endWaiverEarly = route({
  kind: 'write',
  operation: 'endProviderWaiver',
  method: 'post',
  path: `${path}/{waiverId}/end`,
  tag,
  summary: {
    it: 'Fa finire da oggi una deroga prima del suo termine, con il motivo',
    en: 'End a waiver from today, before its time, with the reason',
  },
  who: ['commissionMember'],
  params: providerParams.extend({ waiverId: id }),
  body: endWaiverInput,
  reply: waiver,
  refusals: ['stepNotPossible'],
  write: async (tx, { params, body }, { vault }) => shown(await endWaiver(tx, vault, params, body)),
});

export const providerWaiverRoutes = [listWaivers, grantWaiver, endWaiverEarly];

function shown({
  id: waiverId,
  category,
  fromDate,
  untilDate,
  endedOn,
}: ProximityWaiver): z.input<typeof waiver> {
  return {
    id: waiverId,
    category,
    from: fromDateColumn(fromDate),
    until: fromDateColumn(untilDate),
    endedOn: endedOn && fromDateColumn(endedOn),
  };
}
