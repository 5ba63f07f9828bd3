import { describe, expect, it } from 'vitest';
import { evaluate } from '../../rules/evaluate.ts';
import { explain, type ExplainedCondition } from '../../rules/explain.ts';
import type { Facts } from '../../rules/facts.ts';
import { parametersOn } from '../../rules/parameters.ts';
import { requirementInWords, valueInWords } from '../../rules/words.ts';
import { shippedVersionOrThrow, shippedVersions } from '../../rules/shipped.ts';

const day = '2026-06-01';

async function explanationOf(ruleSet: string, facts: Facts) {
  const version = shippedVersionOrThrow(ruleSet);
  return explain(version, await evaluate(version, parametersOn(version, day), facts));
}

const caseTen: Facts = shippedVersionOrThrow('fragility-score').cases[1]!.facts;
const access: Facts = shippedVersionOrThrow('fund-access').cases[0]!.facts;
const ruleIn = (explanation: Awaited<ReturnType<typeof explanationOf>>['it'], name: string) =>
  explanation.rules.find(({ rule }) => rule === name);

describe('the explanation of a score', () => {
  it('says it in one sentence first', async () => {
    const { it: italian, en } = await explanationOf('fragility-score', caseTen);
    expect(italian.sentence).toBe('Il punteggio è 61 su 100: fascia di fragilità alta.');
    expect(en.sentence).toBe('The score is 61 out of 100: fragility band high.');
  });

  it('then the points per block, and which block is at its maximum', async () => {
    const { it: italian } = await explanationOf('fragility-score', { ...caseTen, functionIadlLost: 3 });
    expect(italian.blocks).toEqual([
      {
        block: 'A',
        label: 'Funzioni della persona più fragile',
        points: '3,75',
        maxPoints: '25',
        reachedMaximum: false,
        combine: 'highest',
      },
      {
        block: 'B',
        label: 'Carico di cura',
        points: '16',
        maxPoints: '20',
        reachedMaximum: false,
        combine: 'sum',
      },
      {
        block: 'C',
        label: 'Situazione economica',
        points: '25',
        maxPoints: '25',
        reachedMaximum: true,
        combine: 'highest',
      },
      {
        block: 'D',
        label: 'Fatti sul lavoro',
        points: '10',
        maxPoints: '15',
        reachedMaximum: false,
        combine: 'highest',
      },
      { block: 'E', label: 'Casa', points: '7', maxPoints: '10', reachedMaximum: false, combine: 'highest' },
      {
        block: 'F',
        label: 'Rete di aiuto',
        points: '3',
        maxPoints: '5',
        reachedMaximum: false,
        combine: 'highest',
      },
    ]);
  });

  it('then each condition with the value found and the value required, in the words of the catalogue', async () => {
    const { it: italian, en } = await explanationOf('fragility-score', caseTen);
    expect(ruleIn(italian, 'isee-first-threshold')).toMatchObject({
      answer: 'sì',
      points: '25',
      reference: 'DPCM 159/2013: ISEE, scala di equivalenza, attestazione',
      condition: {
        text: 'ISEE del tipo richiesto dal bisogno',
        found: '5.726,50 €',
        required: 'al massimo 6.000,00 €',
        source: expect.stringContaining('blocco C'),
      },
    });
    expect(ruleIn(italian, 'work-lost')?.condition).toMatchObject({
      found: 'ore o paga ridotte di almeno il 30 %',
      required: 'uno tra perdita del lavoro, cassa integrazione a zero ore',
    });
    expect(ruleIn(en, 'care-sole-caregiver')?.condition).toMatchObject({
      text: 'all of these',
      members: [
        { found: 'yes', required: 'yes', truth: 'proved' },
        {
          text: 'at least one of these',
          members: [{ truth: 'refuted' }, { found: '1', required: 'more than 0' }, {}],
        },
      ],
    });
  });

  it('asks for what is missing instead of a score', async () => {
    const { it: italian, en } = await explanationOf('fragility-score', {
      ...caseTen,
      iseeCents: null,
      network: null,
    });
    expect(italian.sentence).toBe('Non si può ancora dare un parere: mancano 2 risposte.');
    expect(en.sentence).toBe('No advice can be given yet: 2 answers are missing.');
    expect(italian.blocks).toEqual([]);
    expect(italian.missing.map(({ label }) => label)).toEqual([
      'ISEE del tipo richiesto dal bisogno',
      'rete di aiuto',
    ]);
    expect(ruleIn(italian, 'isee-first-threshold')).toMatchObject({
      answer: 'non si sa ancora',
      points: null,
      condition: { found: 'non si sa ancora' },
    });
    const { it: one } = await explanationOf('fragility-score', { ...caseTen, network: null });
    expect(one.sentence).toBe('Non si può ancora dare un parere: manca una risposta.');
  });
});

