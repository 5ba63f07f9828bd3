import type { CaseHousehold } from '../../holds/support/households.ts';
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
