import type { z } from 'zod';
import type { issueFundVouchersInput } from '../../domain/disbursement.ts';
import type { NeedService } from '../../domain/isee.ts';
import { categoriesFor } from '../../domain/provider-service.ts';
import { notFound, Refusal } from '../../domain/refusal.ts';
import { toPlainDate } from '../../domain/time.ts';
import { expiryOf, FUND_VOUCHER_DAYS } from '../../domain/voucher.ts';
import { toDateColumn } from '../../domain/plain-date.ts';
import type { Tx } from '../../prisma/database.ts';
import type { Award, ProviderOrder, Voucher } from '../../prisma/generated/client.ts';
import { addresseeOf } from '../acting-for.ts';
import { recordAudit } from '../audit.ts';
import { notOwnEmployerOrThrow } from '../fragility-assessment/needs.ts';
import { queueMail } from '../mail.ts';
import { nextVoucherOrderCode } from '../numbering.ts';
import type { ActivityServices } from '../services.ts';
import type { Done, OpenSubmission } from '../submission.ts';
import { issueVouchers } from '../voucher/issue.ts';
import { orderableOrThrow, type Orderable } from '../voucher/offer.ts';
import { awardAnswer, lockAwardForStep } from './award.ts';
import { closeIfDelivered } from './closing.ts';

type Asked = z.output<typeof issueFundVouchersInput>;

/**
 * Units of an order that nobody recorded yet become vouchers of the person, each for the order's price, paid from what
 * the Fund set aside. The order then asks for as many units less, so that units and vouchers together are never more
 * than were granted; their cents have left the award, so that its end gives nothing of them back.
 */
export async function issueFundVouchers(
  tx: Tx,
  { subjectId, body, accountId }: OpenSubmission<Asked>,
  services: ActivityServices,
): Promise<Done> {
  const award = await lockAwardForStep(tx, subjectId, 'issueFundVouchers');
  const { orderId, units } = body;
  const order = await tx.db.providerOrder.findFirst({
    where: { id: orderId, awardId: award.id, closedAt: null },
  });
  if (!order) throw notFound({ it: 'Ordine', en: 'Order' });
  // Of a Fund voucher nothing goes to the Fund: whoever redeems it knows it by that.
  await notOwnEmployerOrThrow(tx, award.householdId, [order.providerId], providerEmploys);
  const standing = await tx.db.deliveredUnit.count({ where: { orderId, state: { not: 'rejected' } } });
  if (standing + units > order.units) throw exceeds(order.units - standing);
  const offered = await offeredOrThrow(tx, award, order, body);
  await tx.db.providerOrder.update({
    where: { id: order.id },
    data: { units: order.units - units, ...(order.units === units ? { closedAt: tx.now } : {}) },
  });
  const vouchers = await issue(tx, services, { award, order, offered, asked: body, accountId });
  await announce(tx, services, award, vouchers);
  await recordAudit(tx, services.vault, {
    action: 'award.vouchersIssued',
    subjectKind: 'award',
    subjectId: award.id,
  });
  const moved = await closeIfDelivered(tx, services, award);
  return { status: 200, body: { ...awardAnswer(moved).body, voucherIds: vouchers.map(({ id }) => id) } };
}

/** One service of the order's own provider, of a kind that meets the need. */
async function offeredOrThrow(
  tx: Tx,
  { householdId }: Award,
  order: ProviderOrder,
  { serviceId, serviceFrom }: Asked,
): Promise<Orderable['service']> {
  const { comuneIstat: comune } = await tx.db.household.findUniqueOrThrow({ where: { id: householdId } });
  const { service } = await orderableOrThrow(tx, { serviceId, serviceFrom, comune });
  const meetsNeed = categoriesFor(order.service as NeedService).includes(service.category);
  if (service.organisationId !== order.providerId || !meetsNeed) throw anotherService;
  if (serviceFrom < toPlainDate(tx.now) || serviceFrom > toPlainDate(expiryFrom(tx))) throw wrongDay;
  return service;
}