describe('the explanation of access to the Fund', () => {
  it('says up to how much and for which share', async () => {
    const { it: italian } = await explanationOf('fund-access', access);
    expect(italian.sentence).toBe(
      'Il parere è che ci sono i requisiti per il Fondo: fino a 960,00 €; il Fondo paga tutte le unità.',
    );
    const { en } = await explanationOf('fund-access', { ...access, iseeCents: 1_425_000 });
    expect(en.sentence).toBe(
      'The advice is that the requirements for the Fund are met: up to €960.00; the Fund pays 78.29% of the units.',
    );
  });

  it('sends a household at its cap to the commission', async () => {
    const { it: italian, en } = await explanationOf('fund-access', { ...access, capUsedCents: 96_000 });
    expect(italian.sentence).toBe(
      'Il parere è che ci sono i requisiti per il Fondo, ma il tetto del nucleo è già consumato: è una domanda per la commissione.',
    );
    expect(en.sentence).toMatch(/cap is already used up: a question for the commission\.$/);
  });

  it('names every requirement that is not met, as advice and never as a refusal', async () => {
    const { it: italian, en } = await explanationOf('fund-access', {
      ...access,
      iseeCents: 2_500_001,
      finalBand: 'light',
    });
    expect(italian.sentence).toBe(
      'Il parere è che non ci sono i requisiti per il Fondo: L’ISEE supera il limite. La fascia di fragilità finale è sotto la media.',
    );
    for (const { sentence } of [italian, en]) expect(sentence).not.toMatch(/dinieg|rigett|refus|den(y|ied)/i);
  });

  it('shows a parameter that decides, with its own words and source', async () => {
    const { it: italian } = await explanationOf('fund-access', { ...access, employerAdherence: 'none' });
    const [, citizens] = ruleIn(italian, 'part-of-the-alliance')!.condition.members;
    expect(citizens?.members[0]).toMatchObject({
      text: 'fase aperta ai cittadini dei 42 comuni',
      found: 'no',
      required: 'sì',
    });
  });
});

describe.each(shippedVersions)('for every case of $ruleSet the explanation', (version) => {
  it.each(version.cases)('has all its words in both languages: $name.en', async ({ facts, on }) => {
    const both = explain(version, await evaluate(version, parametersOn(version, on), facts));
    for (const explanation of [both.it, both.en]) {
      expect(explanation.sentence).toMatch(/^[A-Z].*\.$/);
      const seen: ExplainedCondition[] = explanation.rules.map(({ condition }) => condition);
      for (const condition of seen) {
        expect(condition.text.trim()).not.toBe('');
        const words = [condition.text, condition.found, condition.required].join(' ');
        expect(words).not.toMatch(/undefined|null|\[object|NaN|onApplicationDay|withinLookback|jobLoss/);
        seen.push(...condition.members);
      }
    }
    expect(both.it).not.toEqual(both.en);
  });
});

describe('words', () => {
  const date = { type: 'date', unit: 'date' } as const;

  it('of a date say before and after', () => {
    expect(valueInWords(date, '2026-03-01', 'it')).toBe('1 marzo 2026');
    expect(requirementInWords(date, 'greaterThanInclusive', '2026-03-01', 'it')).toBe(
      'non prima del 1 marzo 2026',
    );
    expect(requirementInWords(date, 'lessThan', '2026-03-01', 'en')).toBe('before 1 March 2026');
    expect(requirementInWords(date, 'notEqual', '2026-03-01', 'en')).toBe('other than 1 March 2026');
  });
});
