import { totalPoints } from './instrument.ts';
import type { AnsweredForm, Instrument, InstrumentItem } from './instrument.ts';

function dimension(id: string, it: string, en: string): InstrumentItem {
  return {
    id,
    label: { it, en },
    options: [
      { id: 'no-need', points: 0, label: { it: 'Nessun bisogno rilevato', en: 'No need found' } },
      { id: 'need', points: 0, label: { it: 'Bisogno', en: 'Need' } },
      { id: 'complex-need', points: 1, label: { it: 'Bisogno complesso', en: 'Complex need' } },
    ],
  };
}

/**
 * The six headings under which the law wants needs and resources read. They give the conversation its
 * order and never a score: the points only count the dimensions with a complex need.
 */
export const legalDimensions: Instrument = {
  id: 'legal-dimensions',
  title: { it: 'Le sei dimensioni della valutazione', en: 'The six dimensions of the assessment' },
  citation: 'D.Lgs. 15 settembre 2017 n. 147, art. 5 c. 2',
  licence: { it: 'Testo di legge, libero.', en: 'The text of a law, free for all.' },
  pointsCount: 'complexNeeds',
  formVersions: ['dlgs-147-2017'],
  items: [
    dimension(
      'functioning',
      'Condizioni e funzionamenti personali e sociali',
      'Personal and social functioning',
    ),
    dimension('economic', 'Situazione economica', 'Economic situation'),
    dimension('work', 'Situazione lavorativa e profilo di occupabilità', 'Work and employability'),
    dimension('education', 'Educazione, istruzione e formazione', 'Education, schooling and training'),
    dimension('housing', 'Condizione abitativa', 'Housing'),
    dimension(
      'networks',
      'Reti familiari, di prossimità e sociali',
      'Family, neighbourhood and social networks',
    ),
  ],
};

export type DimensionsOutcome =
  | { readonly complete: true; readonly complexNeed: boolean; readonly neededItemIds: readonly string[] }
  | { readonly complete: false; readonly missingItemIds: readonly string[] };

/** Which dimensions show a need, and whether one is complex enough for the full analysis by a team. */
export function readLegalDimensions(form: AnsweredForm): DimensionsOutcome {
  const total = totalPoints(legalDimensions, form);
  if (!total.complete) return total;
  const neededItemIds = legalDimensions.items
    .map(({ id }) => id)
    .filter((id) => form.answers[id] !== 'no-need');
  return { complete: true, complexNeed: total.points > 0, neededItemIds };
}
