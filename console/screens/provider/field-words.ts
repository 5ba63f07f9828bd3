import type { TFunction } from 'i18next';
import { providerDocumentCategories, providerDocumentWords } from '../../../domain/provider-service.ts';
import type words from '../../words/it/provider.json';
import { spoken } from '../../words/words.ts';

type FieldKey = Extract<keyof typeof words, `field.${string}`> extends `field.${infer Name}` ? Name : never;

/** What can be named as wrong at each step. */
export const correctable = {
  identity: [
    'organisationName',
    'vatNumber',
    'legalForm',
    'cooperativeType',
    'comuneIstat',
    'contactName',
    'representative.name',
    'representative.taxCode',
    'representative.email',
  ],
  places: ['name', 'comuneIstat', 'address', 'latitude', 'longitude'],
  services: [
    'category',
    'name',
    'unit',
    'unitPriceCents',
    'vatTreatment',
    'taxLetters',
    'minutes',
    'sessions',
    'capacity',
    'placeIds',
  ],
  declarations: [
    'collectiveAgreementCode',
    'employees',
    'law68Base',
    'disabledWorkersEmployed',
    'protectedWorkersEmployed',
    'exploitationConviction',
    'judicialControl',
    'riskAssessmentOn',
    'minorsStaffCertified',
  ],
  iban: ['iban'],
  documents: providerDocumentCategories,
  agreement: ['signedAgreement'],
} as const;
export type CorrectableStep = keyof typeof correctable;

/** A field's name as people say it. */
export function fieldWords(field: string, t: TFunction<'provider'>): string {
  const paper = providerDocumentCategories.find((category) => category === field);
  if (paper) return providerDocumentWords[paper][spoken()];
  return t(`field.${field as FieldKey}`);
}
