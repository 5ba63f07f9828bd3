import { z } from 'zod';
import {
  complaintOutcomes,
  complaintStates,
  complaintSteps,
  complaintSubjectNames,
  type ComplaintOutcome,
} from '../domain/provider-complaint.ts';
import { id, instant, plainDate } from './schema.ts';

export const complaintParams = z.strictObject({ complaintId: id });

export const complaintAnswered = z
  .strictObject({
    complaintId: id,
    state: z.enum(complaintStates),
    round: z.int(),
    dueOn: plainDate.meta({ description: 'The last day for an answer' }),
  })
  .meta({ id: 'ComplaintStep', description: 'Where a complaint stands after a step' });

const round = z.strictObject({
  reasons: z.string(),
  filedAt: instant,
  dueOn: plainDate,
  outcome: z.enum(Object.keys(complaintOutcomes) as [ComplaintOutcome, ...ComplaintOutcome[]]).nullable(),
  answer: z.string().nullable(),
  answeredAt: instant.nullable(),
});

export const complaintView = z
  .strictObject({
    id,
    code: z.string(),
    organisationId: id,
    about: z.enum(complaintSubjectNames),
    subjectId: id.nullable(),
    state: z.enum(complaintStates),
    round: z.int().meta({ description: '1, or 2 once it was reopened' }),
    possible: z
      .array(z.enum(complaintSteps))
      .meta({ description: 'The steps that whoever reads this may take now' }),
    dueOn: plainDate,
    createdAt: instant,
    rounds: z.array(round),
  })
  .meta({ id: 'ProviderComplaint' });
