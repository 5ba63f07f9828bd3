import { z } from 'zod';
import { releasableCents } from '../activities/fund/closing.ts';
import { awardStates } from '../domain/disbursement-steps.ts';
import type { NeedService } from '../domain/isee.ts';
import { fromDateColumn } from '../domain/plain-date.ts';
import type { Tx } from '../prisma/database.ts';
import type { Award, DeliveredUnit, ProviderOrder } from '../prisma/generated/client.ts';
import { recordOnceADay } from '../activities/audit.ts';
import { openUnitWords } from '../activities/fund/unit-words.ts';
import { openIdentity } from '../activities/identity.ts';
import type { Vault } from '../vault/vault.ts';
import { ownRoles } from './access.ts';
import { approvedStates, awardOrThrow, ordersOfProvider, reachableAwards } from './award-access.ts';
import { shownAward } from './shown-award.ts';
import { awardListItem, awardParams, awardView, orderView, providerOrderView } from './award-schema.ts';
import { dateIn } from './dates.ts';
import { orderedServiceName } from './ordered-service.ts';
import { possibleAwardSteps } from './possible-award-steps.ts';
import { hasRole, type Principal } from './principal.ts';
import { route } from './route.ts';
import { asPage, cursorQuery, page, pageArguments } from './schema.ts';
import { mayReadWords, recordWordsRead } from './unit-disputes.ts';

const who = ['caseworker', 'fundOfficer', 'auditor', ...ownRoles] as const;
const tag = 'awards';

const listAwards = route({
  kind: 'read',
  operation: 'listAwards',
  method: 'get',
  path: '/v1/awards',
  tag,
  summary: { it: 'Elenco delle assegnazioni', en: 'Awards' },
  who,
  query: cursorQuery.extend({
    state: z.enum(awardStates).optional(),
    waitingFor: z.string().max(60).optional(),
  }),
  reply: page(awardListItem),
  async read(tx, { principal, query }) {
    const { state, waitingFor } = query;
    const rows = await tx.db.award.findMany({
      ...pageArguments(query),
      where: {
        AND: [
          await reachableAwards(tx, principal),
          { ...(state ? { state } : {}), ...(waitingFor ? { waitingFor } : {}) },
        ],
      },
    });
    const { items, nextCursor } = asPage(rows, query.limit);
    return { items: await Promise.all(items.map((row) => shownAward(tx, row))), nextCursor };
  },
});

const getAward = route({
  kind: 'read',
  operation: 'getAward',
  method: 'get',
  path: '/v1/awards/{awardId}',
  tag,
  summary: {
    it: 'Un’assegnazione: importi, ordini, unità consegnate, e che cosa può farne chi chiede',
    en: 'An award: amounts, orders, delivered units, and what the caller may do with it',
  },
  who,
  params: awardParams,
  reply: awardView,
  async read(tx, { principal, params }, { vault }) {
    const award = await awardOrThrow(tx, principal, params.awardId);
    const words = mayReadWords(principal) ? vault : undefined;
    const shown = await view(tx, principal, award, words);
    await recordWordsRead(tx, principal, vault, { award, shown });
    return shown;
  },
});

const listOrders = route({
  kind: 'read',
  operation: 'listOrders',
  method: 'get',
  path: '/v1/orders',
  tag,
  summary: {
    it: 'Gli ordini del proprio servizio: che cosa, quante unità, per chi; chi ha letto i nomi resta a registro',
    en: 'One’s own orders: what, how many units, for whom; whoever read the names is put on record',
  },
  who: ['provider'],
  query: cursorQuery,
  reply: page(providerOrderView),
  async read(tx, { principal, query }, { vault }) {
    const approved = await tx.db.award.findMany({
      where: { state: { in: [...approvedStates] } },
      select: { id: true },
    });
    const rows = await tx.db.providerOrder.findMany({
      ...pageArguments(query),
      where: {
        AND: [ordersOfProvider(principal), { awardId: { in: approved.map(({ id }) => id) } }],
      },
    });
    const { items, nextCursor } = asPage(rows, query.limit);
    await recordOnceADay(tx, vault, {
      action: 'order.opened',
      subjectKind: 'order',
      subjectIds: items.map(({ id }) => id),
      reason: 'delivery',
    });
    return {
      items: await Promise.all(
        items.map((order) => providerView(tx, vault, { order, isForAll: mayReadWords(principal) })),
      ),
      nextCursor,
    };
  },
});

