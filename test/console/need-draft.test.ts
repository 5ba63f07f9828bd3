import { describe, expect, it } from 'vitest';

interface Need {
  readonly [field: string]: string;
}

/** Its modules are the browser's: their types are checked with the console. */
const folder = '../../console/screens/cases';
const { bodyOf, emptyNeed, faultsOf } = (await import(`${folder}/draft.ts`)) as {
  readonly emptyNeed: Need;
  readonly faultsOf: (need: Need) => readonly (readonly [string, string])[];
  readonly bodyOf: (draft: object) => { readonly needs: readonly Readonly<Record<string, unknown>>[] };
};
const good: Need = {
  ...emptyNeed,
  description: 'nido',
  service: 'other',
  forPersonId: 'a',
  providerId: 'b',
  unit: 'week',
  units: '12',
  price: '95',
};
const faults = (changed: Partial<Need>) => faultsOf({ ...good, ...changed } as Need);

describe('a need as it is typed', () => {
  it.each(['12,5', 'dodici', '0', '-3', '1001', '12.5'])('has no quantity of %s', (units) => {
    expect(faults({ units })).toEqual([['units', 'noCount']]);
  });

  it.each(['novanta', '0', '0,00', '-95', '9,999', '100.000,01'])('has no price of %s', (price) => {
    expect(faults({ price })).toEqual([['price', 'noAmount']]);
  });

  it('is covered by others in whole units, and no further than it goes', () => {
    expect(faults({ coveredUnits: 'due' })).toEqual([['coveredUnits', 'noCount']]);
    expect(faults({ coveredUnits: '13' })).toEqual([['coveredUnits', 'tooMany']]);
    expect(faults({ coveredUnits: '12' })).toEqual([]);
  });

  it.each([
    ['1.000', '1.140,50', 1000, 114_050],
    [' 12 ', '95 €', 12, 9500],
    ['12', '95.50', 12, 9550],
  ])('is sent as it was typed: %s units at %s', (units, price, count, cents) => {
    expect(faults({ units, price })).toEqual([]);
    const [sent] = bodyOf({ needs: [{ ...good, units, price }] }).needs;
    expect(sent).toMatchObject({ units: count, unitPriceCents: cents });
  });
});
