import { z } from 'zod';
import { textHash, typedSignature } from './charter-steps.ts';
import { whyNotThere } from './distance.ts';
import { iban } from './iban.ts';
import { day } from './day-input.ts';
import { refusalReasons, toldSteps, type RefusalReason } from './provider-onboarding.ts';
import {
  providerDocumentCategories,
  serviceCategories,
  serviceUnits,
  taxLetters,
  vatTreatments,
} from './provider-service.ts';
import { isLocal } from './territory.ts';
import { taxCode } from './tax-code.ts';
import type { Text } from './text.ts';
import { hasVatNumber, vatNumber } from './vat-number.ts';

const id = z.uuid();
const line = (max = 200) => z.string().trim().min(1).max(max);
const prose = z.string().trim().min(1).max(2000);
const istatCode = z.string().regex(/^\d{6}$/, { error: 'istatCode' });
const mailbox = z
  .email({ abort: true })
  .max(254)
  .regex(/^.{1,64}@/)
  .toLowerCase();
const cents = z.int().min(0).max(1_000_000_000);
const people = z.int().min(0).max(1_000_000);
export const legalForms = {
  socialCooperative: { it: 'cooperativa sociale', en: 'social cooperative' },
  cooperative: { it: 'cooperativa', en: 'cooperative' },
  company: { it: 'società', en: 'company' },
  soleTrader: { it: 'impresa individuale', en: 'sole trader' },
  professional: { it: 'libero professionista', en: 'professional' },
  association: { it: 'associazione', en: 'association' },
  foundation: { it: 'fondazione', en: 'foundation' },
  consortium: { it: 'consorzio', en: 'consortium' },
  publicBody: { it: 'ente pubblico', en: 'public body' },
  religiousBody: { it: 'ente religioso', en: 'religious body' },
} as const satisfies Record<string, Text>;
export type LegalForm = keyof typeof legalForms;

/** Who it is: what the companies' register says too, and who may sign for it. */
const identity = z.strictObject({
  step: z.literal('identity'),
  organisationName: line(),
  vatNumber,
  hasVatNumber: hasVatNumber.default(true),
  legalForm: z.enum(Object.keys(legalForms) as [LegalForm, ...LegalForm[]]),
  cooperativeType: z
    .enum(['a', 'b', 'ab'])
    .nullable()
    .meta({ description: 'Of a social cooperative (L. 381/1991 art. 1): services, work, or both' }),
  comuneIstat: istatCode.meta({ description: 'ISTAT code of the registered office’s comune' }),
  contactName: line(),
  representative: z.strictObject({ name: line(), taxCode, email: mailbox }),
});

export const placeFields = {
  name: line(),
  comuneIstat: istatCode,
  address: line(300),
  latitude: z.number().min(-90).max(90).nullable().default(null),
  longitude: z.number().min(-180).max(180).nullable().default(null),
};

const elsewhere: Readonly<Record<'swapped' | 'abroad' | 'otherComune', Text>> = {
  swapped: {
    it: 'latitudine e longitudine sono scambiate: qui la latitudine è circa 45, la longitudine circa 10',
    en: 'latitude and longitude are in each other’s place: here the latitude is about 45, the longitude about 10',
  },
  abroad: {
    it: 'il punto è fuori dall’Italia: controlli latitudine e longitudine',
    en: 'the point is outside Italy: check latitude and longitude',
  },
  otherComune: {
    it: 'il punto è lontano dal comune indicato: controlli le coordinate o il comune',
    en: 'the point is far from the comune given: check the coordinates or the comune',
  },
};

/** A place outside the 42 comuni stands on no map of ours: it says where it is, and that has to be possible. */
export function refuseNowhere(
  given: {
    readonly comuneIstat: string;
    readonly latitude: number | null;
    readonly longitude: number | null;
  },
  context: z.RefinementCtx,
): void {
  const { comuneIstat, latitude, longitude } = given;
  const isPlaced = latitude !== null && longitude !== null;
  if (isPlaced) {
    const why = whyNotThere({ latitude, longitude }, comuneIstat);
    if (why) context.addIssue({ code: 'custom', path: ['latitude'], params: elsewhere[why] });
  }
  if (!isPlaced && (!isLocal(comuneIstat) || latitude !== null || longitude !== null))
    context.addIssue({ code: 'custom', path: [latitude === null ? 'latitude' : 'longitude'] });
}

const place = z
  .strictObject({
    id: id.optional().meta({ description: 'Of a place that was given before and stays' }),
    ...placeFields,
  })
  .superRefine(refuseNowhere);

export const serviceFields = {
  category: z.enum(serviceCategories),
  name: line(),
  unit: z.enum(serviceUnits),
  unitPriceCents: z.int().min(1).max(1_000_000_000),
  vatTreatment: z.enum(vatTreatments),
  taxLetters: z.array(z.enum(taxLetters)).max(taxLetters.length),
  minutes: z.int().min(1).max(100_000).nullable().default(null),
  sessions: z.int().min(1).max(1_000).nullable().default(null),
  capacity: z.int().min(1).max(100_000).nullable().default(null),
  placeIds: z.array(id).min(1).max(50),
};

