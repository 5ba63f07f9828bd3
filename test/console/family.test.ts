import { describe, expect, it } from 'vitest';
import { declaredOf, type TypedRelative } from '../../console/screens/family/typed-relative.ts';
import { namelessOf, tellApart, type Someone } from '../../console/screens/person/tell-apart.ts';

const typed: TypedRelative = {
  relativeId: 'emma',
  relation: 'ascendant',
  cohabiting: 'no',
  alimony: true,
  fiscallyDependent: false,
  nonSelfSufficient: true,
  income: '1.234,50',
  validFrom: '2026-01-01',
  validUntil: '2026-12-31',
};

describe('a relative as they are typed', () => {
  it('is declared with what was said', () => {
    expect(declaredOf(typed)).toEqual({
      relativeId: 'emma',
      relation: 'ascendant',
      cohabiting: false,
      alimony: true,
      fiscallyDependent: false,
      nonSelfSufficient: true,
      yearlyIncomeCents: 123_450,
      validFrom: '2026-01-01',
      validUntil: '2026-12-31',
    });
  });

  it('is declared without what nobody said', () => {
    const declared = declaredOf({ ...typed, income: ' ', validUntil: '' });
    expect(declared).not.toHaveProperty('yearlyIncomeCents');
    expect(declared).not.toHaveProperty('validUntil');
  });

  it.each(['spouse', 'child'] as const)(
    'says nothing of the home of a %s, also where it was said before',
    (relation) => {
      const declared = declaredOf({ ...typed, relation });
      expect(declared).not.toHaveProperty('cohabiting');
      expect(declared).not.toHaveProperty('alimony');
    },
  );
});

describe('whom somebody can name of a household', () => {
  const emma: Someone = { id: 'emma', name: 'Emma Inventati', as: 'relative', isChild: true };

  it('are those whose name they may read, and one more if there is only one', () => {
    const { known, unnamed } = tellApart([emma], ['emma', 'paolo']);
    expect(known.map(({ id }) => id)).toEqual(['emma', 'paolo']);
    expect(unnamed).toBe(0);
  });

  it('are none of several whose names they may not read', () => {
    const { known, unnamed } = tellApart([emma], ['emma', 'paolo', 'marta']);
    expect(known.map(({ id }) => id)).toEqual(['emma']);
    expect(unnamed).toBe(2);
  });

  it('are told by age and number, the eldest first, where their name is for somebody else to read', () => {
    const members = [
      { personId: 'marta', isAdult: true },
      { personId: 'emma', isAdult: false },
      { personId: 'pietro', isAdult: false },
      { personId: 'ugo', isAdult: null },
    ];
    expect(namelessOf([emma, { ...emma, id: 'ugo', name: null }], members)).toEqual([
      { personId: 'marta', age: 'adult', number: 1, of: 3 },
      { personId: 'pietro', age: 'minor', number: 2, of: 3 },
      { personId: 'ugo', age: 'unknown', number: 3, of: 3 },
    ]);
  });

  it('are nobody of another household', () => {
    expect(tellApart([emma], [])).toEqual({ known: [], unnamed: 0 });
  });
});
