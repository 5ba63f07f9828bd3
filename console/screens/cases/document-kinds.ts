import type { Operations } from '../../client/generated/operations.ts';

export type DocumentKind = Operations['uploadDocument']['form']['kind'];

export const documentKinds: readonly DocumentKind[] = [
  'iseeAttestation',
  'disabilityCertificate',
  'medicalReport',
  'workDocument',
  'housingDocument',
  'familyStatus',
  'identityDocument',
  'signedForm',
  'delegation',
  'courtOrder',
  'deliveryProof',
  'other',
];
