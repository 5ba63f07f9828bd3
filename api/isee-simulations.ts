import { z } from 'zod';
import { simulateIsee } from '../domain/isee-simulation.ts';
import { invalidField } from './invalid-field.ts';
import { route } from './route.ts';
import { amountCents } from './schema.ts';

const people = z.int().min(0).max(30);

const simulation = z
  .strictObject({
    incomeCents: amountCents.meta({ description: 'Indicator of the income situation (ISR)' }),
    assetsCents: amountCents.meta({ description: 'Indicator of the asset situation (ISP)' }),
    members: z.int().min(1).max(30),
    children: people,
    minorChildren: people,
    childUnder3: z.boolean(),
    disabledOrNonSelfSufficientMembers: people,
    parentsWorkedOrAloneWithMinors: z.boolean(),
    parameters: z.enum(['ORDINARIO', 'ORDINARIO_LB2026']).default('ORDINARIO'),
  })
  .meta({ id: 'IseeSimulationInput' });

const simulateIseeRoute = route({
  kind: 'read',
  operation: 'simulateIsee',
  method: 'post',
  path: '/v1/isee-simulations',
  tag: 'isee',
  summary: {
    it: 'Calcola un ISEE per orientarsi: nessuna decisione lo legge e nulla viene conservato',
    en: 'Work out an ISEE for orientation: no decision reads it and nothing is kept',
  },
  who: 'signedIn',
  body: simulation,
  reply: z
    .strictObject({
      simulation: z.literal(true),
      notice: z.string(),
      iseCents: z.int(),
      scaleHundredths: z.int(),
      iseeCents: z.int(),
    })
    .meta({ id: 'IseeSimulation' }),
  async read(_tx, { body, locale }) {
    refuseImpossible(body);
    const { notice, ...result } = simulateIsee(body);
    return { ...result, notice: notice[locale] };
  },
});

/** A household in which the numbers do not contradict each other. */
function refuseImpossible(body: z.output<typeof simulation>): void {
  const { members, children, minorChildren, disabledOrNonSelfSufficientMembers, childUnder3 } = body;
  if (children > 0 && children >= members) {
    throw invalidField('/body/children', {
      it: 'i figli sono meno dei componenti',
      en: 'there are fewer children than members',
    });
  }
  if (minorChildren > children)
    throw invalidField('/body/minorChildren', { it: 'al massimo quanti i figli', en: 'as many as children' });
  if (disabledOrNonSelfSufficientMembers > members) {
    throw invalidField('/body/disabledOrNonSelfSufficientMembers', {
      it: 'al massimo quanti i componenti',
      en: 'at most as many as members',
    });
  }
  if (childUnder3 && minorChildren === 0) {
    throw invalidField('/body/childUnder3', {
      it: 'un figlio sotto i tre anni è minorenne',
      en: 'a child under three is a minor',
    });
  }
}

export const iseeRoutes = [simulateIseeRoute];
