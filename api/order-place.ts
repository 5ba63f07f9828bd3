import { z } from 'zod';
import { recordAudit } from '../activities/audit.ts';
import { openPlaces } from '../activities/provider-offer/proposal.ts';
import { notFound, Refusal } from '../domain/refusal.ts';
import { approvedStates, ordersOfProvider } from './award-access.ts';
import { invalidField } from './invalid-field.ts';
import { dutyOf } from './provider-access.ts';
import { route } from './route.ts';
import { id } from './schema.ts';

const placeOrder = route({
  kind: 'write',
  operation: 'placeOrder',
  method: 'post',
  path: '/v1/orders/{orderId}/place',
  tag: 'awards',
  summary: {
    it: 'Dice quale sede si occupa di un ordine: chi lavora solo lì vede gli ordini di quella',
    en: 'Say which place sees to an order: whoever works there alone sees the orders of that place',
  },
  who: ['provider'],
  params: z.strictObject({ orderId: id }),
  body: z.strictObject({ placeId: id.nullable().meta({ description: 'null: the provider as a whole' }) }),
  reply: z.strictObject({ id, placeId: id.nullable() }),
  async write(tx, { params: { orderId }, body: { placeId }, principal }, { vault }) {
    const order = await tx.db.providerOrder.findFirst({
      where: { AND: [{ id: orderId }, ordersOfProvider(principal)] },
    });
    const award =
      order &&
      (await tx.db.award.findFirst({ where: { id: order.awardId, state: { in: [...approvedStates] } } }));
    if (!award) throw notFound({ it: 'Ordine', en: 'Order' });
    const duty = dutyOf(principal);
    if (duty?.placeId) throw ofOnePlace;
    if (placeId && (await openPlaces(tx, order.providerId, [placeId])).length === 0) throw notOwnPlace;
    await tx.db.providerOrder.update({ where: { id: order.id }, data: { placeId } });
    await recordAudit(tx, vault, { action: 'order.placed', subjectKind: 'order', subjectId: order.id });
    return { id: order.id, placeId };
  },
});

export const orderPlaceRoutes = [placeOrder];

const ofOnePlace = new Refusal('notAllowed', {
  detail: {
    it: 'Questa utenza vede una sede sola: gli ordini li assegna chi lavora per tutto il fornitore.',
    en: 'This account sees one place only: orders are assigned by whoever works for the whole provider.',
  },
});
const notOwnPlace = invalidField('/body/placeId', {
  it: 'una sede propria, aperta oggi',
  en: 'one’s own place that is open today',
});
