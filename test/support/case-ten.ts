import { seedId } from '../../prisma/seed/seed-id.ts';
import { toPlainDate } from '../../domain/time.ts';
import type { Stack } from './stack.ts';

/** The household of case 10: a lone working parent with children of 2 and 6. */
export const householdL = seedId('household/L');

export interface HouseholdLPeople {
  readonly parent: string;
  readonly younger: string;
  readonly older: string;
  readonly childcare: string;
}

/** Who lives in household L, and the childcare provider whose clerk is a persona. */
export async function peopleOfCaseTen({ services, allianceId }: Stack): Promise<HouseholdLPeople> {
  return services.database.inAlliance(allianceId, { kind: 'system', id: 'test' }, async (tx) => {
    const members = await tx.db.householdMember.findMany({ where: { householdId: householdL } });
    const people = await tx.db.person.findMany({
      where: { id: { in: members.map(({ personId }) => personId) } },
      orderBy: { birthDate: 'asc' },
    });
    const [parent, older, younger] = people.map(({ id }) => id);
    const clerk = await tx.db.account.findFirstOrThrow({ where: { roles: { has: 'provider' } } });
    return { parent: parent!, older: older!, younger: younger!, childcare: clerk.organisationId! };
  });
}

export function application({ parent, younger, childcare }: HouseholdLPeople) {
  return {
    householdId: householdL,
    applicantId: parent,
    beneficiaryId: parent,
    channel: 'desk',
    needs: [
      {
        description: 'Nido, settimana intera',
        service: 'forMinor',
        forPersonId: younger,
        parentsApart: false,
        unit: 'settimana',
        units: 12,
        unitPriceCents: 9500,
        providerId: childcare,
      },
    ],
  };
}

/** Everything the score of case 10 needs: 61.00, high. */
export function dossier({ parent, younger, older }: HouseholdLPeople, now = new Date()) {
  const today = toPlainDate(now);
  const evidence = { foundBy: 'desk', foundOn: today, note: 'Colloquio allo sportello.', documentIds: [] };
  return {
    items: [
      { kind: 'independent', personId: parent, value: evidence },
      { kind: 'certificate', personId: parent, value: 'none' },
      { kind: 'certificate', personId: younger, value: 'none' },
      { kind: 'certificate', personId: older, value: 'none' },
      {
        kind: 'isee',
        value: {
          kind: 'ORDINARIO',
          valueCents: 572_650,
          issuedOn: `${today.slice(0, 4)}-01-15`,
          validUntil: `${today.slice(0, 4)}-12-31`,
          protocol: 'INPS-ISEE-0000001',
        },
      },
      {
        kind: 'work',
        value: {
          events: [{ kind: 'reducedHoursOrPay', on: today, averageOfSixMonthsBefore: 100_000, now: 70_000 }],
          evidence,
        },
      },
      { kind: 'housing', value: { evictionOrder: false, arrearsMonths: 3, overcrowded: false, evidence } },
      { kind: 'network', value: { value: 'weak', evidence } },
      { kind: 'soleCaregiver', value: { value: true, evidence } },
    ],
  };
}
