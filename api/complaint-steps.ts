import {
  answerComplaintInput,
  reopenComplaintInput,
  type ComplaintStep,
} from '../domain/provider-complaint.ts';
import { complaintOrThrow } from './complaint-access.ts';
import { complaintAnswered, complaintParams } from './complaint-schema.ts';
import { stepRoutes } from './process-step.ts';

/** Everything done with a complaint after it was filed. */
export const complaintStepRoutes = stepRoutes<ComplaintStep, typeof complaintParams>(
  {
    process: 'providerComplaint',
    at: '/v1/provider-complaints/{complaintId}',
    tag: 'complaints',
    params: complaintParams,
    reply: complaintAnswered,
    async find(tx, { principal, params: { complaintId } }) {
      return (await complaintOrThrow(tx, principal, complaintId)).id;
    },
  },
  [
    {
      operation: 'answerComplaint',
      path: 'answer',
      summary: {
        it: 'Risponde a un reclamo con i motivi, per lettera: mai chi ha deciso la questione',
        en: 'Answer a complaint with reasons, by letter: never whoever decided the matter',
      },
      who: ['caseworker', 'administrator'],
      body: answerComplaintInput,
      refusals: ['samePerson'],
    },
    {
      operation: 'reopenComplaint',
      path: 'reopening',
      summary: {
        it: 'Riapre il reclamo una volta: risponde un’altra persona',
        en: 'Reopen the complaint, once: another person answers',
      },
      who: ['provider'],
      body: reopenComplaintInput,
    },
    {
      operation: 'withdrawComplaint',
      path: 'withdrawal',
      summary: { it: 'Ritira il reclamo', en: 'Withdraw the complaint' },
      who: ['provider'],
    },
  ],
);
