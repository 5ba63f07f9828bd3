import {
  declineCharterInput,
  extendDeadlineInput,
  signCharterInput,
  type SigningStep,
} from '../domain/charter-steps.ts';
import { signingOrThrow } from './charter-signing-access.ts';
import { signingParams, signingStep } from './charter-signing-schema.ts';
import { stepRoutes } from './process-step.ts';

export const charterSigningStepRoutes = stepRoutes<SigningStep, typeof signingParams>(
  {
    process: 'charterSigning',
    at: '/v1/charter-signings/{signingId}',
    tag: 'charter',
    params: signingParams,
    reply: signingStep,
    async find(tx, { principal, params: { signingId } }) {
      return (await signingOrThrow(tx, principal, signingId)).id;
    },
  },
  [
    {
      operation: 'signCharter',
      path: 'signature',
      summary: {
        it: 'Firma la carta per il proprio ente: obblighi, dichiarazioni, nome digitato e codice monouso',
        en: 'Sign the charter for one’s organisation: obligations, declarations, typed name and one-time code',
      },
      who: ['representative'],
      body: signCharterInput,
      refusals: ['codeNotValid'],
    },
    {
      operation: 'declineCharter',
      path: 'refusal',
      summary: { it: 'Rifiuta di firmare, con il motivo', en: 'Decline to sign, saying why' },
      who: ['representative'],
      body: declineCharterInput,
    },
    {
      operation: 'countersignCharter',
      path: 'countersignature',
      summary: {
        it: 'Controfirma per l’alleanza: mai chi ha aperto la firma',
        en: 'Countersign for the alliance: never whoever opened the signing',
      },
      who: ['caseworker'],
      refusals: ['samePerson'],
    },
    {
      operation: 'extendDeadline',
      path: 'deadline',
      summary: {
        it: 'Sposta in avanti il termine per firmare, e con esso i promemoria che mancano',
        en: 'Move the deadline for signing later, and with it the reminders still to come',
      },
      who: ['caseworker'],
      body: extendDeadlineInput,
    },
  ],
);
