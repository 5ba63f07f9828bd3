import type { DependencyLaw } from '../../domain/family.ts';
import type { FringeLaw, SimulationRates } from '../../domain/fringe.ts';
import { toPlainDate } from '../../domain/time.ts';
import type { PlainDate } from '../../domain/plain-date.ts';
import type { Tx } from '../../prisma/database.ts';
import { parameterOrThrow, parametersOn, type ParameterValues } from '../../rules/parameters.ts';
import { findVersionInForce, versionInForce, type LoadedVersion } from '../../rules/store.ts';

/** The numbers of one day, as the rule version in force dates them. */
export interface VoucherLaw extends FringeLaw, DependencyLaw, SimulationRates {
  readonly otherFamilyMustCohabit: boolean;
  readonly homeBillsExempt: boolean;
  readonly homeBillsNeedChild: boolean;
  readonly homeRentExempt: boolean;
  readonly elderlyAge: number;
  readonly mealPaperCents: number;
  readonly mealElectronicCents: number;
}

/** The rule set that is asked about vouchers now, and how to read its numbers on any day. */
export async function useRules(tx: Tx): Promise<LoadedVersion> {
  return versionInForce(tx, 'voucher-use', tx.now);
}

/** The one that was asked at an instant; before the first there was nothing to ask it about. */
export async function useRulesAt(tx: Tx, instant: Date): Promise<LoadedVersion> {
  return (await findVersionInForce(tx, 'voucher-use', instant)) ?? (await useRules(tx));
}

export function lawOn(version: LoadedVersion, day: PlainDate): VoucherLaw {
  return lawOf(parametersOn(version.content, day));
}

/** Limits are those of the whole tax year; a law that changes one midway changes it for all of the year. */
export function lawOfYear(version: LoadedVersion, year: number): VoucherLaw {
  return lawOn(version, lastDayOf(year));
}

/** The day whose limits are those of the whole year. */
export function lastDayOf(year: number): PlainDate {
  return `${year}-12-31`;
}

export function taxYear(instant: Date): number {
  return Number(toPlainDate(instant).slice(0, 4));
}

function lawOf(parameters: ParameterValues): VoucherLaw {
  return new Proxy({} as VoucherLaw, {
    get: (_target, name) => parameterOrThrow(parameters, { parameter: String(name) }),
  });
}
