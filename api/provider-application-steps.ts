import {
  completeStepInput,
  confirmIdentityInput,
  grantWaiverInput,
  recordAgreementInput,
  requestCorrectionInput,
  reviewProviderInput,
  signAgreementInput,
  submitDocumentInput,
} from '../domain/provider-onboarding-input.ts';
import type { OnboardingOperation } from '../domain/provider-onboarding.ts';
import { applicationOrThrow } from './provider-application-access.ts';
import { applicationParams, applicationStep } from './provider-application-schema.ts';
import { stepRoutes } from './process-step.ts';

/** Everything done with an application. */
export const providerApplicationStepRoutes = stepRoutes<OnboardingOperation, typeof applicationParams>(
  {
    process: 'providerOnboarding',
    at: '/v1/provider-applications/{applicationId}',
    tag: 'providers',
    params: applicationParams,
    reply: applicationStep,
    async find(tx, { principal, params: { applicationId } }) {
      return (await applicationOrThrow(tx, principal, applicationId)).id;
    },
  },
  [
    {
      operation: 'completeStep',
      path: 'steps',
      summary: {
        it: 'Completa un passo: identità, sedi, servizi, dichiarazioni, IBAN; ripetuto, sostituisce',
        en: 'Complete a step: identity, places, services, declarations, IBAN; said again, it replaces',
      },
      who: ['candidate', 'caseworker'],
      body: completeStepInput,
    },
    {
      operation: 'submitDocument',
      path: 'papers',
      summary: {
        it: 'Consegna un documento già caricato, con le sue date; sostituisce quello di prima',
        en: 'Hand in a paper uploaded before, with its dates; it replaces the one before',
      },
      who: ['candidate', 'caseworker'],
      body: submitDocumentInput,
    },
    {
      operation: 'confirmIdentity',
      path: 'identity',
      summary: {
        it: 'Conferma chi è l’ente, e se l’alleanza lo ha già: nessuno è iscritto due volte',
        en: 'Confirm who the organisation is, and whether the alliance has it already: nobody is entered twice',
      },
      who: ['caseworker'],
      body: confirmIdentityInput,
    },
    {
      operation: 'appointRepresentative',
      path: 'representative',
      summary: {
        it: 'Registra chi rappresenta l’ente candidato, con un’utenza sua, e lo invita',
        en: 'Record who represents the candidate, with an account of their own, and invite them',
      },
      who: ['administrator'],
    },
    {
      operation: 'grantWaiver',
      path: 'waivers',
      summary: {
        it: 'Concede una deroga di prossimità per una categoria, per dodici mesi al massimo',
        en: 'Grant a waiver of proximity for a category, for twelve months at most',
      },
      who: ['commissionMember'],
      body: grantWaiverInput,
    },
    {
      operation: 'requestCorrection',
      path: 'corrections',
      summary: {
        it: 'Chiede di correggere campi indicati, ciascuno con il perché',
        en: 'Ask for the correction of named fields, each with its reason',
      },
      who: ['caseworker'],
      body: requestCorrectionInput,
    },
    {
      operation: 'reviewProvider',
      path: 'review',
      summary: {
        it: 'Accoglie, o rifiuta con un motivo e come chiedere di nuovo: mai chi ha invitato',
        en: 'Accept, or refuse with a reason and how to ask again: never whoever invited',
      },
      who: ['caseworker'],
      body: reviewProviderInput,
      refusals: ['samePerson'],
    },
    {
      operation: 'signAgreement',
      path: 'agreement/signature',
      summary: {
        it: 'Firma la convenzione per il proprio ente: nome digitato e codice monouso, se la Carta lo consente',
        en: 'Sign the agreement for one’s organisation: typed name and one-time code, if the charter allows it',
      },
      who: ['representative'],
      body: signAgreementInput,
      refusals: ['codeNotValid'],
    },
    {
      operation: 'countersignAgreement',
      path: 'agreement/countersignature',
      summary: {
        it: 'Controfirma la convenzione per l’alleanza, mai chi ha accolto: l’ente è ammesso',
        en: 'Countersign the agreement for the alliance, never whoever accepted: the organisation is admitted',
      },
      who: ['caseworker'],
      refusals: ['samePerson'],
    },
    {
      operation: 'recordAgreement',
      path: 'agreement',
      summary: {
        it: 'Registra la convenzione firmata su carta, mai chi ha accolto: l’ente è ammesso',
        en: 'Record the agreement signed on paper, never whoever accepted: the organisation is admitted',
      },
      who: ['caseworker'],
      body: recordAgreementInput,
      refusals: ['samePerson'],
    },
    {
      operation: 'withdrawApplication',
      path: 'withdrawal',
      summary: {
        it: 'Ritira la richiesta di adesione: l’ente candidato, mai l’ufficio, che rifiuta con una lettera',
        en: 'Withdraw the application to join: the candidate, never the office, which refuses with a letter',
      },
      who: ['candidate', 'representative'],
    },
  ],
);
