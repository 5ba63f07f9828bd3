import { z } from 'zod';
import {
  applicationOrigins,
  applicationStates,
  onboardingSteps,
  onboardingStepStates,
  stepOwners,
} from '../domain/provider-onboarding.ts';
import {
  providerDocumentCategories,
  serviceCategories,
  serviceUnits,
  taxLetters,
  vatTreatments,
} from '../domain/provider-service.ts';
import { hasVatNumber } from '../domain/vat-number.ts';
import { id, instant, plainDate } from './schema.ts';
import { verificationFound } from './signed-copy-route.ts';

export const applicationParams = z.strictObject({ applicationId: id });

/** What a step answers: references and states only. */
export const applicationStep = z
  .strictObject({ applicationId: id, state: z.enum(applicationStates), waitingFor: z.string() })
  .meta({ id: 'ProviderApplicationStep' });

const item = {
  id,
  code: z.string(),
  state: z.enum(applicationStates),
  waitingFor: z.string().meta({ description: 'Owner and step: whose turn it is' }),
  origin: z.enum(applicationOrigins),
  organisationName: z.string(),
  organisationId: id.nullable().meta({ description: 'Once a caseworker has confirmed who it is' }),
  lastProgressAt: instant,
  createdAt: instant,
  closedAt: instant.nullable(),
};
export const applicationListItem = z.strictObject(item).meta({ id: 'ProviderApplicationListItem' });

const step = z.strictObject({
  step: z.enum(onboardingSteps),
  title: z.string(),
  state: z.enum(onboardingStepStates),
  owner: z.enum(stepOwners),
  dueOn: plainDate.nullable().meta({ description: 'Null while it is nobody’s turn, and once it is done' }),
  next: z.string().meta({ description: 'What to do' }),
  fields: z.array(z.string()).meta({ description: 'What is to be corrected' }),
  note: z.string().nullable(),
});

const place = z.strictObject({
  id,
  name: z.string(),
  comuneIstat: z.string(),
  address: z.string(),
  latitude: z.number().nullable(),
  longitude: z.number().nullable(),
});
const service = z.strictObject({
  id,
  category: z.enum(serviceCategories),
  name: z.string(),
  unit: z.enum(serviceUnits),
  unitPriceCents: z.int(),
  vatTreatment: z.enum(vatTreatments),
  taxLetters: z.array(z.enum(taxLetters)),
  minutes: z.int().nullable(),
  sessions: z.int().nullable(),
  capacity: z.int().nullable(),
  placeIds: z.array(id),
});
const paper = z.strictObject({
  category: z.enum(providerDocumentCategories),
  documentId: id.nullable(),
  issuedOn: plainDate,
  validUntil: plainDate.nullable(),
  state: z.enum(['received', 'accepted', 'rejected']),
});

export const applicationAgreement = z.strictObject({
  documentId: id.meta({ description: 'The file to read, and to sign as it is' }),
  textHash: z
    .string()
    .nullable()
    .meta({ description: 'SHA-256 of its text; a signature by code names it. Null: it is not signed here' }),
  codeSuffices: z.boolean().meta({ description: 'Whether a typed name and a one-time code are enough' }),
  method: z.enum(['code', 'file', 'paper']).nullable().meta({ description: 'How it was signed' }),
  signedAt: instant.nullable().meta({ description: 'Null also of one signed on paper' }),
  signedDocumentId: id
    .nullable()
    .meta({ description: 'As it was signed, with the page of evidence; or the copy signed on paper' }),
  paperCopyId: id.nullable().meta({
    description: 'A copy signed on paper, handed in: somebody of the office compares and records it',
  }),
  signedCopyId: id.nullable().meta({ description: 'The file with the digital signature, as it arrived' }),
  verification: z.strictObject({ ...verificationFound, text: z.string() }).nullable(),
});

export const applicationView = z
  .strictObject({
    ...item,
    vatNumber: z.string().nullable(),
    hasVatNumber,
    legalForm: z.string().nullable(),
    cooperativeType: z.enum(['a', 'b', 'ab']).nullable(),
    comuneIstat: z.string().nullable(),
    iban: z.string().nullable().meta({ description: 'Whole to itself and to whoever examines it' }),
    ibanEnding: z.string().nullable().meta({ description: 'Its last figures, for whoever only reads' }),
    possible: z.array(z.string()).meta({ description: 'The steps that whoever reads this may take now' }),
    steps: z.array(step),
    documentsMissing: z.array(
      z.strictObject({ category: z.enum(providerDocumentCategories), title: z.string() }),
    ),
    places: z.array(place),
    services: z.array(service),
    documents: z.array(paper),
    charterSigningId: id.nullable(),
    agreementDocumentId: id.nullable(),
    agreement: applicationAgreement.nullable().meta({ description: 'Once accepted' }),
    letterDocumentId: id.nullable(),
    refusal: z.strictObject({ reason: z.string(), howToReapply: z.string(), words: z.string() }).nullable(),
    knownOrganisationId: id
      .nullable()
      .optional()
      .meta({ description: 'For caseworkers: which organisation has this number already' }),
  })
  .meta({ id: 'ProviderApplication' });
