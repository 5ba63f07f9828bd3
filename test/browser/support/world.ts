import { organisationId } from '../../../prisma/seed/organisations.ts';
import { accountId } from '../../../prisma/seed/personas.ts';
import { applicationOf, caseHouseholds } from '../../holds/support/households.ts';
import { journeyToHeld, openOffice } from '../../holds/support/journey.ts';
import type { Stack } from '../../support/stack.ts';
import type { Desk } from './desk.ts';
import { fillOffice, orderPrivately, proposeMoment } from './purchases.ts';

/** What the demonstration has none of on its first day, so that every screen has something to show. */
export async function fillWorld(desk: Desk): Promise<void> {
  const { stack } = desk;
  const chiara = await stack.as('Chiara');
  await chiara.does('/v1/assessments', await applicationOfLucia(stack));
  const [ordered, household] = await caseHouseholds(stack, 2);
  const office = await openOffice(stack);
  const { awardId } = await journeyToHeld(office, ordered!);
  await office.fund.does(`/v1/awards/${awardId}/approval`);
  await journeyToHeld(office, household!);
  await fillOffice(desk);
  await proposeMoment(desk);
  await orderPrivately(desk);
  const elena = await stack.as('Elena');
  await elena.does('/v1/provider-complaints', { about: 'price', reasons: 'Il listino non è aggiornato.' });
  await chiara.does('/v1/charter-signings', { organisationId: organisationId('nido-pulcini') });
}

function applicationOfLucia({ services, allianceId }: Stack) {
  return services.database.inAlliance(allianceId, { kind: 'system', id: 'test' }, async ({ db }) => {
    const { personId } = await db.account.findUniqueOrThrow({ where: { id: accountId('lucia') } });
    const { householdId } = await db.householdMember.findFirstOrThrow({
      where: { personId: personId!, leftOn: null },
    });
    const providerId = organisationId('nido-pulcini');
    return applicationOf({ householdId, applicantId: personId!, members: [], providerId });
  });
}
