import type { z } from 'zod';
import { dossierOrThrow } from '../activities/fragility-assessment/application.ts';
import {
  closingInput,
  decideInput,
  recommendInput,
  requestDocumentsInput,
  submitDossierInput,
} from '../domain/assessment.ts';
import type { AssessmentStep } from '../domain/assessment-steps.ts';
import type { RefusalCode } from '../domain/refusal-codes.ts';
import type { Text } from '../domain/text.ts';
import type { Role } from '../prisma/generated/enums.ts';
import { ownRoles } from './access.ts';
import { assessmentForStepOrThrow, commissionDossierOrThrow } from './assessment-access.ts';
import { assessmentParams, assessmentStep } from './assessment-schema.ts';
import { route, type Route } from './route.ts';

interface StepRoute {
  readonly operation: AssessmentStep;
  readonly path: string;
  readonly summary: Text;
  readonly who: readonly Role[];
  readonly body?: z.ZodType;
  readonly refusals?: readonly RefusalCode[];
}

/** Every step is the same kind of call: find the case, or refuse; its process does the rest. */
function step({ path, ...declared }: StepRoute): Route {
  return route({
    kind: 'process',
    method: 'post',
    path: `/v1/assessments/{assessmentId}/${path}`,
    tag: 'assessments',
    ...declared,
    params: assessmentParams,
    reply: assessmentStep,
    async address(tx, { principal, params, body }) {
      const { assessmentId } = params;
      if (declared.operation === 'decide') await commissionDossierOrThrow(tx, assessmentId);
      else {
        const assessment = await assessmentForStepOrThrow(tx, principal, assessmentId);
        if (declared.operation === 'submitDossier')
          await dossierOrThrow(tx, assessment, body as z.output<typeof submitDossierInput>);
      }
      return { process: 'fragilityAssessment', subjectId: assessmentId };
    },
  });
}

export const assessmentStepRoutes: readonly Route[] = [
  step({
    operation: 'submitDossier',
    path: 'dossier',
    summary: {
      it: 'Aggiunge al fascicolo moduli, attestazioni, riscontri e bisogni',
      en: 'Adds forms, attestations, findings and needs to the dossier',
    },
    who: ['caseworker', ...ownRoles],
    body: submitDossierInput,
    refusals: ['relationNotValid'],
  }),
  step({
    operation: 'requestDocuments',
    path: 'document-requests',
    summary: {
      it: 'Chiede un’integrazione: una volta sola, i termini si sospendono',
      en: 'Asks for documents: once only, the term is suspended',
    },
    who: ['caseworker'],
    body: requestDocumentsInput,
    refusals: ['documentsAlreadyRequested'],
  }),
  step({
    operation: 'declareComplete',
    path: 'completeness',
    summary: {
      it: 'Dichiara completa la domanda: si calcola il punteggio',
      en: 'Declares the application complete: the score is computed',
    },
    who: ['caseworker'],
    refusals: ['dossierIncomplete'],
  }),
  step({
    operation: 'recommend',
    path: 'recommendation',
    summary: { it: 'Propone l’esito, motivandolo', en: 'Recommends an outcome, with reasons' },
    who: ['caseworker'],
    body: recommendInput,
    refusals: ['bandOutOfReach'],
  }),
  step({
    operation: 'decide',
    path: 'decision',
    summary: { it: 'Decide: mai chi ha proposto', en: 'Decides: never whoever recommended' },
    who: ['commissionMember'],
    body: decideInput,
    refusals: ['samePerson', 'notEligible', 'nothingToFund'],
  }),
  step({
    operation: 'withdraw',
    path: 'withdrawal',
    summary: { it: 'Ritira la domanda', en: 'Withdraws the application' },
    who: ['caseworker', ...ownRoles],
    body: closingInput,
    refusals: ['relationNotValid'],
  }),
  step({
    operation: 'closeInadmissible',
    path: 'closure',
    summary: {
      it: 'Chiude come improcedibile, con una lettera che dice perché',
      en: 'Closes as inadmissible, with a letter that says why',
    },
    who: ['caseworker'],
    body: closingInput,
  }),
];
