import { describe, expect, it } from 'vitest';
import { comuneByCode, comuneByName, comuni, isIstatCode, isLocal } from '../domain/territory.ts';

const populationOf = (ambito: (typeof comuni)[number]['ambito']) =>
  comuni.filter((comune) => comune.ambito === ambito).reduce((sum, comune) => sum + comune.population2011, 0);

describe('the territory', () => {
  it('has 42 comuni in three ambiti, with the population of the 2011 census', () => {
    expect(new Set(comuni.map((comune) => comune.istatCode)).size).toBe(42);
    expect([populationOf('valCavallina'), populationOf('bassoSebino'), populationOf('altoSebino')]).toEqual([
      52_936, 31_060, 31_055,
    ]);
  });

  it('tells its comuni from the neighbours by ISTAT code', () => {
    expect(['016128', '016193', '016218'].map(isLocal)).toEqual([true, true, true]);
    expect(['016004', '016024', '016077', '16128', ''].map(isLocal)).toEqual([
      false,
      false,
      false,
      false,
      false,
    ]);
    expect(comuneByCode('016058')).toMatchObject({ name: 'Casazza', ambito: 'valCavallina' });
  });

  it.each(["San Paolo d'Argon", 'san paolo d’argon', 'SAN PAOLO D ARGON', ' San  Paolo d`Argon '])(
    'knows %s by name',
    (name) => expect(comuneByName(name)?.istatCode).toBe('016189'),
  );

  it('does not guess at other names', () => {
    expect(['Bergamo', 'Cenate', '', 'San Paolo'].map(comuneByName)).toEqual(Array(4).fill(undefined));
  });

  it('knows the form of an ISTAT code', () => {
    expect(['016128', '001001', '058091'].map(isIstatCode)).toEqual([true, true, true]);
    expect(['16128', '016000', '000128', '0161280', '01612a'].map(isIstatCode)).toEqual(Array(5).fill(false));
  });
});
