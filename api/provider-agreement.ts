import { lockUnsigned } from '../activities/provider-onboarding/agreement-standing.ts';
import { awaitedAgreement } from '../activities/provider-onboarding/sign-agreement.ts';
import type { OnboardingOperation } from '../domain/provider-onboarding.ts';
import { applicationOrThrow } from './provider-application-access.ts';
import { applicationParams, applicationStep } from './provider-application-schema.ts';
import { signedCopyRoute, verification } from './signed-copy-route.ts';
import { signingCodeRoute } from './signing-code-route.ts';

const tag = 'providers';
const path = '/v1/provider-applications/{applicationId}/agreement';

const requestCode = signingCodeRoute({
  operation: 'requestAgreementCode',
  path: `${path}/codes`,
  tag,
  summary: {
    it: 'Manda per e-mail un codice per firmare la convenzione: dieci minuti, una volta, in questa sessione',
    en: 'Mail a code to sign the agreement with: ten minutes, once, in this session',
  },
  params: applicationParams,
  async find(tx, { params, principal }, { vault }) {
    const { id: applicationId } = await applicationOrThrow(tx, principal, params.applicationId);
    const { organisationId, agreement } = await lockUnsigned(tx, vault, applicationId, 'signAgreement');
    const charter = agreement.charter.content;
    return { paper: { kind: 'agreement', applicationId }, organisationId, charter };
  },
});

const uploadSigned = signedCopyRoute({
  operation: 'uploadSignedAgreement' satisfies OnboardingOperation,
  process: 'providerOnboarding',
  path: `${path}/signed-copy`,
  tag,
  summary: {
    it: 'Carica la convenzione scaricata con la propria firma digitale (PDF in PAdES o .p7m in CAdES, 20 MB al massimo)',
    en: 'Upload the downloaded agreement with one’s digital signature (PDF as PAdES, or .p7m as CAdES; 20 MB at most)',
  },
  params: applicationParams,
  reply: applicationStep.extend({ verification }).meta({ id: 'SignedAgreementStep' }),
  async find(tx, { principal, params: { applicationId } }) {
    return (await applicationOrThrow(tx, principal, applicationId)).id;
  },
  awaited: awaitedAgreement,
});

export const providerAgreementRoutes = [requestCode, uploadSigned];
