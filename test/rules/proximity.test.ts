import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  proximityFacts,
  proximityOf,
  type OperatingUnit,
  type ProximityQuestion,
} from '../../domain/proximity.ts';
import { evaluate } from '../../rules/evaluate.ts';
import { explain } from '../../rules/explain.ts';
import type { Facts } from '../../rules/facts.ts';
import type { ClassificationOutcome } from '../../rules/outcome.ts';
import { parametersOn } from '../../rules/parameters.ts';
import { shippedVersionOrThrow } from '../../rules/shipped.ts';
import { times } from '../support/long.ts';
import { completeFacts } from './random-facts.ts';

const seed = 20261127;
const rules = shippedVersionOrThrow('provider-proximity');
const parameters = parametersOn(rules, '2026-11-22');
const [casazza, lovere, sarnico] = ['016058', '016128', '016193'];
const albino: OperatingUnit = {
  comuneIstat: '016004',
  coordinates: { latitude: 45.760814, longitude: 9.79683 },
};
const milano: OperatingUnit = {
  comuneIstat: '015146',
  coordinates: { latitude: 45.464194, longitude: 9.189635 },
};

const question = (unit: OperatingUnit, beneficiaryComune: string | null): ProximityQuestion => ({
  assessedOn: '2026-11-22',
  registeredOfficeIstat: unit.comuneIstat,
  units: [unit],
  beneficiaryComune: beneficiaryComune,
  waiver: null,
  nearProviderOffersCategory: null,
});

async function answerTo(asked: ProximityQuestion) {
  const { outcome } = await evaluate(rules, parameters, proximityFacts(asked, 12));
  const { class: found, compliant } = outcome as ClassificationOutcome;
  return [found, compliant];
}

describe('PROX-2026.1', () => {
  it('sorts what the alliance says, written again by hand, whatever a provider is like', async () => {
    const seen = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(completeFacts(rules), async (facts: Facts) => {
        const isLocal = facts['registeredOfficeInTerritory'] === true || facts['unitInTerritory'] === true;
        const isNear = Number(facts['leastDistanceMetres']) < 15_001;
        const day = String(facts['assessedOn']);
        const isWaived =
          facts['waiverGranted'] === true &&
          facts['nearProviderOffersCategory'] === false &&
          !(day < String(facts['waiverFrom'])) &&
          !(String(facts['waiverUntil']) < day);
        const expected = isLocal ? 'local' : isNear ? 'neighbour' : 'remote';
        const isAdmitted = isLocal || isNear || isWaived;
        expect(proximityOf(facts as never, Number(parameters['neighbourMaxMetres']))).toBe(expected);
        const { outcome } = await evaluate(rules, parameters, facts);
        expect(outcome).toEqual({
          kind: 'classification',
          class: expected,
          compliant: isAdmitted,
          unmet: isAdmitted ? [] : ['admitted'],
          undetermined: [],
        });
        const key = `${expected} ${isAdmitted ? 'admitted' : 'not admitted'}`;
        seen.set(key, (seen.get(key) ?? 0) + 1);
      }),
      { numRuns: times(10_000), seed },
    );
    console.log(`PROX-2026.1 by hand: ${times(10_000)}, seed ${seed}, ${JSON.stringify([...seen])}`);
    expect(seen.size).toBe(4);
  });

  it('answers the story of the three providers', async () => {
    expect(await answerTo(question(milano, casazza!))).toEqual(['remote', false]);
    expect(await answerTo(question(milano, null))).toEqual(['remote', false]);
    expect(await answerTo(question(albino, casazza!))).toEqual(['neighbour', true]);
    expect(await answerTo(question(albino, lovere!))).toEqual(['remote', false]);
    expect(await answerTo(question(albino, null))).toEqual(['neighbour', true]);
    for (const comune of [casazza, lovere, sarnico, null])
      expect(await answerTo(question({ comuneIstat: sarnico!, coordinates: null }, comune!))).toEqual([
        'local',
        true,
      ]);
  });

  it('lets a waiver admit for twelve months at most, and only while nobody near offers the category', async () => {
    const waived = (assessedOn: string, until: string, isOfferedNear: boolean | null) => ({
      ...question(milano, null),
      assessedOn,
      waiver: { from: '2026-01-15', until },
      nearProviderOffersCategory: isOfferedNear,
    });
    expect(await answerTo(waived('2026-11-22', '2026-12-31', false))).toEqual(['remote', true]);
    expect(await answerTo(waived('2026-11-22', '2026-12-31', true))).toEqual(['remote', false]);
    expect(await answerTo(waived('2027-01-01', '2026-12-31', false))).toEqual(['remote', false]);
    expect(await answerTo(waived('2026-01-14', '2026-12-31', false))).toEqual(['remote', false]);
    expect(await answerTo(waived('2027-01-15', '2030-12-31', false))).toEqual(['remote', true]);
    expect(await answerTo(waived('2027-01-16', '2030-12-31', false))).toEqual(['remote', false]);
    const unasked = await evaluate(
      rules,
      parameters,
      proximityFacts(waived('2026-11-22', '2026-12-31', null), 12),
    );
    expect(unasked).toMatchObject({ status: 'incomplete', missingFacts: ['nearProviderOffersCategory'] });
  });

  it('leaves the distance open while one place is nowhere on the map', async () => {
    const lost: OperatingUnit = { comuneIstat: '017029', coordinates: null };
    const asked = { ...question(milano, null), units: [milano, lost] };
    expect(await evaluate(rules, parameters, proximityFacts(asked, 12))).toMatchObject({
      status: 'incomplete',
      missingFacts: ['leastDistanceMetres'],
    });
  });

  it('says the class and the admission in one breath, with the metres found and required', async () => {
    const explained = explain(
      rules,
      await evaluate(rules, parameters, proximityFacts(question(albino, casazza!), 12)),
    );
    expect(explained.it.sentence).toBe(
      'La classe è vicino. Il parere è che tutti i requisiti sono rispettati.',
    );
    expect(explained.en.sentence).toBe(
      'The class is neighbour. The advice is that every requirement is met.',
    );
    expect(explained.it.rules[1]?.condition).toMatchObject({
      found: '8.664 m',
      required: 'al massimo 15.000 m',
    });
    expect(explained.en.rules[1]?.condition).toMatchObject({
      found: '8,664 m',
      required: 'at most 15,000 m',
    });
  });

  it('never speaks of kilometre zero, which the law keeps for food', () => {
    expect(JSON.stringify(rules)).not.toMatch(/chilometro zero|km ?0|kilometre zero|zero km/i);
  });
});
