import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coordinatesOfComuneOrThrow, distanceMetres, leastDistanceMetres } from '../domain/distance.ts';
import { coordinatesOfComuni } from '../domain/territory/coordinates.ts';
import { comuneByName, comuni } from '../domain/territory.ts';

const at = (name: string) => coordinatesOfComuneOrThrow(comuneByName(name)!.istatCode);
const albino = { latitude: 45.760814, longitude: 9.79683 };
const point = fc.record({
  latitude: fc.double({ min: 44, max: 47, noNaN: true }),
  longitude: fc.double({ min: 8, max: 12, noNaN: true }),
});

describe('the distance between two places', () => {
  it.each([
    ['Casazza', 'Lovere', 15_043],
    ['Casazza', 'Spinone al Lago', 2421],
    ['Trescore Balneario', 'Rogno', 28_818],
    ['Sarnico', 'Lovere', 18_476],
    ['Carobbio degli Angeli', 'Rogno', 31_869],
  ])('from %s to %s is %i metres', (from, to, metres) => {
    expect(distanceMetres(at(from), at(to))).toBe(metres);
    expect(distanceMetres(at(to), at(from))).toBe(metres);
  });

  it('is rounded half-up to the metre, so that the limit of a neighbour is one number', () => {
    const south = { latitude: 45.7, longitude: 9.9 };
    const northOf = (metres: number) => ({
      ...south,
      latitude: south.latitude + (metres / 6_371_008.8) * (180 / Math.PI),
    });
    const found = [14_999, 14_999.49, 14_999.51, 15_000, 15_000.49, 15_000.51, 15_001].map((metres) =>
      distanceMetres(south, northOf(metres)),
    );
    expect(found).toEqual([14_999, 14_999, 15_000, 15_000, 15_000, 15_001, 15_001]);
    expect(distanceMetres(south, south)).toBe(0);
  });

  it('agrees with the angle between two vectors, another way to measure it', () => {
    const vector = ({ latitude, longitude }: typeof albino) => {
      const [north, east] = [(latitude * Math.PI) / 180, (longitude * Math.PI) / 180];
      return [Math.cos(north) * Math.cos(east), Math.cos(north) * Math.sin(east), Math.sin(north)] as const;
    };
    fc.assert(
      fc.property(point, point, (one, other) => {
        const [[a, b, c], [x, y, z]] = [vector(one), vector(other)];
        const cross = Math.hypot(b * z - c * y, c * x - a * z, a * y - b * x);
        const metres = 6_371_008.8 * Math.atan2(cross, a * x + b * y + c * z);
        expect(Math.abs(distanceMetres(one, other) - metres)).toBeLessThanOrEqual(0.5001);
      }),
      { numRuns: 2000, seed: 20261126 },
    );
  });
});

describe('the points of the 42 comuni', () => {
  it('are one each, all within 31,869 metres of each other', () => {
    expect([...coordinatesOfComuni.keys()].toSorted()).toEqual(
      comuni.map(({ istatCode }) => istatCode).toSorted(),
    );
    const points = [...coordinatesOfComuni.values()];
    expect(Math.max(...points.flatMap((one) => points.map((other) => distanceMetres(one, other))))).toBe(
      31_869,
    );
  });

  it('are those of no other comune', () => {
    expect(() => coordinatesOfComuneOrThrow('016004')).toThrow(RangeError);
  });
});

describe('the least distance of a provider', () => {
  it('is from its nearest place to the beneficiary’s comune or, without one, to the nearest of the 42', () => {
    expect(leastDistanceMetres([albino], '016058')).toBe(8664);
    expect(leastDistanceMetres([albino], '016128')).toBe(22_467);
    expect(leastDistanceMetres([albino, at('Lovere')], '016128')).toBe(0);
    expect(leastDistanceMetres([albino], null)).toBe(
      Math.min(...[...coordinatesOfComuni.values()].map((comune) => distanceMetres(albino, comune))),
    );
    expect(leastDistanceMetres([], null)).toBeNull();
  });
});
