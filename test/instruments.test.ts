import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { externalScoreSchema } from '../domain/instruments/external-score.ts';
import { answeredFormSchema, totalPoints, type Instrument } from '../domain/instruments/instrument.ts';
import { adlLost, katzAdl, scoreKatzAdl } from '../domain/instruments/katz-adl.ts';
import { iadlLost, lawtonIadl, scoreLawtonIadl } from '../domain/instruments/lawton-iadl.ts';
import { legalDimensions, readLegalDimensions } from '../domain/instruments/legal-dimensions.ts';
import { prisma7, screenPrisma7 } from '../domain/instruments/prisma-7.ts';
import { times } from './support/long.ts';

const builtIn = [katzAdl, lawtonIadl, prisma7, legalDimensions];

function everyItem(instrument: Instrument, optionId: string): Record<string, string> {
  return Object.fromEntries(instrument.items.map((item) => [item.id, optionId]));
}

function firstOptions(instrument: Instrument): Record<string, string> {
  return Object.fromEntries(instrument.items.map((item) => [item.id, item.options[0]?.id ?? '']));
}

describe.each(builtIn)('the form $id', (instrument) => {
  it('names its source, its editions and every item and option in both languages', () => {
    expect(instrument.citation).not.toBe('');
    expect(instrument.formVersions.length).toBeGreaterThan(0);
    const labels = instrument.items.flatMap((item) => [
      item.label,
      ...item.options.map(({ label }) => label),
    ]);
    for (const { it, en } of [instrument.title, ...labels]) {
      expect(it.trim()).not.toBe('');
      expect(en.trim()).not.toBe('');
    }
  });

  it('has no two items, and no two options of an item, with one name', () => {
    const ids = instrument.items.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { options } of instrument.items) {
      expect(new Set(options.map(({ id }) => id)).size).toBe(options.length);
    }
  });

  it('gives no total while an item lacks its answer, whichever it is', () => {
    const answers = firstOptions(instrument);
    const formVersion = instrument.formVersions[0] ?? '';
    expect(totalPoints(instrument, { formVersion, answers }).complete).toBe(true);
    for (const missing of Object.keys(answers)) {
      const { [missing]: _, ...rest } = answers;
      expect(totalPoints(instrument, { formVersion, answers: rest })).toEqual({
        complete: false,
        missingItemIds: [missing],
      });
    }
  });

  it('names every error of a form at its place', () => {
    const [first, second] = instrument.items;
    const { error } = answeredFormSchema(instrument).safeParse({
      formVersion: 'another',
      answers: { [first?.id ?? '']: 'perhaps', [second?.id ?? '']: 1, stairs: 'alone' },
    });
    const places = (error?.issues ?? []).flatMap(({ path, ...issue }) =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.map((name) => [...path, name].join('.'))
        : [path.join('.')],
    );
    expect(places.toSorted()).toEqual(
      ['answers.stairs', `answers.${first?.id}`, `answers.${second?.id}`, 'formVersion'].toSorted(),
    );
  });
});

describe('Katz ADL', () => {
  it.each([
    ['help with one part of the body', 'bathing', 'one-part', 0],
    ['help with more parts of the body', 'bathing', 'several-parts', 1],
    ['help with shoes only', 'dressing', 'shoes', 0],
    ['help to dress', 'dressing', 'helped', 1],
    ['help with the toilet', 'toileting', 'helped', 1],
    ['never going to the toilet', 'toileting', 'does-not-go', 1],
    ['help out of bed', 'transferring', 'helped', 1],
    ['occasional accidents', 'continence', 'accidents', 1],
    ['help to cut meat only', 'feeding', 'cutting', 0],
    ['being fed', 'feeding', 'fed', 1],
  ])('%s in %s loses the right number of functions', (_, item, answer, lost) => {
    const answers = { ...firstOptions(katzAdl), [item]: answer };
    const total = scoreKatzAdl({ formVersion: 'katz-1963', answers });
    expect(total).toEqual({ complete: true, points: 6 - lost });
  });

  it('reads a total the way its paper form counted', () => {
    expect(adlLost({ orientation: 'functionsKept', score: 1 })).toBe(5);
    expect(adlLost({ orientation: 'functionsLost', score: 1 })).toBe(1);
    expect(() => adlLost({ orientation: 'functionsKept', score: 7 })).toThrow(RangeError);
    expect(() => adlLost({ orientation: 'functionsLost', score: 0.5 })).toThrow(RangeError);
  });
});

