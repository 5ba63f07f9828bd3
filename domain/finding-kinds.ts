import type { DossierItemInput } from './assessment.ts';

/** Items only a caseworker may record: findings rest on their word (domain §6.9). */
export const findingKinds: readonly DossierItemInput['kind'][] = [
  'independent',
  'work',
  'housing',
  'network',
  'soleCaregiver',
  'legalDimensions',
  'externalScore',
];
