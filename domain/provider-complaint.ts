import { z } from 'zod';
import type { Text } from './text.ts';

/** What a provider complains about; the row it names says who decided it, and so who does not answer. */
export const complaintSubjects = {
  suspension: { it: 'una sospensione', en: 'a suspension' },
  revocation: { it: 'una revoca', en: 'a revocation' },
  refusal: { it: 'un servizio non accettato', en: 'a service that was not accepted' },
  payment: { it: 'un pagamento', en: 'a payment' },
  price: { it: 'un prezzo', en: 'a price' },
  other: { it: 'altro', en: 'something else' },
} as const satisfies Record<string, Text>;
export type ComplaintSubject = keyof typeof complaintSubjects;
export const complaintSubjectNames = Object.keys(complaintSubjects) as [
  ComplaintSubject,
  ...ComplaintSubject[],
];

export const complaintOutcomes = {
  upheld: { it: 'accolto', en: 'upheld' },
  partlyUpheld: { it: 'accolto in parte', en: 'upheld in part' },
  rejected: { it: 'respinto', en: 'rejected' },
} as const satisfies Record<string, Text>;
export type ComplaintOutcome = keyof typeof complaintOutcomes;
const outcomes = Object.keys(complaintOutcomes) as [ComplaintOutcome, ...ComplaintOutcome[]];

export const complaintStates = ['open', 'answered', 'withdrawn'] as const;
export type ComplaintState = (typeof complaintStates)[number];

/** What people do with a complaint; each is an Update of the process and an operation of the API. */
export const complaintSteps = ['answerComplaint', 'reopenComplaint', 'withdrawComplaint'] as const;
export type ComplaintStep = (typeof complaintSteps)[number];

/** Asked once, and once more. */
export const MOST_ROUNDS = 2;

export function possibleComplaintSteps(state: ComplaintState, round: number): readonly ComplaintStep[] {
  if (state === 'open') return ['answerComplaint', 'withdrawComplaint'];
  return state === 'answered' && round < MOST_ROUNDS ? ['reopenComplaint'] : [];
}

/** Days in which it is answered where no charter is in force; working days of the task, well before that. */
export const complaintTimes = {
  answerDays: 30,
  taskWorkingDays: 15,
  taskReminderWorkingDays: 5,
  overdueWorkingDays: 2,
} as const;

const prose = z.string().trim().min(1).max(4000);

export const fileComplaintInput = z.strictObject({
  about: z.enum(complaintSubjectNames),
  subjectId: z
    .uuid()
    .nullable()
    .default(null)
    .meta({ description: 'Of the suspension, the service proposal, the order or the price change' }),
  reasons: prose,
});
export const answerComplaintInput = z.strictObject({ outcome: z.enum(outcomes), reasons: prose });
export const reopenComplaintInput = z.strictObject({ reasons: prose });
