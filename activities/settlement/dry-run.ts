import { ibanFault } from '../../domain/iban.ts';
import { sumCents } from '../../domain/money.ts';
import type { PlainDate } from '../../domain/plain-date.ts';
import { planPayments, type PlannedPayment } from '../../domain/settlement.ts';
import type { Tx } from '../../prisma/database.ts';
import { unpaidUntilInvoiced } from '../provider-invoice/overdue.ts';
import { durcStanding } from './inps-debt.ts';
import { givenBack, owedUntil } from './owed.ts';

/** Why a provider that earned something is not in the batch. */
export const leftOutReasons = [
  'nothingLeft',
  'durcLapsed',
  'ibanMissing',
  'ibanWrong',
  'invoiceMissing',
] as const;
export type LeftOutReason = (typeof leftOutReasons)[number];

export interface PlannedItem extends PlannedPayment {
  readonly providerId: string;
  readonly payeeName: string;
  readonly iban: string | null;
  readonly inpsDebtId: string | null;
}

export interface LeftOut {
  readonly providerId: string;
  readonly reason: LeftOutReason;
  readonly owedCents: number;
  readonly givenBackCents: number;
}

export interface DryRun {
  readonly items: readonly PlannedItem[];
  readonly leftOut: readonly LeftOut[];
  readonly totalCents: number;
}

/** What a batch drawn up now would pay on a day, all or one provider, and who would be left out and why. Nothing is written. */
export async function dryRun(tx: Tx, cutOffAt: Date, payOn: PlainDate, only?: string): Promise<DryRun> {
  const owed = await owedUntil(tx, cutOffAt, only);
  const providerIds = [...owed.keys()];
  const back = await givenBack(tx, providerIds);
  const providers = await tx.db.organisation.findMany({ where: { id: { in: providerIds } } });
  const byId = new Map(providers.map((one) => [one.id, one]));
  const uninvoiced = await unpaidUntilInvoiced(tx);
  const items: PlannedItem[] = [];
  const leftOut: LeftOut[] = [];
  for (const providerId of providerIds) {
    const { name, iban } = byId.get(providerId)!;
    const durc = await durcStanding(tx, providerId, payOn);
    const debtCents = durc.kind === 'owes' ? durc.debtCents : 0;
    const [earned, refunds] = [owed.get(providerId)!, back.get(providerId) ?? []];
    const payments = planPayments(earned, refunds, debtCents);
    const reason = uninvoiced.has(providerId)
      ? 'invoiceMissing'
      : reasonAgainst(payments, durc.kind === 'lapsed', iban);
    if (reason) {
      leftOut.push({ providerId, reason, owedCents: sumOf(earned), givenBackCents: sumOf(refunds) });
      continue;
    }
    for (const payment of payments)
      items.push({
        ...payment,
        providerId,
        payeeName: payment.payee === 'inps' ? 'INPS' : name,
        iban: payment.payee === 'provider' ? iban : null,
        inpsDebtId: payment.payee === 'inps' && durc.kind === 'owes' ? durc.debtId : null,
      });
  }
  return { items, leftOut, totalCents: sumOf(items) };
}

/** A provider is paid whole or waits whole: its debt is not paid with what its own share could not follow. */
function reasonAgainst(
  payments: readonly PlannedPayment[],
  isLapsed: boolean,
  iban: string | null,
): LeftOutReason | undefined {
  if (payments.length === 0) return 'nothingLeft';
  if (isLapsed) return 'durcLapsed';
  if (!payments.some(({ payee }) => payee === 'provider')) return undefined;
  if (iban === null) return 'ibanMissing';
  return ibanFault(iban) ? 'ibanWrong' : undefined;
}

function sumOf(amounts: readonly { readonly amountCents: number }[]): number {
  return sumCents(amounts.map(({ amountCents }) => amountCents));
}
