import { describe, expect, it } from 'vitest';
import { providerMails } from '../activities/provider-mails.ts';
import { faultSentence } from '../api/fault-sentence.ts';
import {
  documentsMissing,
  gatheredSteps,
  isGathered,
  isOver,
  onboardingSteps,
  possibleOnboarding,
  stepDueOn,
} from '../domain/provider-onboarding.ts';
import { differencesBetween } from '../domain/declared-twice.ts';
import { whatToDo } from '../domain/provider-onboarding-words.ts';
import {
  completeStepInput,
  requestCorrectionInput,
  submitDocumentInput,
} from '../domain/provider-onboarding-input.ts';
import { documentsRequired } from '../domain/provider-service.ts';

const placeIds = ['0199d4c0-0000-7000-8000-000000000001'];
const service = {
  category: 'childcare',
  name: 'Nido a tempo pieno',
  unit: 'week',
  unitPriceCents: 9_500,
  vatTreatment: 'exempt',
  taxLetters: ['fBis'],
  placeIds,
};
const place = { name: 'Sede', comuneIstat: '016128', address: 'Via Prova 1' };

describe('an application', () => {
  it('can be gone on with until it is over, and then by nobody', () => {
    expect(possibleOnboarding('docsPending')).toContain('completeStep');
    expect(possibleOnboarding('review')).not.toContain('completeStep');
    expect(['admitted', 'refused', 'withdrawn', 'closed'].map((state) => isOver(state as 'closed'))).toEqual([
      true,
      true,
      true,
      true,
    ]);
  });

  it('is gathered when each of its steps is done, and not with one of them still to check', () => {
    const done = gatheredSteps.map((step) => ({ step, state: 'done' as const }));
    expect(isGathered(done)).toBe(true);
    for (const { step } of done) {
      expect(isGathered(done.map((one) => (one.step === step ? { step, state: 'toCheck' } : one)))).toBe(
        false,
      );
      expect(isGathered(done.filter((one) => one.step !== step))).toBe(false);
    }
  });

  it('says at each step what to do next, in both languages', () => {
    for (const step of onboardingSteps)
      for (const state of ['open', 'toCheck', 'done'] as const) {
        const { it: italian, en } = whatToDo(step, state);
        expect([italian, en].every((text) => text.length > 9)).toBe(true);
      }
  });

  it('gives thirty days for a step', () => {
    expect(stepDueOn('places', 'candidate', '2026-06-01')).toBe('2026-07-01');
    expect(stepDueOn('identity', 'caseworker', '2026-06-01')).toBe('2026-06-09');
    expect(stepDueOn('review', 'caseworker', '2026-06-01')).toBe('2026-06-16');
  });
});

const sender = { allianceName: 'Alleanza', publicUrl: 'http://localhost' };

describe('the mail about an answer to a complaint', () => {
  const said = (round: number) => {
    const params = { complaintCode: 'R-1', dueOn: '2026-09-30', round } as const;
    return JSON.stringify(providerMails.complaintAnswered.write(params, sender));
  };

  it('offers to reopen after the first answer, and after the last says that it is', () => {
    expect(said(1)).toMatch(/riaprire.*reopen/);
    expect(said(2)).not.toMatch(/riaprire|reopen/);
    expect(said(2)).toMatch(/ultima.*last/);
  });
});

describe('a correction', () => {
  it.each([
    ['identity', 'representative.taxCode'],
    ['places', 'address'],
    ['services', 'unitPriceCents'],
    ['declarations', 'law68Base'],
    ['iban', 'iban'],
    ['documents', 'durc'],
  ])('of %s names its fields, such as %s, and refuses others with those there are', (step, field) => {
    const naming = (fields: string[]) =>
      requestCorrectionInput.safeParse({ corrections: [{ step, fields, note: 'Da rivedere' }] });
    expect(naming([field]).success).toBe(true);
    const [issue] = naming([field, 'colore']).error!.issues;
    expect(issue!.path).toEqual(['corrections', 0, 'fields', 1]);
    const { it: italian, en } = faultSentence(issue!, 'colore', 'fields');
    for (const sentence of [italian, en]) expect(sentence).toContain(field);
  });
});

describe('the papers', () => {
  it('follow from what is offered', () => {
    expect(documentsRequired(['proximityShop'])).toEqual(['durc', 'insurance', 'riskAssessmentDeclaration']);
    expect(documentsRequired(['homeCare'])).toContain('authorisation');
    expect(documentsRequired(['homeCare'])).not.toContain('minorsStaffDeclaration');
    expect(documentsRequired(['sports', 'childcare'])).toEqual([
      'durc',
      'insurance',
      'authorisation',
      'minorsStaffDeclaration',
      'riskAssessmentDeclaration',
    ]);
  });

  it('count through their last day, and no longer', () => {
    const held = [
      { category: 'durc' as const, issuedOn: '2026-08-01', validUntil: '2026-11-29' },
      { category: 'insurance' as const, issuedOn: '2026-01-01', validUntil: '2027-01-01' },
      { category: 'riskAssessmentDeclaration' as const, issuedOn: '2026-01-01', validUntil: '2027-01-01' },
    ];
    expect(documentsMissing(['culture'], held, '2026-11-29')).toEqual(['minorsStaffDeclaration']);
    expect(documentsMissing(['proximityShop'], held, '2026-11-30')).toEqual(['durc']);
  });
});

