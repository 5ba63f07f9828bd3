import { z } from 'zod';
import { fromDateColumn } from '../domain/plain-date.ts';
import type { Tx } from '../prisma/database.ts';
import type { Prisma, Settlement } from '../prisma/generated/client.ts';
import { nothing } from './access.ts';
import { approvedStates, ordersOfProvider } from './award-access.ts';
import type { Principal } from './principal.ts';
import { dutyOf } from './provider-access.ts';
import { route } from './route.ts';
import { amountCents, asPage, id, instant, orderedQuery, page, pageArguments, plainDate } from './schema.ts';

const tag = 'awards';

const countNewOrders = route({
  kind: 'read',
  operation: 'countNewOrders',
  method: 'get',
  path: '/v1/orders/new',
  tag,
  summary: {
    it: 'Quanti ordini del Fondo aspettano la prima consegna',
    en: 'How many orders of the Fund wait for a first delivery',
  },
  who: ['provider'],
  reply: z.strictObject({ count: z.int() }).meta({ id: 'NewOrders' }),
  async read(tx, { principal }) {
    const open = await tx.db.providerOrder.findMany({
      where: { AND: [ordersOfProvider(principal), { closedAt: null }] },
      select: { id: true, awardId: true },
    });
    const approved = await tx.db.award.findMany({
      where: { id: { in: open.map(({ awardId }) => awardId) }, state: { in: [...approvedStates] } },
      select: { id: true },
    });
    const begun = await tx.db.deliveredUnit.findMany({
      where: { orderId: { in: open.map((order) => order.id) } },
      distinct: ['orderId'],
      select: { orderId: true },
    });
    const isApproved = new Set(approved.map((award) => award.id));
    const isBegun = new Set(begun.map(({ orderId }) => orderId));
    return {
      count: open.filter((order) => isApproved.has(order.awardId) && !isBegun.has(order.id)).length,
    };
  },
});

const orderPayment = z
  .strictObject({
    id,
    paidAt: instant,
    amountCents,
    bankRef: z.string(),
    units: z.array(
      z.strictObject({ orderCode: z.string(), number: z.int(), deliveredOn: plainDate, amountCents }),
    ),
  })
  .meta({ id: 'OrderPayment' });

const listOrderPayments = route({
  kind: 'read',
  operation: 'listOrderPayments',
  method: 'get',
  path: '/v1/orders/payments',
  tag,
  summary: {
    it: 'I bonifici del Fondo al proprio ente, con le unità che pagano',
    en: 'What the Fund transferred to one’s own organisation, with the units that each pays',
  },
  who: ['provider'],
  query: orderedQuery,
  reply: page(orderPayment),
  async read(tx, { principal, query }) {
    const rows = await tx.db.settlement.findMany({ ...pageArguments(query), where: ownPayments(principal) });
    const { items, nextCursor } = asPage(rows, query.limit);
    return { items: await withUnits(tx, items), nextCursor };
  },
});

/** As statements are: for whoever works for all of the provider's places. */
function ownPayments(principal: Principal): Prisma.SettlementWhereInput {
  const duty = dutyOf(principal);
  if (!duty || duty.placeId !== null) return nothing;
  return { providerId: duty.organisationId };
}

async function withUnits(tx: Tx, payments: readonly Settlement[]): Promise<z.input<typeof orderPayment>[]> {
  const units = await tx.db.deliveredUnit.findMany({
    where: { settlementId: { in: payments.map((payment) => payment.id) } },
    orderBy: [{ deliveredOn: 'asc' }, { number: 'asc' }],
  });
  const orders = await tx.db.providerOrder.findMany({
    where: { id: { in: units.map(({ orderId }) => orderId) } },
    select: { id: true, code: true },
  });
  const codeOf = new Map(orders.map(({ id: orderId, code }) => [orderId, code]));
  return payments.map((payment) => ({
    id: payment.id,
    paidAt: payment.settledAt.toISOString(),
    amountCents: payment.amountCents,
    bankRef: payment.bankRef,
    units: units
      .filter(({ settlementId }) => settlementId === payment.id)
      .map((unit) => ({
        orderCode: codeOf.get(unit.orderId)!,
        number: unit.number,
        deliveredOn: fromDateColumn(unit.deliveredOn),
        amountCents: unit.amountCents,
      })),
  }));
}

export const providerOrderReadRoutes = [countNewOrders, listOrderPayments];
