import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deriveFacts } from '../domain/fragility.ts';
import { memberSchema } from '../domain/household.ts';
import { addDays, birthdayOf } from '../domain/plain-date.ts';
import { adult, child, day, documentId, dossier, evidence, frag1, lost } from './support/dossier.ts';
import { times } from './support/long.ts';

describe('the ages, on the completeness date', () => {
  it.each([
    ['the day before the third birthday', '2023-06-11', { childrenUnder3: 1, childrenFrom3To13: 0 }],
    ['the third birthday', '2023-06-10', { childrenUnder3: 0, childrenFrom3To13: 1 }],
    ['the day before the fourteenth birthday', '2012-06-11', { childrenUnder3: 0, childrenFrom3To13: 1 }],
    [
      'the fourteenth birthday',
      '2012-06-10',
      { childrenUnder3: 0, childrenFrom3To13: 0, singleParent: true },
    ],
    ['the day before the eighteenth birthday', '2008-06-11', { singleParent: true }],
  ])('%s', (_, birthDate, facts) => {
    expect(deriveFacts(dossier({ members: [adult(), child(birthDate)] }), day, frag1)).toMatchObject(facts);
  });

  it('on the eighteenth birthday there is a second adult, with functions of their own to assess', () => {
    const facts = deriveFacts(dossier({ members: [adult(), child('2008-06-10')] }), day, frag1);
    expect(facts).toMatchObject({ singleParent: false });
    expect(facts).not.toHaveProperty('functionAdlLost');
  });

  it('a child born on 29 February turns three on 28 February', () => {
    const household = dossier({ members: [adult(), child('2024-02-29')] });
    expect(deriveFacts(household, '2027-02-27', frag1)).toMatchObject({ childrenUnder3: 1 });
    expect(deriveFacts(household, '2027-02-28', frag1)).toMatchObject({ childrenUnder3: 0 });
  });

  it('puts every child in exactly one age group, from birth to eighteen', () => {
    const anyDate = fc.integer({ min: 0, max: 12_000 }).map((days) => addDays('2000-01-01', days));
    fc.assert(
      fc.property(anyDate, fc.integer({ min: 0, max: 6573 }), (birthDate, days) => {
        const onDate = addDays(birthDate, days);
        const facts = deriveFacts(
          dossier({ members: [adult({ birthDate: '1950-01-01' }), child(birthDate)] }),
          onDate,
          frag1,
        );
        const under3 = onDate < birthdayOf(birthDate, 3);
        const under14 = onDate < birthdayOf(birthDate, 14);
        expect(facts.childrenUnder3).toBe(under3 ? 1 : 0);
        expect(facts.childrenFrom3To13).toBe(!under3 && under14 ? 1 : 0);
        expect(facts.singleParent).toBe(onDate < birthdayOf(birthDate, 18));
      }),
      { numRuns: times(4000) },
    );
  });
});

describe('function', () => {
  it('is that of the adult with the most points, whatever the order of the members', () => {
    const members = [adult(lost(1, 8)), adult({ personId: 'b', ...lost(5, 1) }), adult({ personId: 'c' })];
    for (const order of [members, members.toReversed()]) {
      expect(deriveFacts(dossier({ members: order }), day, frag1)).toMatchObject({
        functionAdlLost: 5,
        functionIadlLost: 1,
      });
    }
    const equal = [adult(lost(0, 2)), adult({ personId: 'b', ...lost(1, 0) })];
    for (const order of [equal, equal.toReversed()]) {
      expect(deriveFacts(dossier({ members: order }), day, frag1)).toMatchObject({ functionAdlLost: 1 });
    }
  });

  it.each(['medium', 'severe', 'nonSelfSufficient'] as const)(
    'of a minor is the certificate: %s',
    (severity) => {
      const certificate = { severity, scheme: 'dlgs62of2024', issuedOn: '2026-04-01', documentId } as const;
      const members = [adult(), child('2015-05-05'), child('2016-05-05', { certificate })];
      expect(deriveFacts(dossier({ members }), day, frag1)).toMatchObject({
        functionMinorLevel: severity,
        nonSelfSufficientMember: severity === 'nonSelfSufficient',
      });
    },
  );

  it('of minors is known as soon as one certificate is the most severe there is', () => {
    const certificate = {
      severity: 'nonSelfSufficient',
      scheme: 'dlgs62of2024',
      issuedOn: '2026-04-01',
      documentId,
    } as const;
    const unknown = child('2015-05-05', { certificate: undefined });
    const members = [adult(), unknown, child('2016-05-05', { certificate })];
    expect(deriveFacts(dossier({ members }), day, frag1)).toMatchObject({
      functionMinorLevel: 'nonSelfSufficient',
    });
    expect(deriveFacts(dossier({ members: [adult(), unknown] }), day, frag1)).not.toHaveProperty(
      'functionMinorLevel',
    );
  });

  it('three basic activities lost make an adult non-self-sufficient, two do not', () => {
    const facts = (adl: number) => deriveFacts(dossier({ members: [adult(lost(adl, 0))] }), day, frag1);
    expect(facts(2)).toMatchObject({ nonSelfSufficientMember: false });
    expect(facts(3)).toMatchObject({ nonSelfSufficientMember: true });
  });
});

describe('a member', () => {
  it('takes the finding of independence or the forms, not both', () => {
    expect(memberSchema.safeParse(adult()).success).toBe(true);
    expect(memberSchema.safeParse(adult(lost(1, 1))).success).toBe(true);
    expect(memberSchema.safeParse(adult({ ...lost(1, 1), independent: evidence })).success).toBe(false);
  });
});