const service = z.strictObject({
  id: id.optional().meta({ description: 'Of a service that was given before and stays' }),
  ...serviceFields,
});

const declarations = z.strictObject({
  step: z.literal('declarations'),
  collectiveAgreementCode: z.string().regex(/^[A-Z0-9]{4}$/),
  employees: people,
  law68Base: people,
  disabledWorkersEmployed: people,
  protectedWorkersEmployed: people,
  exploitationConviction: z.boolean(),
  judicialControl: z.boolean(),
  riskAssessmentOn: day,
  minorsStaffCertified: z.boolean().nullable().meta({ description: 'Null: nobody of it works with minors' }),
});
/** What is declared, as it is kept and told again. */
export const providerDeclarations = declarations.omit({ step: true });
export type ProviderDeclarations = z.output<typeof providerDeclarations>;

export const completeStepInput = z.discriminatedUnion('step', [
  identity,
  z.strictObject({ step: z.literal('places'), places: z.array(place).min(1).max(50) }),
  z.strictObject({ step: z.literal('services'), services: z.array(service).min(1).max(100) }),
  declarations,
  z.strictObject({ step: z.literal('iban'), iban }),
]);
export type CompleteStep = z.output<typeof completeStepInput>;

const debt = z.strictObject({ debtCents: cents, penaltiesCents: cents, interestCents: cents });

export const submitDocumentInput = z.strictObject({
  category: z.enum(providerDocumentCategories),
  documentId: id.meta({ description: 'Of the file, uploaded before' }),
  issuedOn: day.meta({ description: 'Of a DURC: the day of its verification' }),
  validUntil: day.nullable().optional().meta({
    description:
      'The last good day, as the paper says: of an insurance always, of an authorisation null when it says that it does not end. A DURC’s follows from its day; a declaration is good for a year at most.',
  }),
  debts: z
    .array(debt)
    .max(50)
    .default([])
    .meta({ description: 'Of a DURC: what each body says is owed to it; none when it is regular' }),
});

export const confirmIdentityInput = z.strictObject({
  knownOrganisationId: id
    .nullable()
    .meta({ description: 'The organisation that has this partita IVA already; null when none has' }),
});

export const grantWaiverInput = z.strictObject({
  category: z.enum(serviceCategories),
  from: day,
  until: day,
  reason: prose,
});

export const correctableSteps = [...toldSteps, 'documents', 'agreement'] as const;
type CorrectableStep = (typeof correctableSteps)[number];

/** What can be named as wrong in each step: its own fields, and no others. */
export const correctableFields: Readonly<Record<CorrectableStep, readonly string[]>> = {
  identity: [
    ...namesOf(identity.shape),
    ...namesOf(identity.shape.representative.shape).map((field) => `representative.${field}`),
  ],
  places: ['places', ...namesOf(placeFields)],
  services: ['services', ...namesOf(serviceFields)],
  declarations: namesOf(declarations.shape),
  iban: ['iban'],
  documents: providerDocumentCategories,
  /** A copy on paper that is not the agreement, or that nobody signed. */
  agreement: ['signedAgreement'],
};

function namesOf(shape: object): readonly string[] {
  return Object.keys(shape).filter((name) => name !== 'step');
}

/** Somebody has to find the field that is named, so one that is not in the step is refused with those that are. */
function refuseStrangeFields(
  { step, fields }: { readonly step: CorrectableStep; readonly fields: readonly string[] },
  context: z.RefinementCtx,
): void {
  const known = correctableFields[step];
  const list = known.join(', ');
  const params: Text = { it: `scelga tra: ${list}`, en: `choose one of: ${list}` };
  for (const [index, field] of fields.entries())
    if (!known.includes(field)) context.addIssue({ code: 'custom', path: ['fields', index], params });
}

export const requestCorrectionInput = z.strictObject({
  corrections: z
    .array(
      z
        .strictObject({
          step: z.enum(correctableSteps),
          fields: z.array(line(100)).min(1).max(30).meta({
            description: 'Names of fields of that step, as they are given; of documents, their categories',
          }),
          note: prose,
        })
        .superRefine(refuseStrangeFields),
    )
    .min(1)
    .max(correctableSteps.length),
});

const reasons = Object.keys(refusalReasons) as [RefusalReason, ...RefusalReason[]];
export const reviewProviderInput = z.discriminatedUnion('outcome', [
  z.strictObject({
    outcome: z.literal('accept'),
    checkedDocumentIds: z.array(id).max(50).default([]).meta({
      description: 'The files of the papers that whoever accepts looked at; each that is new has to be named',
    }),
  }),
  z.strictObject({ outcome: z.literal('refuse'), reason: z.enum(reasons), words: prose }),
]);

export const signAgreementInput = z.strictObject({ textHash, ...typedSignature });

export const recordAgreementInput = z.strictObject({
  documentId: id.meta({ description: 'The signed copy, uploaded before' }),
  signedOn: day,
});
