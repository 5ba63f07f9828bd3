import { totalPoints } from './instrument.ts';
import type { AnsweredForm, FormTotal, Instrument, InstrumentItem } from './instrument.ts';

function yesOrNo(id: string, it: string, en: string): InstrumentItem {
  return {
    id,
    label: { it, en },
    options: [
      { id: 'yes', points: 1, label: { it: 'Sì', en: 'Yes' } },
      { id: 'no', points: 0, label: { it: 'No', en: 'No' } },
    ],
  };
}

/**
 * PRISMA-7, kept as published: item 6 counts "yes" as 1 although it sounds like a resource, and item 2
 * favours men (a known bias). It only screens; no decision may rest on it.
 */
export const prisma7: Instrument = {
  id: 'prisma-7',
  title: { it: 'PRISMA-7 (solo orientamento)', en: 'PRISMA-7 (screening only)' },
  citation:
    'Raîche M., Hébert R., Dubois M.F., PRISMA-7: a case-finding tool to identify older adults with moderate to severe disabilities, Arch Gerontol Geriatr 2008;47:9-18',
  licence: {
    it: 'Pubblicato per l’uso di tutti, citando la fonte. Orienta soltanto: nessuna decisione vi si fonda.',
    en: 'Published for everybody’s use, with its citation. It only screens: no decision rests on it.',
  },
  pointsCount: 'riskSigns',
  formVersions: ['prisma-7'],
  items: [
    yesOrNo('over-85', 'Ha più di 85 anni?', 'Are you older than 85?'),
    yesOrNo('male', 'È un uomo?', 'Are you male?'),
    yesOrNo(
      'limited-by-health',
      'Problemi di salute limitano le sue attività?',
      'Do health problems limit your activities?',
    ),
    yesOrNo(
      'needs-someone',
      'Ha bisogno di qualcuno che la aiuti regolarmente?',
      'Do you need someone to help you on a regular basis?',
    ),
    yesOrNo(
      'kept-home-by-health',
      'Problemi di salute la costringono a restare in casa?',
      'Do health problems require you to stay at home?',
    ),
    yesOrNo(
      'can-count-on-someone',
      'In caso di bisogno può contare su una persona vicina?',
      'In case of need can you count on someone close to you?',
    ),
    yesOrNo(
      'walking-aid',
      'Usa regolarmente bastone, deambulatore o carrozzina?',
      'Do you regularly use a stick, walker or wheelchair?',
    ),
  ],
};

export const furtherAssessmentPoints = 3;

export type Prisma7Outcome =
  | { readonly complete: true; readonly points: number; readonly furtherAssessment: boolean }
  | { readonly complete: false; readonly missingItemIds: readonly string[] };

/** Points 0–7; three or more suggest a further assessment and decide nothing. */
export function screenPrisma7(form: AnsweredForm): Prisma7Outcome {
  const total: FormTotal = totalPoints(prisma7, form);
  return total.complete ? { ...total, furtherAssessment: total.points >= furtherAssessmentPoints } : total;
}
