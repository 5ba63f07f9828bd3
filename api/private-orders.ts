import { z } from 'zod';
import { isDeclaredOn } from '../activities/voucher/family.ts';
import {
  cancelPrivateOrder,
  confirmPayment,
  placePrivateOrder,
} from '../activities/voucher/private-order.ts';
import { toPlainDate } from '../domain/time.ts';
import type { Tx } from '../prisma/database.ts';
import { PrivateOrderState } from '../prisma/generated/enums.ts';
import { ownRoles, reachablePersonIds } from './access.ts';
import { invalidField } from './invalid-field.ts';
import { route } from './route.ts';
import {
  amountCents,
  asPage,
  id,
  orderedQuery,
  page,
  pageArguments,
  plainDate,
  positiveCents,
} from './schema.ts';
import { ownPersonIds, privateOrderOrThrow, reachablePrivateOrders } from './voucher-access.ts';
import { privateOrderParams, privateOrderView, unitCount } from './voucher-schema.ts';
import { privateOrderViews } from './voucher-view.ts';

const tag = 'vouchers';
const onePath = '/v1/private-orders/{orderId}';

const place = route({
  kind: 'write',
  operation: 'placePrivateOrder',
  method: 'post',
  path: '/v1/private-orders',
  tag,
  summary: {
    it: 'Ordina un servizio pagandolo al fornitore con denaro proprio; il fornitore ne dà una parte al Fondo',
    en: 'Order a service and pay the provider with own money; the provider gives a part of it to the Fund',
  },
  who: ownRoles,
  status: 201,
  body: z.strictObject({
    buyerId: id.meta({ description: 'Oneself, or somebody one acts for today' }),
    beneficiaryId: id.optional().meta({
      description: 'Who uses the service: oneself, a relative declared today, or whom one acts for',
    }),
    serviceId: id,
    units: unitCount,
    serviceFrom: plainDate,
  }),
  reply: z.strictObject({ id, code: z.string(), unitPriceCents: positiveCents, amountCents: positiveCents }),
  refusals: ['providerSuspended', 'providerNotAdmitted', 'providerTooFar'],
  async write(tx, { body, principal }, services) {
    const reachable = await reachablePersonIds(tx, principal);
    if (!reachable.includes(body.buyerId)) throw notTheirs;
    if (!(await mayBeFor(tx, reachable, body))) throw forNobodyOfTheirs;
    const { id: orderId, code, units, unitPriceCents } = await placePrivateOrder(tx, services, body);
    return { id: orderId, code, unitPriceCents, amountCents: units * unitPriceCents };
  },
});

const list = route({
  kind: 'read',
  operation: 'listPrivateOrders',
  method: 'get',
  path: '/v1/private-orders',
  tag,
  summary: {
    it: 'Gli ordini privati: i propri, o per un fornitore quelli che riceve',
    en: 'Private orders: one’s own, or for a provider those it gets',
  },
  who: [...ownRoles, 'provider'],
  query: orderedQuery.extend({ state: z.enum(PrivateOrderState).optional() }),
  reply: page(privateOrderView),
  async read(tx, { query: { state, ...paging }, principal }) {
    const rows = await tx.db.privateOrder.findMany({
      ...pageArguments(paging),
      where: { AND: [await reachablePrivateOrders(tx, principal), state ? { state } : {}] },
    });
    return asPage(await privateOrderViews(tx, rows, await ownPersonIds(tx, principal)), paging.limit);
  },
});

const confirm = route({
  kind: 'write',
  operation: 'confirmPrivatePayment',
  method: 'post',
  path: `${onePath}/payment`,
  tag,
  summary: {
    it: 'Il fornitore dice che un ordine privato è pagato: si annota il suo contributo al Fondo, una volta',
    en: 'The provider says that a private order was paid: its contribution to the Fund is noted, once',
  },
  who: ['provider'],
  params: privateOrderParams,
  reply: z.strictObject({ id, contributionCents: amountCents }),
  async write(tx, { params, principal }, services) {
    const order = await privateOrderOrThrow(tx, principal, params.orderId, 'provider');
    const { contributionCents } = await confirmPayment(tx, services, order);
    return { id: order.id, contributionCents };
  },
});

const cancel = route({
  kind: 'write',
  operation: 'cancelPrivateOrder',
  method: 'post',
  path: `${onePath}/cancellation`,
  tag,
  summary: {
    it: 'Annulla un proprio ordine privato non ancora pagato',
    en: 'Cancel one’s own private order that was not paid yet',
  },
  who: ownRoles,
  params: privateOrderParams,
  reply: z.strictObject({ id }),
  async write(tx, { params, principal }, services) {
    const order = await privateOrderOrThrow(tx, principal, params.orderId, 'buyer');
    await cancelPrivateOrder(tx, services, order);
    return { id: order.id };
  },
});

export const privateOrderRoutes = [place, list, confirm, cancel];

async function mayBeFor(
  tx: Tx,
  reachable: readonly string[],
  { buyerId, beneficiaryId }: { readonly buyerId: string; readonly beneficiaryId?: string | undefined },
): Promise<boolean> {
  if (beneficiaryId === undefined || reachable.includes(beneficiaryId)) return true;
  const day = toPlainDate(tx.now);
  return isDeclaredOn(tx, { employeeId: buyerId, relativeId: beneficiaryId, day });
}

const notTheirs = invalidField('/body/buyerId', {
  it: 'deve essere Lei, o una persona per cui agisce oggi',
  en: 'name yourself, or somebody you act for today',
});
const forNobodyOfTheirs = invalidField('/body/beneficiaryId', {
  it: 'deve essere Lei, un familiare dichiarato o una persona per cui agisce oggi',
  en: 'name yourself, a declared relative or somebody you act for today',
});
