import { z } from 'zod';

/** Every text a person may read exists in Italian first and in English. */
export interface BilingualText {
  readonly it: string;
  readonly en: string;
}

/**
 * One answer a person may give. `pointsByFormVersion` holds the points of the editions of the form that
 * score this option differently from `points`.
 */
export interface InstrumentOption {
  readonly id: string;
  readonly label: BilingualText;
  readonly points: number;
  readonly pointsByFormVersion?: Readonly<Record<string, number>>;
}

export interface InstrumentItem {
  readonly id: string;
  readonly label: BilingualText;
  readonly options: readonly InstrumentOption[];
}

/** A built-in form as plain data: its items, its options with their points, and where they come from. */
export interface Instrument {
  readonly id: string;
  readonly title: BilingualText;
  readonly citation: string;
  /** The editions of the form we know; an answered form always says which one it is. */
  readonly formVersions: readonly string[];
  readonly items: readonly InstrumentItem[];
}

/** A form as it was filled in: item id → option id. An item nobody answered is absent, never 0. */
export interface AnsweredForm {
  readonly formVersion: string;
  readonly answers: Readonly<Record<string, string>>;
}

/** What is wrong with a form, and at which place (`answers.bathing`, `formVersion`). */
export interface FormError {
  readonly at: string;
  readonly message: BilingualText;
}

export type FormReading =
  | { readonly valid: true; readonly form: AnsweredForm }
  | { readonly valid: false; readonly errors: readonly FormError[] };

/** The sum of the points, or the items that still lack an answer. */
export type FormTotal =
  | { readonly complete: true; readonly points: number }
  | { readonly complete: false; readonly missingItemIds: readonly string[] };

/** The zod schema of a filled-in form of this instrument, for the API's description of itself. */
export function answeredFormSchema(instrument: Instrument) {
  const answers = Object.fromEntries(
    instrument.items.map((item) => [item.id, z.enum(item.options.map((option) => option.id)).optional()]),
  );
  return z.strictObject({ formVersion: z.enum(instrument.formVersions), answers: z.strictObject(answers) });
}

/** Checks what somebody sent against the form and names every error at its place. */
export function readAnsweredForm(instrument: Instrument, sent: unknown): FormReading {
  const parsed = answeredFormSchema(instrument).safeParse(sent);
  if (!parsed.success) return { valid: false, errors: parsed.error.issues.flatMap(formErrors(instrument)) };
  const answers = Object.fromEntries(
    Object.entries(parsed.data.answers).filter(
      (answer): answer is [string, string] => answer[1] !== undefined,
    ),
  );
  return { valid: true, form: { formVersion: parsed.data.formVersion, answers } };
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

function formErrors(instrument: Instrument): (issue: z.core.$ZodIssue) => readonly FormError[] {
  return (issue) => {
    const at = issue.path.join('.');
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({
        at: [...issue.path, key].join('.'),
        message: unknownItem(instrument),
      }));
    }
    if (issue.code === 'invalid_value') return [{ at, message: oneOf(issue.values.map(String)) }];
    return [{ at, message: { it: 'Modulo assente o di tipo errato.', en: 'Missing form or wrong type.' } }];
  };
}

function unknownItem(instrument: Instrument): BilingualText {
  return {
    it: `Voce non prevista dal modulo "${instrument.title.it}".`,
    en: `Not an item of the form "${instrument.title.en}".`,
  };
}

function oneOf(values: readonly string[]): BilingualText {
  const list = values.join(', ');
  return {
    it: `Risposta non ammessa: scegliere tra ${list}.`,
    en: `Answer not allowed: choose among ${list}.`,
  };
}
