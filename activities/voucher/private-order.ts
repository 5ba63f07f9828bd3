import type { AuditAction } from '../../domain/audit-names.ts';
import { portionHalfUp } from '../../domain/money.ts';
import { toDateColumn, type PlainDate } from '../../domain/plain-date.ts';
import { Refusal } from '../../domain/refusal.ts';
import { toPlainDate } from '../../domain/time.ts';
import type { Tx } from '../../prisma/database.ts';
import type { PrivateOrder } from '../../prisma/generated/client.ts';
import { recordAudit } from '../audit.ts';
import { endBookings } from '../booking/end.ts';
import { pledgeContribution } from '../contributions.ts';
import { queueMail } from '../mail.ts';
import { nextVoucherOrderCode } from '../numbering.ts';
import type { ActivityServices } from '../services.ts';
import { fundShares } from './fund-shares.ts';
import { orderableOrThrow } from './offer.ts';

type Services = Pick<ActivityServices, 'vault'>;

export interface NewPrivateOrder {
  readonly buyerId: string;
  /** Who uses the service, where it was said. */
  readonly beneficiaryId?: string | undefined;
  readonly serviceId: string;
  readonly units: number;
  readonly serviceFrom: PlainDate;
}

/**
 * Somebody buys of a provider with their own money: a contract between the two, at the list price of today. It has no
 * tax letter and touches no voucher; the provider reads its code and no name.
 */
export async function placePrivateOrder(
  tx: Tx,
  { vault }: Services,
  { buyerId, ...asked }: NewPrivateOrder,
): Promise<PrivateOrder> {
  if (asked.serviceFrom < toPlainDate(tx.now)) throw past;
  const { comuneIstat: comune } = await tx.db.person.findUniqueOrThrow({ where: { id: buyerId } });
  const { service, listPriceCents } = await orderableOrThrow(tx, { ...asked, comune });
  const order = await tx.db.privateOrder.create({
    data: {
      allianceId: tx.allianceId,
      code: await nextVoucherOrderCode(tx),
      buyerId,
      beneficiaryId: asked.beneficiaryId ?? null,
      providerId: service.organisationId,
      serviceId: service.id,
      units: asked.units,
      unitPriceCents: listPriceCents,
      serviceFrom: toDateColumn(asked.serviceFrom),
      orderedBy: tx.actor.id,
      createdAt: tx.now,
    },
  });
  await queueMail(tx, vault, {
    template: 'privateOrderPlaced',
    recipientId: service.organisationId,
    params: { orderCode: order.code, serviceName: service.name, units: asked.units },
    dedupeKey: `privateOrderPlaced/${order.id}`,
    about: { kind: 'privateOrder', id: order.id },
  });
  await audit(tx, vault, 'privateOrder.placed', order);
  return order;
}

/** The provider says that it was paid and pledges its share to the Fund, once: the contribution bears the order's id. */
export async function confirmPayment(
  tx: Tx,
  { vault }: Services,
  order: PrivateOrder,
): Promise<{ readonly contributionCents: number }> {
  await close(tx, order, 'paid');
  const { provider } = await fundShares(tx, { paidByFund: false });
  const contributionCents = portionHalfUp(order.units * order.unitPriceCents, provider);
  if (contributionCents > 0)
    await pledgeContribution(
      tx,
      { organisationId: order.providerId, source: 'provider', amountCents: contributionCents },
      order.id,
    );
  await audit(tx, vault, 'privateOrder.paid', order);
  return { contributionCents };
}

/** Whoever ordered changes their mind, as long as nothing was paid. */
export async function cancelPrivateOrder(tx: Tx, { vault }: Services, order: PrivateOrder): Promise<void> {
  await close(tx, order, 'cancelled');
  await endBookings(tx, { vault }, { privateOrderId: order.id }, 'orderCancelled');
  await audit(tx, vault, 'privateOrder.cancelled', order);
}

/** Of two who close it at once one does. */
async function close(tx: Tx, { id }: PrivateOrder, state: 'paid' | 'cancelled'): Promise<void> {
  const { count } = await tx.db.privateOrder.updateMany({
    where: { id, state: 'ordered' },
    data: { state, closedAt: tx.now },
  });
  if (count === 0) throw closed;
}

function audit(tx: Tx, vault: Services['vault'], action: AuditAction, { id }: PrivateOrder): Promise<void> {
  return recordAudit(tx, vault, { action, subjectKind: 'privateOrder', subjectId: id });
}

const past = new Refusal('invalidRequest', {
  detail: { it: 'Il servizio si ordina prima che cominci.', en: 'A service is ordered before it begins.' },
  errors: [
    {
      pointer: '/body/serviceFrom',
      message: { it: 'indichi oggi o un giorno futuro', en: 'give today or a day to come' },
    },
  ],
});
const closed = new Refusal('stepNotPossible', {
  detail: {
    it: 'Questo ordine è già stato pagato o annullato: se ne può fare un altro.',
    en: 'This order was paid or cancelled already: another one can be placed.',
  },
  possible: ['placePrivateOrder'],
});
