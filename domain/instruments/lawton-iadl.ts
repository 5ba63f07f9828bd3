import { totalPoints } from './instrument.ts';
import type { AnsweredForm, FormTotal, Instrument, InstrumentOption } from './instrument.ts';

/** Short for the long table below: an option's id, points and its two labels. */
function option(id: string, points: number, it: string, en: string): InstrumentOption {
  return { id, points, label: { it, en } };
}

/**
 * Lawton–Brody instrumental activities of daily living, eight items for everybody (the historic habit of
 * scoring men on five is not followed). The Italian CRONOS edition gives 0 to "needs help for all
 * housework", the original of 1969 gives 1: the edition is therefore part of every filled-in form.
 */
export const lawtonIadl: Instrument = {
  id: 'lawton-iadl',
  title: { it: 'Attività strumentali della vita quotidiana (IADL)', en: 'Instrumental activities (IADL)' },
  citation:
    'Lawton M.P., Brody E.M., Assessment of older people: self-maintaining and instrumental activities of daily living, Gerontologist 1969;9:179-186; Italian edition: Progetto CRONOS, 2000',
  licence: {
    it: 'Le voci sono ripubblicate ovunque; nessuna licenza esplicita è nota: si usano citando la fonte.',
    en: 'The items are republished everywhere; no explicit licence is known: use them with their citation.',
  },
  pointsCount: 'functionsKept',
  formVersions: ['cronos-it', 'lawton-1969'],
  items: [
    {
      id: 'telephone',
      label: { it: 'Usare il telefono', en: 'Using the telephone' },
      options: [
        option('all', 1, 'Lo usa, cerca e compone i numeri', 'Uses it, looks up and dials numbers'),
        option('known-numbers', 1, 'Compone pochi numeri conosciuti', 'Dials a few well-known numbers'),
        option('answers', 1, 'Risponde ma non chiama', 'Answers but does not call'),
        option('none', 0, 'Non lo usa', 'Does not use it'),
      ],
    },
    {
      id: 'shopping',
      label: { it: 'Fare la spesa', en: 'Shopping' },
      options: [
        option('all', 1, 'Fa da solo tutti gli acquisti', 'Does all the shopping alone'),
        option('small', 0, 'Solo piccoli acquisti', 'Small purchases only'),
        option('accompanied', 0, 'Solo se accompagnato', 'Only if accompanied'),
        option('none', 0, 'Non è in grado', 'Unable'),
      ],
    },
    {
      id: 'meals',
      label: { it: 'Preparare i pasti', en: 'Preparing meals' },
      options: [
        option('all', 1, 'Li pensa, prepara e serve', 'Plans, prepares and serves them'),
        option(
          'with-ingredients',
          0,
          'Li prepara se riceve gli ingredienti',
          'Prepares them if given ingredients',
        ),
        option('heats', 0, 'Scalda cibi pronti, o in modo irregolare', 'Heats ready food, or irregularly'),
        option('none', 0, 'Devono essergli serviti', 'Must be served'),
      ],
    },
    {
      id: 'housekeeping',
      label: { it: 'Cura della casa', en: 'Housekeeping' },
      options: [
        option('alone', 1, 'Da solo, o con aiuto per i lavori pesanti', 'Alone, or with help for heavy work'),
        option('light', 1, 'Lavori leggeri', 'Light tasks'),
        option(
          'light-not-clean',
          1,
          'Lavori leggeri, pulizia insufficiente',
          'Light tasks, not clean enough',
        ),
        {
          ...option(
            'helped-in-all',
            0,
            'Ha bisogno di aiuto per tutti i lavori',
            'Needs help with all tasks',
          ),
          pointsByFormVersion: { 'lawton-1969': 1 },
        },
        option('none', 0, 'Non partecipa', 'Takes no part'),
      ],
    },
    {
      id: 'laundry',
      label: { it: 'Bucato', en: 'Laundry' },
      options: [
        option('all', 1, 'Tutto il proprio bucato', 'All personal laundry'),
        option('small', 1, 'Piccoli capi', 'Small items'),
        option('none', 0, 'Fatto da altri', 'Done by others'),
      ],
    },
    {
      id: 'transport',
      label: { it: 'Spostarsi fuori casa', en: 'Travelling' },
      options: [
        option('alone', 1, 'Da solo, con mezzi pubblici o auto', 'Alone, by public transport or car'),
        option('taxi', 1, 'Solo in taxi', 'By taxi only'),
        option('accompanied', 1, 'Con mezzi pubblici se accompagnato', 'By public transport if accompanied'),
        option('taxi-with-help', 0, 'In taxi o auto con aiuto', 'By taxi or car with help'),
        option('none', 0, 'Non si sposta', 'Does not travel'),
      ],
    },
    {
      id: 'medicines',
      label: { it: 'Assumere i farmaci', en: 'Taking medicines' },
      options: [
        option('alone', 1, 'Dose e ora giuste', 'Right dose at the right time'),
        option('prepared', 0, 'Se preparati da altri', 'If prepared by others'),
        option('none', 0, 'Non è in grado', 'Unable'),
      ],
    },
    {
      id: 'money',
      label: { it: 'Usare il denaro', en: 'Handling money' },
      options: [
        option('alone', 1, 'Lo gestisce da solo', 'Manages alone'),
        option('daily', 1, 'Spese quotidiane, aiuto con la banca', 'Daily purchases, help with the bank'),
        option('none', 0, 'Non è in grado', 'Unable'),
      ],
    },
  ],
};

/** The Lawton score 0–8 of a filled-in form (functions kept), or the items still missing. */
export function scoreLawtonIadl(form: AnsweredForm): FormTotal {
  return totalPoints(lawtonIadl, form);
}

/** Functions lost, 0–8. Throws RangeError outside 0–8. */
export function iadlLost(score: number): number {
  const itemCount = lawtonIadl.items.length;
  if (!Number.isInteger(score) || score < 0 || score > itemCount) {
    throw new RangeError(`a Lawton score lies between 0 and ${itemCount}, not ${score}`);
  }
  return itemCount - score;
}
