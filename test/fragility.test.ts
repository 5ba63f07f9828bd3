import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deriveFacts, factParametersSchema, iseeCentsOfNeed } from '../domain/fragility.ts';
import type { Member } from '../domain/household.ts';
import { addDays } from '../domain/plain-date.ts';
import {
  adult,
  child,
  day,
  documentId,
  dossier,
  evidence,
  frag1,
  isee,
  lost,
  nothingFound,
} from './support/dossier.ts';
import fragilityScore from '../rules/fragility-score/1.json' with { type: 'json' };
import { times } from './support/long.ts';

describe('the rule set FRAG-1', () => {
  it('has the parameters the facts are derived with, at the values of the domain reference', () => {
    const values = Object.fromEntries(fragilityScore.parameters.map(({ name, value }) => [name, value]));
    expect(factParametersSchema.parse(values)).toEqual(frag1);
  });

  it('catalogues exactly the facts that a complete dossier gives, with values it allows', () => {
    const facts: Record<string, unknown> = deriveFacts(dossier(), day, frag1);
    const catalogue = fragilityScore.catalogue.facts;
    expect(Object.keys(facts).toSorted()).toEqual(catalogue.map(({ name }) => name).toSorted());
    for (const { name, values } of catalogue) {
      if (values) expect(values.map(({ value }) => value)).toContain(facts[name]);
    }
  });
});

describe('the cases of the domain reference', () => {
  it('case 10: a lone working parent with children of 2 and 6', () => {
    const household = dossier({
      members: [adult(), child('2024-01-20'), child('2020-03-05')],
      findings: {
        work: {
          events: [
            { kind: 'reducedHoursOrPay', on: '2026-03-01', averageOfSixMonthsBefore: 150_000, now: 100_000 },
          ],
          evidence,
        },
        housing: { evictionOrder: false, arrearsMonths: 4, overcrowded: true, evidence },
        network: { value: 'weak', evidence },
        soleCaregiver: { value: true, evidence },
      },
      iseeAttestations: [isee(572_650), isee(549_180, 'ORDINARIO_LB2026')],
      needs: [{ service: 'forMinor', forPersonId: 'child-2024-01-20', parentsApart: false }],
    });
    expect(deriveFacts(household, day, frag1)).toEqual({
      functionAdlLost: 0,
      functionIadlLost: 0,
      functionMinorLevel: 'none',
      nonSelfSufficientMember: false,
      childrenUnder3: 1,
      childrenFrom3To13: 1,
      singleParent: true,
      soleCaregiver: true,
      iseeCents: 572_650,
      workShock: 'reducedHoursOrPay',
      housing: 'arrears',
      network: 'weak',
    });
  });

  it('case 11: a father who lost five and eight functions, with a SOCIOSANITARIO of his own', () => {
    const household = dossier({
      members: [adult(), adult({ personId: 'father', birthDate: '1944-01-01', ...lost(5, 8) })],
      findings: {
        ...nothingFound,
        network: { value: 'weak', evidence },
        soleCaregiver: { value: true, evidence },
      },
      iseeAttestations: [isee(1_425_000, 'SOCIOSANITARIO'), isee(2_000_000)],
      needs: [{ service: 'homeCare', forPersonId: 'father' }],
    });
    expect(deriveFacts(household, day, frag1)).toMatchObject({
      functionAdlLost: 5,
      functionIadlLost: 8,
      nonSelfSufficientMember: true,
      childrenUnder3: 0,
      childrenFrom3To13: 0,
      singleParent: false,
      soleCaregiver: true,
      iseeCents: 1_425_000,
      workShock: 'none',
      housing: 'adequate',
      network: 'weak',
    });
  });

  it.each([
    ['first', 1],
    ['on appeal', 3],
  ])('case 12, %s: somebody alone who lost one basic and %i instrumental activities', (_, iadl) => {
    const household = dossier({
      members: [adult(lost(1, iadl))],
      findings: {
        ...nothingFound,
        work: { events: [{ kind: 'contractEnding', endsOn: '2026-07-31' }], evidence },
        housing: { evictionOrder: false, arrearsMonths: 3, overcrowded: false, evidence },
        network: { value: 'weak', evidence },
      },
    });
    expect(deriveFacts(household, day, frag1)).toMatchObject({
      functionAdlLost: 1,
      functionIadlLost: iadl,
      nonSelfSufficientMember: false,
      singleParent: false,
      workShock: 'contractEnding',
      housing: 'arrears',
      iseeCents: 990_000,
    });
  });
});

