import { totalPoints } from './instrument.ts';
import type { AnsweredForm, FormTotal, Instrument } from './instrument.ts';

/**
 * Katz index of independence in activities of daily living: six items, 1 = independent, 0 = dependent.
 * Help for one part of the body, with shoes or in cutting meat still counts as independent.
 */
export const katzAdl: Instrument = {
  id: 'katz-adl',
  title: { it: 'Attività di base della vita quotidiana (ADL)', en: 'Activities of daily living (ADL)' },
  citation:
    'Katz S., Ford A.B., Moskowitz R.W. et al., Studies of illness in the aged. The index of ADL, JAMA 1963;185:914-919',
  licence: {
    it: 'Le voci sono ripubblicate ovunque; nessuna licenza esplicita è nota: si usano citando la fonte.',
    en: 'The items are republished everywhere; no explicit licence is known: use them with their citation.',
  },
  pointsCount: 'functionsKept',
  formVersions: ['katz-1963'],
  items: [
    {
      id: 'bathing',
      label: { it: 'Lavarsi', en: 'Bathing' },
      options: [
        { id: 'alone', points: 1, label: { it: 'Si lava da solo', en: 'Bathes alone' } },
        {
          id: 'one-part',
          points: 1,
          label: { it: 'Aiuto per una sola parte del corpo', en: 'Help with one part of the body only' },
        },
        {
          id: 'several-parts',
          points: 0,
          label: { it: 'Aiuto per più parti del corpo', en: 'Help with more than one part of the body' },
        },
      ],
    },
    {
      id: 'dressing',
      label: { it: 'Vestirsi', en: 'Dressing' },
      options: [
        { id: 'alone', points: 1, label: { it: 'Si veste da solo', en: 'Dresses alone' } },
        { id: 'shoes', points: 1, label: { it: 'Aiuto solo per le scarpe', en: 'Help with shoes only' } },
        {
          id: 'helped',
          points: 0,
          label: { it: 'Aiuto per vestirsi, o resta svestito', en: 'Help to dress, or stays undressed' },
        },
      ],
    },
    {
      id: 'toileting',
      label: { it: 'Uso dei servizi', en: 'Using the toilet' },
      options: [
        {
          id: 'alone',
          points: 1,
          label: { it: 'Da solo, anche con un ausilio', en: 'Alone, also with an aid' },
        },
        {
          id: 'helped',
          points: 0,
          label: { it: 'Aiuto per andare, pulirsi o rivestirsi', en: 'Help to go, clean or dress again' },
        },
        { id: 'does-not-go', points: 0, label: { it: 'Non va ai servizi', en: 'Does not go to the toilet' } },
      ],
    },
    {
      id: 'transferring',
      label: { it: 'Spostarsi', en: 'Moving in and out of bed' },
      options: [
        {
          id: 'alone',
          points: 1,
          label: {
            it: 'Letto e poltrona da solo, anche con un ausilio',
            en: 'Bed and chair alone, also with an aid',
          },
        },
        { id: 'helped', points: 0, label: { it: 'Con aiuto', en: 'With help' } },
        { id: 'bedridden', points: 0, label: { it: 'Non lascia il letto', en: 'Does not leave the bed' } },
      ],
    },
    {
      id: 'continence',
      label: { it: 'Continenza', en: 'Continence' },
      options: [
        { id: 'full', points: 1, label: { it: 'Controllo completo', en: 'Full control' } },
        { id: 'accidents', points: 0, label: { it: 'Perdite occasionali', en: 'Occasional accidents' } },
        {
          id: 'incontinent',
          points: 0,
          label: { it: 'Catetere, incontinenza o sorveglianza', en: 'Catheter, incontinence or supervision' },
        },
      ],
    },
    {
      id: 'feeding',
      label: { it: 'Alimentarsi', en: 'Feeding' },
      options: [
        { id: 'alone', points: 1, label: { it: 'Mangia da solo', en: 'Eats alone' } },
        {
          id: 'cutting',
          points: 1,
          label: { it: 'Aiuto solo per tagliare il cibo', en: 'Help with cutting food only' },
        },
        {
          id: 'fed',
          points: 0,
          label: { it: 'Aiuto per portare il cibo alla bocca', en: 'Help to bring food to the mouth' },
        },
      ],
    },
  ],
};

const itemCount = katzAdl.items.length;

/** Some Italian forms count the functions kept (6 = full function), others those lost (6 = none left). */
export type KatzOrientation = 'functionsKept' | 'functionsLost';

/** A Katz total copied from a paper form; without its orientation the number means nothing. */
export interface KatzTotal {
  readonly orientation: KatzOrientation;
  readonly score: number;
}

/** The Katz score 0–6 of a filled-in form (functions kept), or the items still missing. */
export function scoreKatzAdl(form: AnsweredForm): FormTotal {
  return totalPoints(katzAdl, form);
}

/** Functions lost, 0–6, whichever way the paper form counted. Throws RangeError outside 0–6. */
export function adlLost(total: KatzTotal): number {
  const { orientation, score } = total;
  if (!Number.isInteger(score) || score < 0 || score > itemCount) {
    throw new RangeError(`a Katz total lies between 0 and ${itemCount}, not ${score}`);
  }
  return orientation === 'functionsKept' ? itemCount - score : score;
}