describe('what is declared twice', () => {
  const declarations = {
    collectiveAgreementCode: 'T151',
    employees: 40,
    law68Base: 24,
    disabledWorkersEmployed: 1,
    protectedWorkersEmployed: 0,
    exploitationConviction: false,
    judicialControl: false,
    riskAssessmentOn: '2026-01-10',
    minorsStaffCertified: true,
  };
  const said = { declarations, durcIssuedOn: '2026-05-20' };
  const signed = {
    collectiveAgreementCode: 'T151',
    headcount: 40,
    law68Base: 24,
    disabledWorkersEmployed: 1,
    durcIssuedOn: '2026-05-20',
    riskAssessmentOn: '2026-01-10',
  };

  it.each([
    ['collectiveAgreementCode', 'T151', 'T152'],
    ['headcount', 40, 12],
    ['law68Base', 24, 12],
    ['disabledWorkersEmployed', 1, 0],
    ['durcIssuedOn', '2026-05-20', '2026-03-01'],
    ['riskAssessmentOn', '2026-01-10', '2024-01-10'],
  ] as const)('differs by its %s', (field, inApplication, inCharter) => {
    const differences = differencesBetween(said, { ...signed, [field]: inCharter });
    expect(differences).toEqual([{ field, inApplication, inCharter }]);
  });

  it('does not differ where the two say the same, or only one says anything', () => {
    expect(differencesBetween(said, signed)).toEqual([]);
    expect(differencesBetween(said, {})).toEqual([]);
    expect(differencesBetween({ ...said, durcIssuedOn: null }, signed)).toEqual([]);
  });
});

describe('what a candidate says', () => {
  it('of a place outside the 42 comuni includes where it is on the map', () => {
    const places = (one: object) => completeStepInput.safeParse({ step: 'places', places: [one] }).success;
    expect(places(place)).toBe(true);
    expect(places({ ...place, comuneIstat: '016004' })).toBe(false);
    expect(places({ ...place, comuneIstat: '016004', latitude: 45.76, longitude: 9.79 })).toBe(true);
    expect(places({ ...place, latitude: 45.76 })).toBe(false);
  });

  it('of where a place is can be so: not swapped, not abroad, not far from its comune', () => {
    const casazza = { ...place, comuneIstat: '016058' };
    const told = (where: { readonly latitude: number; readonly longitude: number }, of: object = casazza) => {
      const { error } = completeStepInput.safeParse({ step: 'places', places: [{ ...of, ...where }] });
      const issue = error?.issues[0] as { readonly params?: { readonly it: string } } | undefined;
      return issue?.params?.it ?? null;
    };
    const albino = { latitude: 45.760814, longitude: 9.79683 };
    const elsewhere = { ...place, comuneIstat: '016004' };
    expect(told({ latitude: 45.75, longitude: 9.9 })).toBeNull();
    expect(told({ latitude: 9.9, longitude: 45.75 })).toMatch(/scambiate/);
    expect(told({ latitude: 48.85, longitude: 2.35 })).toMatch(/fuori dall’Italia/);
    expect(told({ latitude: 45.464, longitude: 9.19 })).toMatch(/lontano dal comune/);
    expect(told(albino, elsewhere)).toBeNull();
    expect(told({ latitude: albino.longitude, longitude: albino.latitude }, elsewhere)).toMatch(/scambiate/);
  });

  it('of a service is priced in whole cents, above nothing, and happens somewhere', () => {
    const services = (one: object) =>
      completeStepInput.safeParse({ step: 'services', services: [one] }).success;
    expect(services(service)).toBe(true);
    expect(services({ ...service, unitPriceCents: 0 })).toBe(false);
    expect(services({ ...service, unitPriceCents: 95.5 })).toBe(false);
    expect(services({ ...service, placeIds: [] })).toBe(false);
    expect(services({ ...service, taxLetters: ['g'] })).toBe(false);
  });

  it('of an IBAN may be of any SEPA country, with the right check digits', () => {
    const step = (iban: string) => completeStepInput.safeParse({ step: 'iban', iban }).success;
    expect(step('IT60X0542811101000000123456')).toBe(true);
    expect(step('DE89370400440532013000')).toBe(true);
    expect(step('DE88370400440532013000')).toBe(false);
    expect(step('US64SVBKUS6S3300958879')).toBe(false);
  });

  it('of a partita IVA has a right check digit', () => {
    const step = (vatNumber: string) =>
      completeStepInput.safeParse({
        step: 'identity',
        organisationName: 'Prova',
        vatNumber,
        legalForm: 'company',
        cooperativeType: null,
        comuneIstat: '016128',
        contactName: 'Prova',
        representative: { name: 'Prova Estesa', taxCode: 'RSSMRA80A01H501U', email: 'prova@example.org' },
      }).success;
    expect(step('00743110157')).toBe(true);
    expect(step('00743110158')).toBe(false);
  });

  it('of a DURC names what is owed to each body', () => {
    const debts = [{ debtCents: 14_900, penaltiesCents: 0, interestCents: 200 }];
    const paper = { category: 'durc', documentId: placeIds[0], issuedOn: '2026-08-01', debts };
    expect(submitDocumentInput.safeParse(paper).success).toBe(true);
    expect(submitDocumentInput.safeParse({ ...paper, issuedOn: '2026-02-30' }).success).toBe(false);
  });
});
