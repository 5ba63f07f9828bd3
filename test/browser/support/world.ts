import { organisationId } from '../../../prisma/seed/organisations.ts';
import { caseHouseholds } from '../../holds/support/households.ts';
import { journeyToHeld, openOffice } from '../../holds/support/journey.ts';
import type { Desk } from './desk.ts';
import { fillOffice } from './purchases.ts';

/** What the demonstration has none of on its first day, so that every screen has something to show. */
export async function fillWorld(desk: Desk): Promise<void> {
  const { stack } = desk;
  const [household] = await caseHouseholds(stack, 1);
  await journeyToHeld(await openOffice(stack), household!);
  await fillOffice(desk);
  const chiara = await stack.as('Chiara');
  await chiara.does('/v1/charter-signings', { organisationId: organisationId('nido-pulcini') });
}
