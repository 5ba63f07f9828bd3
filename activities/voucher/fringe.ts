import { dependentChildren } from '../../domain/family.ts';
import { fringeLimit, fringeTaxable, simulateTax, type TaxSimulation } from '../../domain/fringe.ts';
import { allThatIsKnown, fringeTotal } from '../../domain/fringe-known.ts';
import type { Tx } from '../../prisma/database.ts';
import type { FringeKind } from '../../prisma/generated/client.ts';
import type { ActivityServices } from '../services.ts';
import { fringeRecords } from './fringe-records.ts';
import { lawOfYear, useRules, type VoucherLaw } from './law.ts';

export interface FringeSubject {
  readonly personId: string;
  readonly employerId: string;
  readonly year: number;
}

/** Where an employee stands in a tax year with one employer: goods and services in kind (art. 51 c. 3 TUIR). */
export interface FringeStanding {
  readonly usedCents: number;
  /** Of what was used: what came back and is not counted again when it buys something anew. */
  readonly returnedCents: number;
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
  const { year } = subject;
  const at = allThatIsKnown;
  const records = await fringeRecords(tx, services, subject);
  const { usedCents, returnedCents } = fringeTotal(records, year, at);
  const children = dependentChildren(records.family, { year, at }, law);
  const limitCents = fringeLimit(law, children > 0);
  return {
    usedCents,
    returnedCents,
    limitCents,
    leftCents: Math.max(0, limitCents - usedCents),
    children,
    taxableCents: fringeTaxable(usedCents, limitCents),
    oneCentMore: simulateTax(Math.max(usedCents, limitCents) + 1, law),
    exceedingAllowed: (await tx.db.fringeExceedance.count({ where: subject })) > 0,
  };
}
