import { toPlainDate } from '../../../domain/time.ts';
import type { Services } from '../../../runtime/services.ts';

/** A household of the demonstration in which somebody works for an employer of the alliance. */
export interface CaseHousehold {
  readonly householdId: string;
  /** Who works, asks and benefits. */
  readonly applicantId: string;
  readonly members: readonly { readonly id: string; readonly birthDate: string }[];
  /** The provider whose clerk is a persona. */
  readonly providerId: string;
}

type Territory = { readonly services: Pick<Services, 'database'>; readonly allianceId: string };

/** Different households of the demonstration, always the same ones in the same order. */
export async function caseHouseholds(territory: Territory, count: number): Promise<CaseHousehold[]> {
  const { services, allianceId } = territory;
  return services.database.inAlliance(allianceId, { kind: 'system', id: 'test' }, async ({ db }) => {
    const clerk = await db.account.findFirstOrThrow({ where: { roles: { has: 'provider' } } });
    const employers = await db.organisation.findMany({ where: { adherentFrom: { not: null } } });
    const employments = await db.employment.findMany({
      where: { organisationId: { in: employers.map(({ id }) => id) }, endedOn: null },
    });
    const workers = new Set(employments.map(({ personId }) => personId));
    const memberships = await db.householdMember.findMany({ where: { leftOn: null } });
    const people = new Map((await db.person.findMany()).map((person) => [person.id, person]));
    const byHousehold = Map.groupBy(memberships, ({ householdId }) => householdId);
    const found = [...byHousehold].flatMap(([householdId, rows]): CaseHousehold[] => {
      const ids = rows.map(({ personId }) => personId).toSorted();
      const applicantId = ids.find((id) => workers.has(id));
      if (!applicantId) return [];
      const members = ids.map((id) => ({ id, birthDate: toPlainDate(people.get(id)!.birthDate!) }));
      return [{ householdId, applicantId, members, providerId: clerk.organisationId! }];
    });
    if (found.length < count) throw new Error(`Only ${found.length} households of the demonstration fit.`);
    return found.toSorted((a, b) => (a.householdId < b.householdId ? -1 : 1)).slice(0, count);
  });
}

/** An application at the desk for `units` of 50.00 each. */
export function applicationOf(
  { householdId, applicantId, providerId }: CaseHousehold,
  units = 1,
  description = 'Assistenza domiciliare',
) {
  return {
    householdId,
    applicantId,
    beneficiaryId: applicantId,
    channel: 'desk',
    needs: [
      {
        description,
        service: 'other',
        forPersonId: applicantId,
        unit: 'hour',
        units,
        unitPriceCents: 5_000,
        providerId,
      },
    ],
  };
}

/** A dossier with which a household of any shape has at least 55.00 points: nobody lost a function, all else is bad. */
export function dossierOf({ members }: CaseHousehold, today: string, note = 'Colloquio allo sportello.') {
  const evidence = { foundBy: 'desk', foundOn: today, note, documentIds: [] };
  const adultBornBy = `${Number(today.slice(0, 4)) - 18}${today.slice(4)}`;
  const adults = members.filter(({ birthDate }) => birthDate <= adultBornBy);
  return {
    items: [
      ...members.map(({ id }) => ({ kind: 'certificate', personId: id, value: 'none' })),
      ...adults.map(({ id }) => ({ kind: 'independent', personId: id, value: evidence })),
      {
        kind: 'isee',
        value: {
          kind: 'ORDINARIO',
          valueCents: iseeCents,
          issuedOn: `${today.slice(0, 4)}-01-15`,
          validUntil: `${today.slice(0, 4)}-12-31`,
          protocol: 'INPS-ISEE-0000001',
        },
      },
      { kind: 'work', value: { events: [{ kind: 'jobLoss', on: today }], evidence } },
      { kind: 'housing', value: { evictionOrder: true, arrearsMonths: 6, overcrowded: true, evidence } },
      { kind: 'network', value: { value: 'absent', evidence } },
      { kind: 'soleCaregiver', value: { value: true, evidence } },
    ],
  };
}

/** The ISEE of every such dossier: a number that is found nowhere else. */
export const iseeCents = 312_659;
