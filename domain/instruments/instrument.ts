import { z } from 'zod';
import type { Text } from '../text.ts';

/**
 * One answer a person may give. `pointsByFormVersion` holds the points of the editions of the form that
 * score this option differently from `points`.
 */
export interface InstrumentOption {
  readonly id: string;
  readonly label: Text;
  readonly points: number;
  readonly pointsByFormVersion?: Readonly<Record<string, number>>;
}

export interface InstrumentItem {
  readonly id: string;
  readonly label: Text;
  readonly options: readonly InstrumentOption[];
}

/**
 * What a point stands for. Forms count in opposite directions: of functions kept more is better, of signs of risk more
 * is worse, and complex needs are counted without ever being a score.
 */
export const pointsCounts = ['functionsKept', 'riskSigns', 'complexNeeds'] as const;

/** A built-in form as plain data: its items, its options with their points, and where they come from. */
export interface Instrument {
  readonly id: string;
  readonly title: Text;
  readonly citation: string;
  readonly licence: Text;
  readonly pointsCount: (typeof pointsCounts)[number];
  /** The editions of the form we know; an answered form always says which one it is. */
  readonly formVersions: readonly string[];
  readonly items: readonly InstrumentItem[];
}

/** A form as it was filled in: item id → option id. An item nobody answered is absent, never 0. */
export interface AnsweredForm {
  readonly formVersion: string;
  readonly answers: Readonly<Record<string, string>>;
}

/** The sum of the points, or the items that still lack an answer. */
export type FormTotal =
  | { readonly complete: true; readonly points: number }
  | { readonly complete: false; readonly missingItemIds: readonly string[] };

/**
 * The schema of a filled-in form of this instrument: a known edition, and for each item one of its options or no
 * answer yet. Every error names its place (`answers.bathing`).
 */
export function answeredFormSchema(instrument: Instrument) {
  const answers = Object.fromEntries(
    instrument.items.map((item) => [item.id, z.enum(item.options.map((option) => option.id)).optional()]),
  );
  return z.strictObject({ formVersion: z.enum(instrument.formVersions), answers: z.strictObject(answers) });
}

/** Adds the points of the answers; with one item unanswered there is no total, only what is missing. */
export function totalPoints(instrument: Instrument, form: AnsweredForm): FormTotal {
  const missingItemIds = instrument.items.map((item) => item.id).filter((id) => !(id in form.answers));
  if (missingItemIds.length > 0) return { complete: false, missingItemIds };
  const points = instrument.items.reduce((sum, item) => sum + pointsOfAnswer(item, form), 0);
  return { complete: true, points };
}

function pointsOfAnswer(item: InstrumentItem, form: AnsweredForm): number {
  const option = item.options.find(({ id }) => id === form.answers[item.id]);
  if (!option) throw new RangeError(`the form was not read first: ${item.id} has an unknown answer`);
  return option.pointsByFormVersion?.[form.formVersion] ?? option.points;
}
