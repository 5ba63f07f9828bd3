import type { z } from 'zod';
import {
  answerComplaintInput,
  reopenComplaintInput,
  type ComplaintStep,
} from '../domain/provider-complaint.ts';
import type { RefusalCode } from '../domain/refusal-codes.ts';
import type { Text } from '../domain/text.ts';
import type { Role } from '../prisma/generated/enums.ts';
import { complaintOrThrow } from './complaint-access.ts';
import { complaintAnswered, complaintParams } from './complaint-schema.ts';
import { route, type Route } from './route.ts';

interface StepRoute {
  readonly operation: ComplaintStep;
  readonly path: string;
  readonly summary: Text;
  readonly who: readonly Role[];
  readonly body?: z.ZodType;
  readonly refusals?: readonly RefusalCode[];
}

/** Every step on a complaint: find it among the caller's, or refuse; its process does the rest. */
function step({ path, ...declared }: StepRoute): Route {
  return route({
    kind: 'process',
    method: 'post',
    path: `/v1/provider-complaints/{complaintId}/${path}`,
    tag: 'complaints',
    ...declared,
    params: complaintParams,
    reply: complaintAnswered,
    async address(tx, { principal, params: { complaintId } }) {
      const { id } = await complaintOrThrow(tx, principal, complaintId);
      return { process: 'providerComplaint', subjectId: id };
    },
  });
}

export const complaintStepRoutes: readonly Route[] = [
  step({
    operation: 'answerComplaint',
    path: 'answer',
    summary: {
      it: 'Risponde a un reclamo con i motivi, per lettera: mai chi ha deciso la questione',
      en: 'Answer a complaint with reasons, by letter: never whoever decided the matter',
    },
    who: ['caseworker'],
    body: answerComplaintInput,
    refusals: ['samePerson'],
  }),
  step({
    operation: 'reopenComplaint',
    path: 'reopening',
    summary: {
      it: 'Riapre il reclamo una volta: risponde un’altra persona',
      en: 'Reopen the complaint, once: another person answers',
    },
    who: ['provider'],
    body: reopenComplaintInput,
  }),
  step({
    operation: 'withdrawComplaint',
    path: 'withdrawal',
    summary: { it: 'Ritira il reclamo', en: 'Withdraw the complaint' },
    who: ['provider'],
  }),
];