describe('Lawton IADL', () => {
  // Domain §2.2, written out once more so that a slip in the form's data shows.
  const published: Record<string, readonly number[]> = {
    telephone: [1, 1, 1, 0],
    shopping: [1, 0, 0, 0],
    meals: [1, 0, 0, 0],
    housekeeping: [1, 1, 1, 0, 0],
    laundry: [1, 1, 0],
    transport: [1, 1, 1, 0, 0],
    medicines: [1, 0, 0],
    money: [1, 1, 0],
  };

  it('gives the published points to the options in their published order', () => {
    const points = lawtonIadl.items.map(({ id, options }) => [id, options.map((option) => option.points)]);
    expect(Object.fromEntries(points)).toEqual(published);
  });

  it.each([
    ['cronos-it', 7],
    ['lawton-1969', 8],
  ])(
    'the edition %s gives %i points to somebody who needs help with all housework',
    (formVersion, points) => {
      const answers = { ...firstOptions(lawtonIadl), housekeeping: 'helped-in-all' };
      expect(scoreLawtonIadl({ formVersion, answers })).toEqual({ complete: true, points });
      expect(iadlLost(points)).toBe(8 - points);
    },
  );

  it('has no points outside 0 to 8', () => {
    expect(() => iadlLost(9)).toThrow(RangeError);
    expect(() => iadlLost(-1)).toThrow(RangeError);
  });
});

describe('PRISMA-7', () => {
  it('suggests a further assessment from three points on, counting "can count on someone" as published', () => {
    const no = everyItem(prisma7, 'no');
    const two = { ...no, 'over-85': 'yes', 'can-count-on-someone': 'yes' };
    expect(screenPrisma7({ formVersion: 'prisma-7', answers: two })).toMatchObject({
      furtherAssessment: false,
    });
    const three = { ...two, 'walking-aid': 'yes' };
    expect(screenPrisma7({ formVersion: 'prisma-7', answers: three })).toEqual({
      complete: true,
      points: 3,
      furtherAssessment: true,
    });
  });
});

describe('the six legal dimensions', () => {
  it('are those of D.Lgs. 147/2017, say which show a need, and give no score', () => {
    expect(legalDimensions.items).toHaveLength(6);
    const answers = { ...everyItem(legalDimensions, 'no-need'), housing: 'need' };
    expect(readLegalDimensions({ formVersion: 'dlgs-147-2017', answers })).toEqual({
      complete: true,
      complexNeed: false,
      neededItemIds: ['housing'],
    });
    const complex = { ...answers, networks: 'complex-need' };
    expect(readLegalDimensions({ formVersion: 'dlgs-147-2017', answers: complex })).toMatchObject({
      complexNeed: true,
    });
  });
});

describe('a scale we do not ship', () => {
  const document = {
    author: 'Dr. Prova',
    date: '2026-05-04',
    documentId: '0199a000-0000-7000-8000-000000000001',
  };

  it('enters as a number with author, date and document', () => {
    const score = { instrument: 'clinical-frailty-scale', score: 6, ...document };
    expect(externalScoreSchema.safeParse(score).success).toBe(true);
    for (const key of ['author', 'date', 'documentId', 'score'] as const) {
      expect(externalScoreSchema.safeParse({ ...score, [key]: undefined }).success).toBe(false);
    }
    expect(externalScoreSchema.safeParse({ ...score, date: '2026-02-30' }).success).toBe(false);
  });

  it.each([
    ['clinical-frailty-scale', 0],
    ['clinical-frailty-scale', 10],
    ['clinical-frailty-scale', 3.5],
    ['barthel-0-20', 21],
    ['barthel-0-100', 101],
    ['katz-adl', 4],
  ])('refuses %s with score %d', (instrument, score) => {
    expect(externalScoreSchema.safeParse({ instrument, score, ...document }).success).toBe(false);
  });
});

it('never loses or invents an answer when a form is read', () => {
  const anyForm = fc.constantFrom(...builtIn).chain((instrument) =>
    fc.record({
      instrument: fc.constant(instrument),
      formVersion: fc.constantFrom(...instrument.formVersions),
      answers: fc.record(
        Object.fromEntries(
          instrument.items.map(({ id, options }) => [
            id,
            fc.constantFrom(...options.map((option) => option.id)),
          ]),
        ),
        { requiredKeys: [] },
      ),
    }),
  );
  fc.assert(
    fc.property(anyForm, ({ instrument, formVersion, answers }) => {
      expect(answeredFormSchema(instrument).parse({ formVersion, answers })).toEqual({
        formVersion,
        answers,
      });
    }),
    { numRuns: times(4000) },
  );
});
