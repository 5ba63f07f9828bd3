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
import { id, instant, plainDate } from './schema.ts';

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

export const applicationView = z
  .strictObject({
    ...item,
    vatNumber: z.string().nullable(),
    legalForm: z.string().nullable(),
    cooperativeType: z.enum(['a', 'b', 'ab']).nullable(),
    comuneIstat: z.string().nullable(),
    iban: z.string().nullable(),
    possible: z.array(z.string()),
    steps: z.array(step),
    documentsMissing: z.array(
      z.strictObject({ category: z.enum(providerDocumentCategories), title: z.string() }),
    ),
    places: z.array(place),
    services: z.array(service),
    documents: z.array(paper),
    charterSigningId: id.nullable(),
    agreementDocumentId: id.nullable(),
    letterDocumentId: id.nullable(),
    refusal: z.strictObject({ reason: z.string(), howToReapply: z.string(), words: z.string() }).nullable(),
    knownOrganisationId: id
      .nullable()
      .optional()
      .meta({ description: 'For caseworkers: which organisation has this partita IVA already' }),
  })
  .meta({ id: 'ProviderApplication' });
