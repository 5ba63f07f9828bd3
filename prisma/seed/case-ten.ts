import { toPlainDate } from '../../domain/time.ts';
import type { Tx } from '../database.ts';
import { seedId } from './seed-id.ts';

/** Household L, which case 10 is about: a lone working parent with children of 2 and 6. */
export const householdL = seedId('household/L');

/** Ids of who lives in household L, and of the nursery. */
export interface CaseTenPeople {
  readonly parent: string;
  readonly younger: string;
  readonly older: string;
  readonly childcare: string;
}

/** Finds them in the demonstration; the nursery is the provider whose clerk is a persona. */
export async function caseTenPeople({ db }: Tx): Promise<CaseTenPeople> {
  const members = await db.householdMember.findMany({ where: { householdId: householdL } });
  const people = await db.person.findMany({
    where: { id: { in: members.map(({ personId }) => personId) } },
    orderBy: { birthDate: 'asc' },
  });
  const [parent, older, younger] = people.map(({ id }) => id);
  const clerk = await db.account.findFirstOrThrow({ where: { roles: { has: 'provider' } } });
  return { parent: parent!, older: older!, younger: younger!, childcare: clerk.organisationId! };
}

/** The application of case 10, as the desk sends it: twelve weeks of childcare at 95.00 each. */
export function caseTenApplication({ parent, younger, childcare }: CaseTenPeople) {
  const childcareNeed = {
    description: 'Nido, settimana intera',
    service: 'forMinor',
    forPersonId: younger,
    parentsApart: false,
    unit: 'week',
    units: 12,
    unitPriceCents: 9_500,
    providerId: childcare,
  };
  return {
    householdId: householdL,
    applicantId: parent,
    beneficiaryId: parent,
    channel: 'desk',
    needs: [childcareNeed],
  };
}

/** Everything the score of case 10 needs, found today: 61.00, high. */
export function caseTenDossier({ parent, younger, older }: CaseTenPeople, now = new Date()) {
  const today = toPlainDate(now);
  const year = today.slice(0, 4);
  const evidence = { foundBy: 'desk', foundOn: today, note: 'Colloquio allo sportello.', documentIds: [] };
  const isee = {
    kind: 'ORDINARIO',
    valueCents: 572_650,
    issuedOn: `${year}-01-02`,
    validUntil: `${year}-12-31`,
    protocol: 'INPS-ISEE-DIMOSTRATIVA',
  };
  const reducedHours = {
    kind: 'reducedHoursOrPay',
    on: today,
    averageOfSixMonthsBefore: 100_000,
    now: 70_000,
  };
  return {
    items: [
      { kind: 'independent', personId: parent, value: evidence },
      ...[parent, younger, older].map((personId) => ({ kind: 'certificate', personId, value: 'none' })),
      { kind: 'isee', value: isee },
      { kind: 'work', value: { events: [reducedHours], evidence } },
      { kind: 'housing', value: { evictionOrder: false, arrearsMonths: 3, overcrowded: false, evidence } },
      { kind: 'network', value: { value: 'weak', evidence } },
      { kind: 'soleCaregiver', value: { value: true, evidence } },
    ],
  };
}
