import type { z } from 'zod';
import { dossierOrThrow } from '../activities/fragility-assessment/application.ts';
import {
  closingInput,
  decideInput,
  recommendInput,
  extendDocumentsInput,
  requestDocumentsInput,
  submitDossierInput,
} from '../domain/assessment.ts';
import type { AssessmentStep } from '../domain/assessment-steps.ts';
import { ownRoles } from './access.ts';
import { assessmentForStepOrThrow, commissionDossierOrThrow } from './assessment-access.ts';
import { assessmentParams, assessmentStep } from './assessment-schema.ts';
import { stepRoutes } from './process-step.ts';

export const assessmentStepRoutes = stepRoutes<AssessmentStep, typeof assessmentParams>(
  {
    process: 'fragilityAssessment',
    at: '/v1/assessments/{assessmentId}',
    tag: 'assessments',
    params: assessmentParams,
    reply: assessmentStep,
    async find(tx, { principal, params: { assessmentId }, body }, step) {
      if (step === 'decide') await commissionDossierOrThrow(tx, assessmentId);
      else {
        const assessment = await assessmentForStepOrThrow(tx, principal, assessmentId);
        if (step === 'submitDossier')
          await dossierOrThrow(tx, assessment, body as z.output<typeof submitDossierInput>);
      }
      return assessmentId;
    },
  },
  [
    {
      operation: 'submitDossier',
      path: 'dossier',
      summary: {
        it: 'Aggiunge al fascicolo moduli, attestazioni, riscontri e bisogni',
        en: 'Adds forms, attestations, findings and needs to the dossier',
      },
      who: ['caseworker', ...ownRoles],
      body: submitDossierInput,
      refusals: ['relationNotValid'],
    },
    {
      operation: 'requestDocuments',
      path: 'document-requests',
      summary: {
        it: 'Chiede un’integrazione: una volta sola, i termini si sospendono',
        en: 'Asks for documents: once only, the term is suspended',
      },
      who: ['caseworker'],
      body: requestDocumentsInput,
      refusals: ['documentsAlreadyRequested'],
    },
    {
      operation: 'remindApplicant',
      path: 'reminders',
      summary: {
        it: 'Ricorda i documenti chiesti a chi deve consegnarli: una volta al giorno',
        en: 'Reminds whoever has to hand in the documents asked for: once a day',
      },
      who: ['caseworker'],
    },
    {
      operation: 'extendDocuments',
      path: 'document-extensions',
      summary: {
        it: 'Dà più tempo per i documenti: al massimo trenta giorni dalla richiesta',
        en: 'Gives more time for the documents: thirty days from the request at most',
      },
      who: ['caseworker'],
      body: extendDocumentsInput,
    },
    {
      operation: 'declareComplete',
      path: 'completeness',
      summary: {
        it: 'Dichiara completa la domanda: si calcola il punteggio',
        en: 'Declares the application complete: the score is computed',
      },
      who: ['caseworker'],
      refusals: ['dossierIncomplete'],
    },
    {
      operation: 'recommend',
      path: 'recommendation',
      summary: { it: 'Propone l’esito, motivandolo', en: 'Recommends an outcome, with reasons' },
      who: ['caseworker'],
      body: recommendInput,
      refusals: ['bandOutOfReach'],
    },
    {
      operation: 'decide',
      path: 'decision',
      summary: { it: 'Decide: mai chi ha proposto', en: 'Decides: never whoever recommended' },
      who: ['commissionMember'],
      body: decideInput,
      refusals: ['samePerson', 'notEligible', 'nothingToFund'],
    },
    {
      operation: 'withdraw',
      path: 'withdrawal',
      summary: { it: 'Ritira la domanda', en: 'Withdraws the application' },
      who: ['caseworker', ...ownRoles],
      body: closingInput,
      refusals: ['relationNotValid'],
    },
    {
      operation: 'closeInadmissible',
      path: 'closure',
      summary: {
        it: 'Chiude come improcedibile, con una lettera che dice perché',
        en: 'Closes as inadmissible, with a letter that says why',
      },
      who: ['caseworker'],
      body: closingInput,
    },
  ],
);
