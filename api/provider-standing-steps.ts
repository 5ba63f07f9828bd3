import { submitDocumentInput } from '../domain/provider-onboarding-input.ts';
import {
  checkDocumentInput,
  decideRevocationInput,
  proposeRevocationInput,
  recordRegularisationInput,
  withdrawRevocationInput,
  type StandingStep,
} from '../domain/provider-standing-steps.ts';
import { stepRoutes } from './process-step.ts';
import { admissionOrThrow } from './provider-standing-access.ts';
import { providerParams, standingStep } from './provider-standing-schema.ts';
import type { Route } from './route.ts';

export const providerStandingStepRoutes: readonly Route[] = stepRoutes<StandingStep, typeof providerParams>(
  {
    process: 'providerStanding',
    at: '/v1/providers/{organisationId}',
    tag: 'providers',
    params: providerParams,
    reply: standingStep,
    async find(tx, { principal, params: { organisationId } }) {
      return (await admissionOrThrow(tx, principal, organisationId)).id;
    },
  },
  [
    {
      operation: 'renewDocument',
      path: 'documents',
      summary: {
        it: 'Consegna un documento rinnovato: vale subito, e fa finire la sospensione che ne dipende',
        en: 'Hand in a renewed document: it counts at once, and ends the suspension that came of it',
      },
      who: ['provider', 'caseworker'],
      body: submitDocumentInput,
    },
    {
      operation: 'checkDocument',
      path: 'documents/check',
      summary: {
        it: 'Controlla un documento rinnovato: mai chi lo ha caricato. Se non va, non vale più',
        en: 'Check a renewed document: never whoever handed it in. Found wanting, it counts no more',
      },
      who: ['caseworker'],
      body: checkDocumentInput,
      refusals: ['samePerson'],
    },
    {
      operation: 'recordRegularisation',
      path: 'regularisations',
      summary: {
        it: 'Registra un invito a regolarizzare i contributi',
        en: 'Record an invitation to regularise contributions',
      },
      who: ['provider', 'caseworker'],
      body: recordRegularisationInput,
    },
    {
      operation: 'proposeRevocation',
      path: 'revocations',
      summary: {
        it: 'Propone di revocare l’ammissione, con il motivo',
        en: 'Propose to revoke the admission, saying why',
      },
      who: ['caseworker'],
      body: proposeRevocationInput,
    },
    {
      operation: 'decideRevocation',
      path: 'revocations/decision',
      summary: {
        it: 'Decide una revoca proposta: mai chi l’ha proposta. La lettera parte subito, l’effetto dopo 30 giorni',
        en: 'Decide on a proposed revocation: never whoever proposed it. The letter leaves at once, the effect comes after 30 days',
      },
      who: ['caseworker'],
      body: decideRevocationInput,
      refusals: ['samePerson'],
    },
    {
      operation: 'withdrawRevocation',
      path: 'revocations/withdrawal',
      summary: {
        it: 'Ritira una revoca proposta o decisa, prima che abbia effetto',
        en: 'Take back a revocation that was proposed or decided, before it takes effect',
      },
      who: ['caseworker'],
      body: withdrawRevocationInput,
    },
  ],
);
