import type { z } from 'zod';
import {
  declineCharterInput,
  extendDeadlineInput,
  signCharterInput,
  type SigningStep,
} from '../domain/charter-steps.ts';
import type { RefusalCode } from '../domain/refusal-codes.ts';
import type { Text } from '../domain/text.ts';
import type { Role } from '../prisma/generated/enums.ts';
import { signingOrThrow } from './charter-signing-access.ts';
import { signingParams, signingStep } from './charter-signing-schema.ts';
import { route, type Route } from './route.ts';

interface StepRoute {
  readonly operation: SigningStep;
  readonly path: string;
  readonly summary: Text;
  readonly who: readonly Role[];
  readonly body?: z.ZodType;
  readonly refusals?: readonly RefusalCode[];
}

/** Every step on a signing: find it among the caller's, or refuse; its process does the rest. */
function step({ path, ...declared }: StepRoute): Route {
  return route({
    kind: 'process',
    method: 'post',
    path: `/v1/charter-signings/{signingId}/${path}`,
    tag: 'charter',
    ...declared,
    params: signingParams,
    reply: signingStep,
    async address(tx, { principal, params: { signingId } }) {
      const { id } = await signingOrThrow(tx, principal, signingId);
      return { process: 'charterSigning', subjectId: id };
    },
  });
}

export const charterSigningStepRoutes: readonly Route[] = [
  step({
    operation: 'signCharter',
    path: 'signature',
    summary: {
      it: 'Firma la carta per il proprio ente: obblighi, dichiarazioni, nome digitato e codice monouso',
      en: 'Sign the charter for one’s organisation: obligations, declarations, typed name and one-time code',
    },
    who: ['representative'],
    body: signCharterInput,
    refusals: ['codeNotValid'],
  }),
  step({
    operation: 'declineCharter',
    path: 'refusal',
    summary: { it: 'Rifiuta di firmare, con il motivo', en: 'Decline to sign, saying why' },
    who: ['representative'],
    body: declineCharterInput,
  }),
  step({
    operation: 'countersignCharter',
    path: 'countersignature',
    summary: {
      it: 'Controfirma per l’alleanza: mai chi ha aperto la firma',
      en: 'Countersign for the alliance: never whoever opened the signing',
    },
    who: ['caseworker'],
    refusals: ['samePerson'],
  }),
  step({
    operation: 'extendDeadline',
    path: 'deadline',
    summary: {
      it: 'Sposta in avanti il termine per firmare, e con esso i promemoria che mancano',
      en: 'Move the deadline for signing later, and with it the reminders still to come',
    },
    who: ['caseworker'],
    body: extendDeadlineInput,
  }),
];
