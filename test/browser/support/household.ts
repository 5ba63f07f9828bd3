import { organisationId } from '../../../prisma/seed/organisations.ts';
import { accountId } from '../../../prisma/seed/personas.ts';
import { applicationOf, type CaseHousehold } from '../../holds/support/households.ts';
import type { Stack } from '../../support/stack.ts';

/** The household of a persona, who asks for themselves; the provider is the one whose clerk is a persona. */
export async function householdOf(stack: Pick<Stack, 'as'>, persona: string): Promise<CaseHousehold> {
  const { personId } = (await (await stack.as(persona)).get('/v1/me')).body as { personId: string };
  const { organisationId } = (await (await stack.as('Elena')).get('/v1/me')).body as {
    organisationId: string;
  };
  const desk = await stack.as('Chiara');
  const [household] = (await desk.get(`/v1/households?personId=${personId}`)).body.items as {
    id: string;
    members: { personId: string }[];
  }[];
  const members: { id: string; birthDate: string }[] = [];
  for (const { personId: id } of household!.members)
    members.push({
      id,
      birthDate: (await desk.get(`/v1/people/${id}?reason=desk`)).body.birthDate as string,
    });
  return { householdId: household!.id, applicantId: personId, members, providerId: organisationId };
}

/** Lucia asks at the desk, for herself and from the nursery. */
export async function applyForLucia(stack: Stack): Promise<string> {
  const application = applicationOf(await peopleOfLucia(stack));
  const { assessmentId } = await (await stack.as('Chiara')).does('/v1/assessments', application);
  return assessmentId as string;
}

export function peopleOfLucia({ services, allianceId }: Stack): Promise<CaseHousehold> {
  return services.database.inAlliance(allianceId, { kind: 'system', id: 'test' }, async ({ db }) => {
    const { personId } = await db.account.findUniqueOrThrow({ where: { id: accountId('lucia') } });
    const { householdId } = await db.householdMember.findFirstOrThrow({
      where: { personId: personId!, leftOn: null },
    });
    const providerId = organisationId('nido-pulcini');
    return { householdId, applicantId: personId!, members: [], providerId };
  });
}
