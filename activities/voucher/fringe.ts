import { fringeLimit, fringeTaxable, simulateTax, type TaxSimulation } from '../../domain/fringe.ts';
import { startOfDay, toPlainDate } from '../../domain/time.ts';
import type { Tx } from '../../prisma/database.ts';
import type { FringeKind } from '../../prisma/generated/client.ts';
import type { ActivityServices } from '../services.ts';
import { dependentChildren } from './family.ts';
import { lawOfYear, useRules, type VoucherLaw } from './law.ts';

export interface FringeSubject {
  readonly personId: string;
  readonly employerId: string;
  readonly year: number;
}

/** Where an employee stands in a tax year with one employer: goods and services in kind (art. 51 c. 3 TUIR). */
export interface FringeStanding {
  readonly usedCents: number;
  readonly limitCents: number;
  /** Zero once the limit is reached or exceeded. */
  readonly leftCents: number;
  /** Dependent children declared, with their tax codes. */
  readonly children: number;
  /** All of what was used, once the limit is exceeded. */
  readonly taxableCents: number;
  /** What one cent beyond the limit would cost, or what being beyond it costs. */
  readonly oneCentMore: TaxSimulation;
  /** The employer said beforehand that the limit will be exceeded. */
  readonly exceedingAllowed: boolean;
  /** What was received in each month, January first. */
  readonly monthlyCents: readonly number[];
}

/** What enters the limit; meal vouchers have one of their own. */
export const fringeKinds: readonly FringeKind[] = ['goodsInKind', 'homeBills', 'homeRent', 'otherEmployer'];

/** Reads where somebody stands; a title counts in the year in which it was delivered, whenever it is redeemed. */
export async function fringeStanding(
  tx: Tx,
  services: Pick<ActivityServices, 'vault'>,
  subject: FringeSubject,
): Promise<FringeStanding> {
  return standingUnder(tx, services, lawOfYear(await useRules(tx), subject.year), subject);
}

/** The same for many, with the law of their year read once. */
export async function standingUnder(
  tx: Tx,
  services: Pick<ActivityServices, 'vault'>,
  law: VoucherLaw,
  subject: FringeSubject,
): Promise<FringeStanding> {
  const { personId: employeeId, year } = subject;
  const children = await dependentChildren(tx, services, { employeeId, year }, law);
  const exceedingAllowed = (await tx.db.fringeExceedance.count({ where: subject })) > 0;
  return standingFrom(await monthlyFringe(tx, subject), { law, children, exceedingAllowed });
}

function standingFrom(
  monthlyCents: readonly number[],
  of: { readonly law: VoucherLaw; readonly children: number; readonly exceedingAllowed: boolean },
): FringeStanding {
  const { law, children, exceedingAllowed } = of;
  const usedCents = monthlyCents.reduce((sum, cents) => sum + cents, 0);
  const limitCents = fringeLimit(law, children > 0);
  return {
    usedCents,
    limitCents,
    leftCents: Math.max(0, limitCents - usedCents),
    children,
    taxableCents: fringeTaxable(usedCents, limitCents),
    oneCentMore: simulateTax(Math.max(usedCents, limitCents) + 1, law),
    exceedingAllowed,
    monthlyCents,
  };
}

/** Vouchers of c. 3 delivered and not voided, expired ones too, and what the employer entered beside them. */
async function monthlyFringe(tx: Tx, { personId, employerId, year }: FringeSubject): Promise<number[]> {
  const vouchers = await tx.db.voucher.findMany({
    where: {
      holderId: personId,
      employerId,
      taxLetter: 'comma3',
      state: { not: 'voided' },
      issuedAt: { gte: startOfDay(`${year}-01-01`), lt: startOfDay(`${year + 1}-01-01`) },
    },
    select: { nominalCents: true, issuedAt: true },
  });
  const entries = await tx.db.fringeEntry.findMany({
    where: {
      personId,
      employerId,
      kind: { in: [...fringeKinds] },
      withdrawnAt: null,
      month: { gte: new Date(`${year}-01-01`), lte: new Date(`${year}-12-31`) },
    },
    select: { amountCents: true, month: true },
  });
  const months = Array.from({ length: 12 }, () => 0);
  for (const { nominalCents, issuedAt } of vouchers) months[monthOf(toPlainDate(issuedAt))]! += nominalCents;
  for (const { amountCents, month } of entries) months[month.getUTCMonth()]! += amountCents;
  return months;
}

function monthOf(day: string): number {
  return Number(day.slice(5, 7)) - 1;
}
