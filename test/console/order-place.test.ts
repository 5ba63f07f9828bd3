import { describe, expect, it } from 'vitest';
import { maySayPlace, placeOptions } from '../../console/screens/serving/placing.ts';

const place = (id: string) => ({ id, name: id, address: 'Via di Esempio 1' });
const [closed, centre, north] = ['chiusa', 'centro', 'nord'].map(place) as [
  ReturnType<typeof place>,
  ReturnType<typeof place>,
  ReturnType<typeof place>,
];
const all = [closed, centre, north];
const valuesFor = (placeId: string | null) =>
  placeOptions({ placeId }, all, [centre, north]).map(({ value }) => value);

describe('which place sees to an order', () => {
  it('is said by whoever works for all of several open places', () => {
    expect(maySayPlace({ placeId: null }, [centre, north])).toBe(true);
  });

  it('is not said by whoever works for one', () => {
    expect(maySayPlace({ placeId: 'centro' }, [centre, north])).toBe(false);
  });

  it('is not asked where there is one', () => {
    expect(maySayPlace({ placeId: null }, [centre])).toBe(false);
  });

  it('is one of the open ones', () => {
    expect(valuesFor(null)).toEqual(['centro', 'nord']);
  });

  it('stays in sight after it has closed', () => {
    expect(valuesFor('chiusa')).toEqual(['chiusa', 'centro', 'nord']);
  });
});
