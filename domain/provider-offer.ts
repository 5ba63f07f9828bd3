import { z } from 'zod';
import { placeFields, refuseNowhere, serviceFields } from './provider-onboarding-input.ts';
import { addDays, type PlainDate } from './plain-date.ts';
import { taxLetters } from './provider-service.ts';

/** A service that was proposed is nobody's offer until a caseworker accepted it. */
export const proposalStates = ['open', 'accepted', 'refused', 'withdrawn'] as const;
export type ProposalState = (typeof proposalStates)[number];

/** Days of notice of a price where no charter is in force, and the fewest there may be (Reg. (EU) 2019/1150 art. 3). */
export const priceNotice = { days: 30, fewestDays: 15 } as const;

/** Working days in which somebody of the office looks at a proposed service. */
export const proposalTimes = { workingDays: 10, reminderWorkingDays: 3 } as const;

/** The first day on which a price that is announced today may be asked. */
export function earliestNewPrice(today: PlainDate, noticeDays: number): PlainDate {
  return addDays(today, Math.max(noticeDays, priceNotice.fewestDays));
}

export const newPlaceInput = z.strictObject(placeFields).superRefine(refuseNowhere);
export const serviceInput = z.strictObject(serviceFields);
export type ProposedService = z.output<typeof serviceInput>;

/** At least one: what is offered under none is sold to nobody on credit. */
export const lettersGiven = z.array(z.enum(taxLetters)).min(1).max(taxLetters.length);

export const proposalDecisionInput = z.discriminatedUnion('outcome', [
  z.strictObject({
    outcome: z.literal('accept'),
    taxLetters: lettersGiven.optional().meta({ description: 'Left out: as it was proposed' }),
  }),
  z.strictObject({ outcome: z.literal('refuse'), reason: z.string().trim().min(1).max(2000) }),
]);
