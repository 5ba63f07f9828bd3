import { z } from 'zod';
import { recordAudit } from '../activities/audit.ts';
import { applicationKey, applicationSubject } from '../activities/provider-onboarding/application.ts';
import { providerDeclarations, type ProviderDeclarations } from '../domain/provider-onboarding-input.ts';
import { openingQuery, reasonOrThrow } from './access.ts';
import { hasRole } from './principal.ts';
import { applicationOrThrow } from './provider-application-access.ts';
import { applicationParams } from './provider-application-schema.ts';
import { route } from './route.ts';

/** What an organisation declared, as it declared it: to read again before it is corrected, and to weigh it. */
const read = route({
  kind: 'read',
  operation: 'getCandidateDeclarations',
  method: 'get',
  path: '/v1/provider-applications/{applicationId}/declarations',
  tag: 'providers',
  summary: {
    it: 'Che cosa ha dichiarato un ente candidato; chi lo apre per lavoro dice perché',
    en: 'What a candidate declared; whoever opens it at work says why',
  },
  who: ['candidate', 'caseworker', 'provider', 'representative'],
  params: applicationParams,
  query: openingQuery,
  reply: z
    .strictObject({
      declarations: providerDeclarations
        .nullable()
        .meta({ description: 'Null until something was declared' }),
    })
    .meta({ id: 'CandidateDeclarations' }),
  async read(tx, { params, query, principal }, { vault }) {
    const row = await applicationOrThrow(tx, principal, params.applicationId);
    if (hasRole(principal, 'caseworker'))
      await recordAudit(tx, vault, {
        action: 'providerApplication.declarationsOpened',
        ...applicationSubject(row),
        reason: reasonOrThrow(query.reason),
      });
    if (!row.declarationsSealed) return { declarations: null };
    const key = applicationKey(row);
    const declarations = await vault.open<ProviderDeclarations>(
      tx,
      key,
      'declarations',
      row.declarationsSealed,
    );
    return { declarations };
  },
});

export const candidateDeclarationsRoutes = [read];
