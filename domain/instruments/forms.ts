import type { DossierItemInput } from '../assessment.ts';
import { totalPoints, type AnsweredForm, type Instrument } from './instrument.ts';
import { katzAdl } from './katz-adl.ts';
import { lawtonIadl } from './lawton-iadl.ts';
import { legalDimensions, readLegalDimensions } from './legal-dimensions.ts';
import { furtherAssessmentPoints, prisma7, screenPrisma7 } from './prisma-7.ts';

/** A built-in form and its place in a dossier: the kind of item it is handed in as, and whom it speaks of. */
export interface Form {
  readonly instrument: Instrument;
  readonly itemKind: DossierItemInput['kind'];
  readonly about: 'person' | 'case';
  /** From how many points on it suggests a further assessment; null where points suggest nothing by themselves. */
  readonly furtherAssessmentFrom: number | null;
}

export const forms: readonly Form[] = [
  { instrument: katzAdl, itemKind: 'katzAdl', about: 'person', furtherAssessmentFrom: null },
  { instrument: lawtonIadl, itemKind: 'lawtonIadl', about: 'person', furtherAssessmentFrom: null },
  {
    instrument: prisma7,
    itemKind: 'prisma7',
    about: 'person',
    furtherAssessmentFrom: furtherAssessmentPoints,
  },
  { instrument: legalDimensions, itemKind: 'legalDimensions', about: 'case', furtherAssessmentFrom: 1 },
];

/** What a filled-in form comes to; while an item lacks its answer there are no points, only what is missing. */
export interface FormReading {
  readonly form: string;
  readonly points: number | null;
  readonly missingItemIds: readonly string[];
  /** Suggested by the form, decided by nobody: null while it is incomplete or where the form never suggests it. */
  readonly furtherAssessment: boolean | null;
}

/** Reads an item of a dossier that is a built-in form, answered item by item; undefined for everything else. */
export function readForm(item: { readonly kind: string; readonly value: unknown }): FormReading | undefined {
  const form = forms.find(({ itemKind }) => itemKind === item.kind);
  if (!form || !isAnswered(item.value)) return undefined;
  const total = totalPoints(form.instrument, item.value);
  return {
    form: form.instrument.id,
    points: total.complete ? total.points : null,
    missingItemIds: total.complete ? [] : total.missingItemIds,
    furtherAssessment: furtherAssessmentOf(form, item.value),
  };
}

function furtherAssessmentOf({ itemKind }: Form, answered: AnsweredForm): boolean | null {
  if (itemKind === 'prisma7') {
    const outcome = screenPrisma7(answered);
    return outcome.complete ? outcome.furtherAssessment : null;
  }
  if (itemKind !== 'legalDimensions') return null;
  const outcome = readLegalDimensions(answered);
  return outcome.complete ? outcome.complexNeed : null;
}

/** A Katz or Lawton total copied from paper has no answers to read. */
function isAnswered(value: unknown): value is AnsweredForm {
  return typeof value === 'object' && value !== null && 'answers' in value;
}
