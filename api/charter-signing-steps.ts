import { awaitedCopy } from '../activities/charter-signing/upload.ts';
import {
  declineCharterInput,
  extendDeadlineInput,
  signCharterInput,
  type SigningStep,
} from '../domain/charter-steps.ts';
import { signingOrThrow } from './charter-signing-access.ts';
import { signedCopyStep, signingParams, signingStep } from './charter-signing-schema.ts';
import { stepRoutes } from './process-step.ts';
import type { Route } from './route.ts';
import { signedCopyRoute } from './signed-copy-route.ts';

const toldSteps = stepRoutes<SigningStep, typeof signingParams>(
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

const uploadSignedCopy = signedCopyRoute({
  operation: 'uploadSignedCopy' satisfies SigningStep,
  process: 'charterSigning',
  path: '/v1/charter-signings/{signingId}/signed-copy',
  tag: 'charter',
  summary: {
    it: 'Carica il testo preparato con la propria firma digitale (PDF in PAdES o .p7m in CAdES, 20 MB al massimo)',
    en: 'Upload the prepared text with one’s digital signature (PDF as PAdES, or .p7m as CAdES; 20 MB at most)',
  },
  params: signingParams,
  reply: signedCopyStep,
  async find(tx, { principal, params: { signingId } }) {
    return (await signingOrThrow(tx, principal, signingId)).id;
  },
  awaited: awaitedCopy,
});

export const charterSigningStepRoutes: readonly Route[] = [...toldSteps, uploadSignedCopy];
