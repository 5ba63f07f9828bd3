import { simulateTax, type TaxSimulation } from '../../domain/fringe.ts';
import type { Tx } from '../../prisma/database.ts';
import { queueMail } from '../mail.ts';
import type { ActivityServices } from '../services.ts';
import { employersOf } from './employees.ts';
import { standingUnder } from './fringe.ts';
import { lawOfYear, useRules, type VoucherLaw } from './law.ts';

/** What of a year turned taxable, or free of tax again, by a change of who is family. */
export interface YearAdjustment {
  readonly employerId: string;
  readonly year: number;
  readonly taxableBeforeCents: number;
  readonly taxableCents: number;
  readonly simulation: TaxSimulation;
}

/**
 * Makes a change to an employee's family and says what it did to the limits of the years it touches. The employee is
 * told by mail too, without figures; the employer finds it in the standing of its people and in the year's payroll.
 */
export async function adjustYears<Result>(
  tx: Tx,
  services: Pick<ActivityServices, 'vault'>,
  of: { readonly employeeId: string; readonly years: readonly number[] },
  change: () => Promise<Result>,
): Promise<{ readonly result: Result; readonly adjustments: readonly YearAdjustment[] }> {
  const version = await useRules(tx);
  const laws = new Map(of.years.map((year) => [year, lawOfYear(version, year)]));
  const before = await taxableOf(tx, services, of.employeeId, laws);
  const result = await change();
  const after = await taxableOf(tx, services, of.employeeId, laws);
  const adjustments = after.flatMap(({ employerId, year, taxableCents }, index) => {
    const taxableBeforeCents = before[index]!.taxableCents;
    if (taxableBeforeCents === taxableCents) return [];
    const simulation = simulateTax(taxableCents, laws.get(year)!);
    return [{ employerId, year, taxableBeforeCents, taxableCents, simulation }];
  });
  if (adjustments.length > 0) await tellEmployee(tx, services, of.employeeId);
  return { result, adjustments };
}

async function taxableOf(
  tx: Tx,
  services: Pick<ActivityServices, 'vault'>,
  personId: string,
  laws: ReadonlyMap<number, VoucherLaw>,
) {
  const taxable: { readonly employerId: string; readonly year: number; readonly taxableCents: number }[] = [];
  for (const employerId of await employersOf(tx, personId))
    for (const [year, law] of laws) {
      const { taxableCents } = await standingUnder(tx, services, law, { personId, employerId, year });
      taxable.push({ employerId, year, taxableCents });
    }
  return taxable;
}

async function tellEmployee(
  tx: Tx,
  { vault }: Pick<ActivityServices, 'vault'>,
  personId: string,
): Promise<void> {
  await queueMail(tx, vault, {
    template: 'benefitLimitChanged',
    recipientId: personId,
    params: {},
    dedupeKey: `benefitLimitChanged/${personId}/${tx.now.toISOString()}`,
    about: { kind: 'person', id: personId },
  });
}
