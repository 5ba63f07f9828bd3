import { portionHalfUp } from '../../domain/money.ts';
import { addDays, addMonths, type PlainDate } from '../../domain/plain-date.ts';
import type { ServiceCategory } from '../../domain/provider-service.ts';
import { instantOf } from '../../domain/time.ts';
import { adherentUntil, demoEmployers, demoProviders, type DemoOrganisation } from './organisations.ts';
import { randomFor, type Random } from './random.ts';
import { seedId } from './seed-id.ts';

/** What one organisation owes the Fund for one month, and when its bank paid it, if it has. */
export interface DemoContribution {
  readonly id: string;
  readonly organisationKey: string;
  readonly source: 'employer' | 'provider';
  readonly amountCents: number;
  readonly pledgedAt: Date;
  readonly collected: { readonly at: Date; readonly bankRef: string } | undefined;
}

const MONTHS = 12;
/** RS-2026.1: the employer gives 1.00 % of what it issues, the provider 2.00 % of what it redeems. */
const EMPLOYER_SHARE = { numerator: 1, denominator: 100 };
const PROVIDER_SHARE = { numerator: 2, denominator: 100 };
const MONTHLY_WALLET_CENTS = { from: 3_800, to: 6_200 };

/** What a provider of each kind redeems in a plain month, in cents. */
const MONTHLY_TURNOVER_CENTS: Readonly<Record<ServiceCategory, number>> = {
  childcare: 160_000,
  summerCamp: 15_000,
  homeCare: 140_000,
  dayCentre: 90_000,
  psychology: 70_000,
  therapy: 70_000,
  transport: 30_000,
  sports: 80_000,
  culture: 50_000,
  proximityShop: 110_000,
};
const SUMMER_CAMP_SEASON = { months: ['06', '07', '08'], timesAsMuch: 24 };

/**
 * A year of contributions, the last month first pledged at its end: twelve whole months before this one. Banks
 * take three to six weeks, so that the latest ones are still to be collected.
 */
export function drawContributions(today: PlainDate): readonly DemoContribution[] {
  const random = randomFor('contributions');
  const thisMonth = `${today.slice(0, 7)}-01`;
  return Array.from({ length: MONTHS }, (_, index) => addMonths(thisMonth, index - MONTHS)).flatMap((month) =>
    drawMonth(random, month, today),
  );
}

function drawMonth(random: Random, month: PlainDate, today: PlainDate): readonly DemoContribution[] {
  const adherent = ({ key }: DemoOrganisation): boolean => (adherentUntil(key, today) ?? today) > month;
  const fromEmployers = demoEmployers.filter(adherent).map((employer) => {
    const perEmployeeCents = random.integer(MONTHLY_WALLET_CENTS.from, MONTHLY_WALLET_CENTS.to);
    const amountCents = portionHalfUp(employer.employees * perEmployeeCents, EMPLOYER_SHARE);
    return { organisationKey: employer.key, source: 'employer' as const, amountCents };
  });
  const fromProviders = demoProviders.filter(adherent).map((provider) => {
    const turnoverCents = drawTurnoverCents(random, provider, month);
    const amountCents = portionHalfUp(turnoverCents, PROVIDER_SHARE);
    return { organisationKey: provider.key, source: 'provider' as const, amountCents };
  });
  const pledgedOn = addDays(addMonths(month, 1), -1);
  return [...fromEmployers, ...fromProviders].map((contribution) => {
    const path = `contribution/${month.slice(0, 7)}/${contribution.source}/${contribution.organisationKey}`;
    const collectedOn = addDays(pledgedOn, 7 * random.integer(3, 6));
    const bankRef = `DEMO/${path.slice('contribution/'.length)}`;
    return {
      ...contribution,
      id: seedId(path),
      pledgedAt: instantOf(pledgedOn, '18:00'),
      collected: collectedOn < today ? { at: instantOf(collectedOn, '10:00'), bankRef } : undefined,
    };
  });
}

function drawTurnoverCents(random: Random, provider: DemoOrganisation, month: PlainDate): number {
  const usual = MONTHLY_TURNOVER_CENTS[provider.category!];
  const inSeason =
    provider.category === 'summerCamp' && SUMMER_CAMP_SEASON.months.includes(month.slice(5, 7));
  const percent = random.integer(70, 130) * (inSeason ? SUMMER_CAMP_SEASON.timesAsMuch : 1);
  return Math.round((usual * percent) / 100);
}
