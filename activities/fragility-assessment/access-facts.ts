import { isLocal } from '../../domain/territory.ts';
import { addMonths, type PlainDate } from '../../domain/plain-date.ts';
import { toPlainDate } from '../../domain/time.ts';
import type { Band } from '../../domain/assessment-steps.ts';
import type { Tx } from '../../prisma/database.ts';
import type { Assessment } from '../../prisma/generated/client.ts';
import type { Facts } from '../../rules/facts.ts';
import { amountOrThrow, type ParameterValues } from '../../rules/parameters.ts';

/**
 * The facts of `fund-access` (RS-2026.1, domain §6.7). A household's own registers answer them, so only the ISEE
 * can be unknown: it is each need's own, and added by whoever asks. A lost job or a suspended employer does not shut anybody out for twelve months.
 */
export async function accessFacts(
  tx: Tx,
  assessment: Assessment,
  known: {
    /** Who belongs to the household today. */
    readonly memberIds: readonly string[];
    readonly finalBand: Band;
    readonly onDate: PlainDate;
    readonly parameters: ParameterValues;
  },
): Promise<Facts> {
  const { householdId, receivedAt } = assessment;
  const household = await tx.db.household.findUniqueOrThrow({ where: { id: householdId } });
  return {
    finalBand: known.finalBand,
    employerAdherence: await employerAdherence(tx, known.memberIds, {
      day: toPlainDate(receivedAt),
      lookbackMonths: amountOrThrow(known.parameters, { parameter: 'employerAdherenceLookbackMonths' }),
    }),
    residentInTerritory: isLocal(household.comuneIstat),
    householdMembers: known.memberIds.length,
    capUsedCents: await capUsedCents(tx, householdId, known.onDate, known.parameters),
    advanceTakenThisYear: false,
  };
}

/**
 * What the household has already had of its rolling cap: awards held in the last twelve months, less what was
 * released. Urgent advances do not exist yet; when they do, they count here.
 */
export async function capUsedCents(
  tx: Tx,
  householdId: string,
  onDate: PlainDate,
  parameters: ParameterValues,
): Promise<number> {
  const windowMonths = amountOrThrow(parameters, { parameter: 'capWindowMonths' });
  const { _sum } = await tx.db.award.aggregate({
    where: {
      householdId,
      state: { in: ['held', 'delivering', 'settled', 'released'] },
      awardedOn: { gt: new Date(addMonths(onDate, -windowMonths)) },
    },
    _sum: { amountCents: true, releasedCents: true },
  });
  return (_sum.amountCents ?? 0) - (_sum.releasedCents ?? 0);
}

type Adherence = 'onApplicationDay' | 'withinLookback' | 'none';

/** Whether an employer of somebody in the household adheres, on the day or in the year before it. */
async function employerAdherence(
  tx: Tx,
  personIds: readonly string[],
  { day, lookbackMonths }: { readonly day: PlainDate; readonly lookbackMonths: number },
): Promise<Adherence> {
  const employments = await tx.db.employment.findMany({ where: { personId: { in: [...personIds] } } });
  const organisations = await tx.db.organisation.findMany({
    where: {
      id: { in: employments.map(({ organisationId }) => organisationId) },
      adherentFrom: { not: null },
    },
  });
  const lookback = addMonths(day, -lookbackMonths);
  const stretches = employments.flatMap((employment) => {
    const employer = organisations.find(({ id }) => id === employment.organisationId);
    return employer
      ? [
          overlap(
            [employment.startedOn, employment.endedOn],
            [employer.adherentFrom!, employer.adherentUntil],
          ),
        ]
      : [];
  });
  if (stretches.some(({ from, until }) => from <= day && day <= until)) return 'onApplicationDay';
  return stretches.some(({ from, until }) => from <= until && from <= day && lookback <= until)
    ? 'withinLookback'
    : 'none';
}

type Stretch = readonly [from: Date, until: Date | null];

function overlap(one: Stretch, other: Stretch): { from: PlainDate; until: PlainDate } {
  const from = [one[0], other[0]].map(toPlainDate).toSorted().at(-1)!;
  const until = [one[1], other[1]].map((end) => (end ? toPlainDate(end) : '9999-12-31')).toSorted()[0]!;
  return { from, until };
}