export const awardRoutes = [listAwards, getAward, listOrders];

async function view(
  tx: Tx,
  principal: Principal,
  row: Award,
  words: Vault | undefined,
): Promise<z.input<typeof awardView>> {
  const orders = await tx.db.providerOrder.findMany({ where: { awardId: row.id }, orderBy: { code: 'asc' } });
  const payments = await tx.db.settlement.findMany({
    where: { awardId: row.id },
    orderBy: { settledAt: 'asc' },
  });
  const isOffice = hasRole(principal, 'fundOfficer');
  const possible = await possibleAwardSteps(tx, principal, row);
  return {
    ...(await shownAward(tx, row)),
    assessmentId: row.assessmentId,
    possible: [...possible],
    releasableCents: possible.includes('releaseAward') ? await releasableCents(tx, row) : null,
    paidCents: payments.reduce((sum, { amountCents }) => sum + amountCents, 0),
    payments: payments.map(({ providerId, amountCents, settledAt, bankRef }) => ({
      providerId,
      amountCents,
      paidAt: settledAt.toISOString(),
      bankRef: isOffice ? bankRef : null,
    })),
    awardedOn: dateIn(row.awardedOn),
    orders: await Promise.all(
      orders.map((order) => orderOf(tx, order, words && { vault: words, assessmentId: row.assessmentId })),
    ),
  };
}

/** Where what was said of its units is read. */
type Words = { readonly vault: Vault; readonly assessmentId: string } | undefined;

async function orderOf(tx: Tx, order: ProviderOrder, words: Words): Promise<z.input<typeof orderView>> {
  const units = await tx.db.deliveredUnit.findMany({
    where: { orderId: order.id },
    orderBy: { number: 'asc' },
  });
  const { id, awardId, needId, code, providerId, unit, unitPriceCents } = order;
  return {
    id,
    awardId,
    needId,
    code,
    providerId,
    service: order.service as NeedService,
    serviceName: await orderedServiceName(tx, order),
    unit,
    units: order.units,
    unitPriceCents,
    isOpen: order.closedAt === null,
    deliveredUnits: await Promise.all(units.map((one) => unitOf(tx, one, words))),
  };
}

async function unitOf(tx: Tx, row: DeliveredUnit, words: Words) {
  const { id, number, deliveredOn, state, amountCents, settlementId, disputedBy } = row;
  const said = disputedBy && words && (await openUnitWords(tx, words.vault, words.assessmentId, row));
  return {
    id,
    number,
    deliveredOn: fromDateColumn(deliveredOn),
    state,
    paid: settlementId !== null,
    amountCents,
    dispute: said ? { reason: said.dispute, decision: said.decision } : null,
  };
}

async function providerView(
  tx: Tx,
  vault: Vault,
  { order, isForAll }: { readonly order: ProviderOrder; readonly isForAll: boolean },
): Promise<z.input<typeof providerOrderView>> {
  const need = await tx.db.need.findUniqueOrThrow({ where: { id: order.needId } });
  const person = await tx.db.person.findUniqueOrThrow({ where: { id: need.forPersonId } });
  const identity = await openIdentity(tx, vault, person);
  const serves = identity ? { givenName: identity.givenName, familyName: identity.familyName } : null;
  const { needId: _need, ...shown } = await orderOf(
    tx,
    order,
    isForAll ? { vault, assessmentId: need.assessmentId } : undefined,
  );
  return { ...shown, placeId: order.placeId, serves };
}
