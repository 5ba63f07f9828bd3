import { toPlainDate } from '../domain/time.ts';
import { demoAllianceId } from '../prisma/seed/index.ts';
import { seedId } from '../prisma/seed/seed-id.ts';
import type { Services } from '../runtime/services.ts';

const householdL = seedId('household/L');

export interface People {
  readonly parent: string;
  readonly younger: string;
  readonly older: string;
  readonly provider: string;
}

export function peopleOfHouseholdL({ database }: Services): Promise<People> {
  return database.inAlliance(demoAllianceId, { kind: 'system', id: 'bench' }, async (tx) => {
    const members = await tx.db.householdMember.findMany({ where: { householdId: householdL } });
    const people = await tx.db.person.findMany({
      where: { id: { in: members.map(({ personId }) => personId) } },
      orderBy: { birthDate: 'asc' },
    });
    const provider = await tx.db.organisation.findFirstOrThrow({ where: { roles: { has: 'provider' } } });
    const [parent, older, younger] = people.map(({ id }) => id);
    return { parent: parent!, older: older!, younger: younger!, provider: provider.id };
  });
}

export function application({ parent, younger, provider }: People) {
  const need = {
    description: 'Nido, settimana intera',
    service: 'forMinor',
    forPersonId: younger,
    parentsApart: false,
  };
  return {
    householdId: householdL,
    applicantId: parent,
    beneficiaryId: parent,
    channel: 'desk',
    needs: [{ ...need, unit: 'settimana', units: 12, unitPriceCents: 9_500, providerId: provider }],
  };
}

export function dossier({ parent, younger, older }: People) {
  const today = toPlainDate(new Date());
  const year = today.slice(0, 4);
  const evidence = { foundBy: 'desk', foundOn: today, note: 'Colloquio.', documentIds: [] };
  const isee = {
    kind: 'ORDINARIO',
    valueCents: 572_650,
    issuedOn: `${year}-01-02`,
    validUntil: `${year}-12-31`,
    protocol: 'BENCH',
  };
  return {
    items: [
      { kind: 'independent', personId: parent, value: evidence },
      ...[parent, younger, older].map((personId) => ({ kind: 'certificate', personId, value: 'none' })),
      { kind: 'isee', value: isee },
      { kind: 'work', value: { events: [], evidence } },
      { kind: 'housing', value: { evictionOrder: false, arrearsMonths: 3, overcrowded: false, evidence } },
      { kind: 'network', value: { value: 'weak', evidence } },
      { kind: 'soleCaregiver', value: { value: true, evidence } },
    ],
  };
}
