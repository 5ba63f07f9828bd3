import { toDateColumn, type PlainDate } from '../../domain/plain-date.ts';
import { notFound, Refusal } from '../../domain/refusal.ts';
import { toPlainDate } from '../../domain/time.ts';
import { expiryOf } from '../../domain/voucher.ts';
import { splitUnits } from '../../domain/unit-splitting.ts';
import type { FringeOutlook, TaxLetter, UseAdvice, UseReason } from '../../domain/voucher-use.ts';
import type { Tx } from '../../prisma/database.ts';
import type { Person, Voucher, VoucherOrder } from '../../prisma/generated/client.ts';
import { recordAudit } from '../audit.ts';
import { queueMail } from '../mail.ts';
import { nextVoucherOrderCode } from '../numbering.ts';
import type { ActivityServices } from '../services.ts';
import { fundShares } from './fund-shares.ts';
import { issueVouchers, type VoucherDraft } from './issue.ts';
import { orderableOrThrow } from './offer.ts';
import { notEnoughCredit, notLawful } from './unlawful.ts';
import { adviseUse } from './use.ts';
import { openWalletOrThrow, type OpenWallet } from './wallet.ts';

type Services = Pick<ActivityServices, 'vault'>;

export interface NewVoucherOrder {
  readonly walletId: string;
  readonly serviceId: string;
  readonly beneficiaryId: string;
  readonly units: number;
  readonly serviceFrom: PlainDate;
  /** What the holder would add of their own, which no voucher takes. */
  readonly ownMoneyCents: number;
  /** What the holder was told that a unit costs: the price may have changed since. */
  readonly unitPriceCents?: number | undefined;
}

export interface OrderedVouchers {
  readonly order: VoucherOrder;
  readonly vouchers: readonly Voucher[];
  /** What is lawful only by a lenient reading, or costs the holder something. */
  readonly warnings: readonly UseReason[];
  /** How far the year's limit is used after it, of what enters one. */
  readonly fringe: FringeOutlook | null;
}

/**
 * An employee's credit becomes vouchers, one for each unit at the list price of today, if everything allows it: the
 * wallet, the provider, the law and the credit. All of it in the transaction at hand, or nothing.
 */
export async function orderVouchers(
  tx: Tx,
  services: Services,
  asked: NewVoucherOrder,
): Promise<OrderedVouchers> {
  const open = await openWalletOrThrow(tx, asked.walletId);
  const beneficiary = await livingOrThrow(tx, asked.beneficiaryId);
  const expiresAt = expiryFor(tx, open, asked.serviceFrom);
  const { service, listPriceCents } = await orderableOrThrow(tx, {
    serviceId: asked.serviceId,
    serviceFrom: asked.serviceFrom,
    comune: beneficiary.comuneIstat,
  });
  const { creditCents } = open;
  const split = splitUnits({ creditCents, unitPriceCents: listPriceCents, units: asked.units });
  const advice = await adviseUse(tx, services, {
    ...ofWallet(open),
    beneficiaryId: asked.beneficiaryId,
    service,
    nominalCents: asked.unitPriceCents ?? listPriceCents,
    count: asked.units,
    listPriceCents,
    serviceFrom: asked.serviceFrom,
    ownMoneyCents: asked.ownMoneyCents,
  });
  if ('reasons' in advice) throw notLawful(advice.reasons, split);
  if (split.voucherUnits < asked.units) throw notEnoughCredit(split);
  const order = await tx.db.voucherOrder.create({
    data: {
      allianceId: tx.allianceId,
      code: await nextVoucherOrderCode(tx),
      walletId: open.wallet.id,
      holderId: open.wallet.personId,
      beneficiaryId: asked.beneficiaryId,
      providerId: service.organisationId,
      serviceId: service.id,
      units: asked.units,
      unitPriceCents: listPriceCents,
      serviceFrom: toDateColumn(asked.serviceFrom),
      orderedBy: tx.actor.id,
      createdAt: tx.now,
    },
  });
  const { id, vatTreatment, organisationId: providerId } = service;
  const vouchers = await issue(tx, services, open, advice, {
    orderId: order.id,
    beneficiaryId: asked.beneficiaryId,
    service: { id, providerId, vatTreatment },
    nominalCents: listPriceCents,
    count: asked.units,
    expiresAt,
  });
  return { order, vouchers, warnings: advice.warnings, fringe: advice.fringe };
}