function expiryFrom(tx: Tx): Date {
  return expiryOf(toPlainDate(tx.now), FUND_VOUCHER_DAYS);
}

async function issue(
  tx: Tx,
  { vault }: ActivityServices,
  of: {
    readonly award: Award;
    readonly order: ProviderOrder;
    readonly offered: Orderable['service'];
    readonly asked: Asked;
    readonly accountId: string;
  },
): Promise<Voucher[]> {
  const { award, order, offered, asked } = of;
  const { beneficiaryId: holderId } = await tx.db.assessment.findUniqueOrThrow({
    where: { id: award.assessmentId },
  });
  const { forPersonId: beneficiaryId } = await tx.db.need.findUniqueOrThrow({ where: { id: order.needId } });
  const { id: voucherOrderId } = await tx.db.voucherOrder.create({
    data: {
      allianceId: tx.allianceId,
      awardId: award.id,
      providerOrderId: order.id,
      holderId,
      beneficiaryId,
      code: await nextVoucherOrderCode(tx),
      providerId: order.providerId,
      serviceId: offered.id,
      units: asked.units,
      unitPriceCents: order.unitPriceCents,
      serviceFrom: toDateColumn(asked.serviceFrom),
      orderedBy: of.accountId,
      createdAt: tx.now,
    },
  });
  return issueVouchers(
    tx,
    { vault },
    {
      payer: { awardId: award.id },
      orderId: voucherOrderId,
      holderId,
      beneficiaryId,
      service: {
        id: offered.id,
        providerId: order.providerId,
        vatTreatment: offered.vatTreatment,
      },
      nominalCents: order.unitPriceCents,
      count: asked.units,
      expiresAt: expiryFrom(tx),
    },
  );
}

/** As the letters of the case: to whom they go today, and to nobody once they have stopped. */
async function announce(
  tx: Tx,
  { vault }: ActivityServices,
  { assessmentId, lettersStopped }: Award,
  vouchers: readonly Voucher[],
): Promise<void> {
  if (lettersStopped) return;
  const { id, expiresAt } = vouchers[0]!;
  const assessment = await tx.db.assessment.findUniqueOrThrow({ where: { id: assessmentId } });
  await queueMail(tx, vault, {
    template: 'vouchersReady',
    recipientId: await addresseeOf(tx, assessment),
    params: { count: vouchers.length, validUntil: toPlainDate(expiresAt) },
    dedupeKey: `vouchersReady/${id}`,
    about: { kind: 'voucher', id },
  });
}

function exceeds(left: number): Refusal {
  return new Refusal('unitsExceedOrder', {
    detail: { it: `Nell’ordine restano ${left} unità.`, en: `The order has ${left} units left.` },
  });
}
const providerEmploys = new Refusal('stepNotPossible', {
  detail: {
    it: 'Il fornitore dell’ordine è diventato anche datore di lavoro nel nucleo, e dal buono verrebbe a sapere dell’aiuto: dare l’ordine a un altro fornitore.',
    en: 'The provider of the order has come to employ somebody of the household, and would learn of the help by the voucher: give the order to another provider.',
  },
  possible: ['swapProvider'],
});
const anotherService = new Refusal('stepNotPossible', {
  detail: {
    it: 'Il servizio non è di questo fornitore, o non è del tipo assegnato: sceglierne un altro nella sua offerta.',
    en: 'The service is not of this provider, or not of the kind that was granted: choose another in its offer.',
  },
});
const wrongDay = new Refusal('invalidRequest', {
  detail: {
    it: 'Il buono vale da oggi e fino alla sua scadenza.',
    en: 'The voucher is good from today and until it lapses.',
  },
  errors: [
    {
      pointer: '/body/serviceFrom',
      message: { it: 'indichi un giorno da oggi in poi', en: 'give a day from today on' },
    },
  ],
});