describe('what nobody said', () => {
  it.each([
    ['without members', []],
    ['with a member of whom only the name is known', [{ personId: 'a' }]],
  ])('leaves every fact out of an empty dossier %s', (_, members) => {
    const empty = { members, findings: {}, iseeAttestations: [], needs: [] };
    expect(deriveFacts(empty, day, frag1)).toEqual({});
  });

  it.each([
    [
      'a birth date',
      { birthDate: undefined },
      ['childrenUnder3', 'childrenFrom3To13', 'singleParent', 'functionAdlLost', 'functionIadlLost'],
    ],
    [
      'the functions of an adult',
      { independent: undefined },
      ['functionAdlLost', 'functionIadlLost', 'nonSelfSufficientMember'],
    ],
    ['the certificate', { certificate: undefined }, ['nonSelfSufficientMember']],
  ])('%s missing leaves out exactly what hangs on it', (_, change, missing) => {
    const facts = deriveFacts(dossier({ members: [adult(change)] }), day, frag1);
    for (const name of missing) expect(facts).not.toHaveProperty(name);
    const present = Object.keys(deriveFacts(dossier(), day, frag1)).filter((name) => !missing.includes(name));
    for (const name of present) expect(facts).toHaveProperty(name);
  });

  it('a form with one item unanswered gives no score', () => {
    const katzAdl = { formVersion: 'katz-1963', answers: { bathing: 'alone' } } as Member['katzAdl'];
    const member = adult({
      independent: undefined,
      katzAdl,
      lawtonIadl: { formVersion: 'cronos-it', score: 8 },
    });
    expect(deriveFacts(dossier({ members: [member] }), day, frag1)).not.toHaveProperty('functionAdlLost');
  });

  it('a certificate that lapsed, or is dated later, proves nothing either way', () => {
    const certificate = {
      severity: 'nonSelfSufficient',
      scheme: 'before2026',
      issuedOn: '2020-01-01',
      documentId,
    } as const;
    const on = (change: object) =>
      deriveFacts(dossier({ members: [adult({ certificate: { ...certificate, ...change } })] }), day, frag1);
    expect(on({ validUntil: day })).toMatchObject({ nonSelfSufficientMember: true });
    expect(on({ validUntil: '2026-06-09' })).not.toHaveProperty('nonSelfSufficientMember');
    expect(on({ issuedOn: '2026-06-11' })).not.toHaveProperty('nonSelfSufficientMember');
  });

  it('a fact stands as soon as the others cannot change it', () => {
    const known = adult({ personId: 'father', birthDate: '1940-01-01', ...lost(3, 0) });
    const facts = deriveFacts(dossier({ members: [adult(), known, { personId: 'unknown' }] }), day, frag1);
    expect(facts).toMatchObject({ nonSelfSufficientMember: true, singleParent: false });
    expect(facts).not.toHaveProperty('functionAdlLost');
  });
});

describe('the ISEE of a need', () => {
  it('is of the kind that need requires, and no other need lends its own', () => {
    const father = adult({ personId: 'father', birthDate: '1944-01-01', ...lost(5, 8) });
    const homeCare = { service: 'homeCare', forPersonId: 'father' } as const;
    const camp = { service: 'forMinor', forPersonId: 'child-2018-01-01', parentsApart: true } as const;
    const household = dossier({
      members: [adult(), father, child('2018-01-01')],
      iseeAttestations: [isee(1_425_000, 'SOCIOSANITARIO'), isee(2_000_000)],
      needs: [homeCare, camp],
    });
    expect(iseeCentsOfNeed(household, homeCare, day, frag1)).toBe(1_425_000);
    expect(iseeCentsOfNeed(household, camp, day, frag1)).toBeUndefined();
    expect(deriveFacts(household, day, frag1)).toMatchObject({ iseeCents: 1_425_000 });
    expect(deriveFacts({ ...household, needs: [camp, homeCare] }, day, frag1)).not.toHaveProperty(
      'iseeCents',
    );
  });
});

describe('more knowledge', () => {
  const anyBirthDate = fc.integer({ min: 0, max: 30_000 }).map((days) => addDays('1944-01-01', days));
  const anyCertificate = fc.oneof(
    fc.constant('none' as const),
    fc.record({
      severity: fc.constantFrom('medium' as const, 'severe' as const, 'nonSelfSufficient' as const),
      scheme: fc.constant('before2026' as const),
      issuedOn: fc.constantFrom('2025-01-01', '2026-07-01'),
      validUntil: fc.constantFrom(undefined, '2026-01-01', '2027-01-01'),
      documentId: fc.constant(documentId),
    }),
  );
  const anyMember = fc
    .record({
      birthDate: anyBirthDate,
      certificate: anyCertificate,
      adl: fc.integer({ min: 0, max: 6 }),
      iadl: fc.integer({ min: 0, max: 8 }),
    })
    .map(({ birthDate, certificate, adl, iadl }): Member => ({
      personId: 'p',
      birthDate,
      certificate,
      ...lost(adl, iadl),
    }));
  const optional = ['birthDate', 'certificate', 'katzAdl', 'lawtonIadl'] as const;
  const findingNames = ['work', 'housing', 'network', 'soleCaregiver'] as const;

  function forget<T extends object, K extends keyof T>(whole: T, names: readonly K[]): T {
    return Object.fromEntries(Object.entries(whole).filter(([name]) => !names.includes(name as K))) as T;
  }

  it('adds facts and never changes one that was there', () => {
    let absent = 0;
    let present = 0;
    fc.assert(
      fc.property(
        fc.array(fc.tuple(anyMember, fc.subarray([...optional])), { minLength: 1, maxLength: 5 }),
        fc.subarray([...findingNames]),
        fc.boolean(),
        fc.constantFrom('other' as const, 'homeCare' as const),
        (members, forgottenFindings, iseeKnown, service) => {
          const needs = [{ service, forPersonId: 'p' }];
          const whole = dossier({ members: members.map(([member]) => member), needs });
          const partial = {
            ...whole,
            members: members.map(([member, forgotten]) => forget(member, forgotten)),
            findings: forget(whole.findings, forgottenFindings),
            iseeAttestations: iseeKnown ? whole.iseeAttestations : [],
          };
          const all: Record<string, unknown> = deriveFacts(whole, day, frag1);
          for (const [name, value] of Object.entries(deriveFacts(partial, day, frag1))) {
            expect({ [name]: value }).toEqual({ [name]: all[name] });
            present += 1;
          }
          absent += Object.keys(all).length - Object.keys(deriveFacts(partial, day, frag1)).length;
        },
      ),
      { numRuns: times(10_000) },
    );
    expect(Math.min(absent, present)).toBeGreaterThan(times(10_000));
  });
});