/**
 * One title to several goods and services of art. 51 c. 3, at whichever provider of the alliance: of all vouchers the
 * only one that names no service, and that is spent bit by bit.
 */
export async function orderCumulativeVoucher(
  tx: Tx,
  services: Services,
  asked: {
    readonly walletId: string;
    readonly beneficiaryId: string;
    readonly amountCents: number;
    readonly taxLetter?: TaxLetter | undefined;
  },
): Promise<Omit<OrderedVouchers, 'order'>> {
  const open = await openWalletOrThrow(tx, asked.walletId);
  await livingOrThrow(tx, asked.beneficiaryId);
  const today = toPlainDate(tx.now);
  const advice = await adviseUse(tx, services, {
    ...ofWallet(open),
    beneficiaryId: asked.beneficiaryId,
    service: null,
    cumulativeLetter: asked.taxLetter,
    nominalCents: asked.amountCents,
    count: 1,
    listPriceCents: null,
    serviceFrom: today,
    ownMoneyCents: 0,
  });
  if ('reasons' in advice) throw notLawful(advice.reasons);
  if (asked.amountCents > open.creditCents) throw lessCredit;
  const vouchers = await issue(tx, services, open, advice, {
    orderId: null,
    beneficiaryId: asked.beneficiaryId,
    service: null,
    nominalCents: asked.amountCents,
    count: 1,
    expiresAt: expiryFor(tx, open, today),
  });
  return { vouchers, warnings: advice.warnings, fringe: advice.fringe };
}

function ofWallet({ wallet, plan }: OpenWallet) {
  return { holderId: wallet.personId, employerId: plan.organisationId, familyMode: plan.familyMode };
}

async function issue(
  tx: Tx,
  { vault }: Services,
  { wallet, plan }: OpenWallet,
  { taxLetter, decisionId }: Exclude<UseAdvice, { reasons: unknown }>,
  draft: Omit<VoucherDraft, 'payer' | 'holderId'>,
): Promise<Voucher[]> {
  const { employer: employerShare } = await fundShares(tx, { paidByFund: false });
  const vouchers = await issueVouchers(
    tx,
    { vault },
    {
      ...draft,
      holderId: wallet.personId,
      payer: {
        walletId: wallet.id,
        employerId: plan.organisationId,
        carryOver: plan.carryOver,
        taxLetter,
        employerShare,
      },
    },
  );
  await announce(tx, { vault }, vouchers);
  await recordAudit(tx, vault, {
    action: 'vouchers.ordered',
    subjectKind: draft.orderId ? 'voucherOrder' : 'voucher',
    subjectId: draft.orderId ?? vouchers[0]!.id,
    reason: decisionId,
  });
  return vouchers;
}

/** The holder reads that something is there and until when; what for stands behind the sign-in. */
export async function announce(tx: Tx, { vault }: Services, vouchers: readonly Voucher[]): Promise<void> {
  const { id, holderId, expiresAt } = vouchers[0]!;
  await queueMail(tx, vault, {
    template: 'vouchersReady',
    recipientId: holderId,
    params: { count: vouchers.length, validUntil: toPlainDate(expiresAt) },
    dedupeKey: `vouchersReady/${id}`,
    about: { kind: 'voucher', id },
  });
}

async function livingOrThrow(tx: Tx, personId: string): Promise<Person> {
  const person = await tx.db.person.findFirst({ where: { id: personId, erasedAt: null, deceasedOn: null } });
  if (!person) throw notFound({ it: 'Chi usa il servizio', en: 'Who uses the service' });
  return person;
}

/** A voucher that would lapse before the first day of the service is good for nothing. */
function expiryFor(tx: Tx, { plan, lastDay }: OpenWallet, serviceFrom: PlainDate): Date {
  const expiresAt = expiryOf(toPlainDate(tx.now), plan.voucherDays, lastDay);
  if (serviceFrom > toPlainDate(expiresAt)) throw tooLate;
  return expiresAt;
}

const tooLate = new Refusal('invalidRequest', {
  detail: {
    it: 'Il buono scadrebbe prima che il servizio cominci.',
    en: 'The voucher would lapse before the service begins.',
  },
  errors: [
    {
      pointer: '/body/serviceFrom',
      message: { it: 'indichi un giorno più vicino', en: 'give a nearer day' },
    },
  ],
});
const lessCredit = new Refusal('insufficientFunds', {
  detail: {
    it: 'Il credito è meno di così: ordini un importo più basso.',
    en: 'There is less credit than that: order a smaller amount.',
  },
});
