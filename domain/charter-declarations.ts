import { z } from 'zod';
import type { DeclarationField, Obligation } from './charter.ts';
import { isPlainDate } from './plain-date.ts';
import type { FieldError } from './refusal.ts';
import type { Text } from './text.ts';

const people = z.int().min(0).max(1_000_000);
const day = z.string().refine(isPlainDate, { error: 'realDate' });

/** What can be declared; which of it must be, the obligations say. */
export const declarations = z.strictObject({
  /** The code under which CNEL keeps the national collective agreement that is applied. */
  collectiveAgreementCode: z
    .string()
    .regex(/^[A-Z0-9]{4}$/)
    .optional(),
  headcount: people.optional(),
  law68Base: people.optional(),
  disabledWorkersEmployed: people.optional(),
  durcIssuedOn: day.optional(),
  riskAssessmentOn: day.optional(),
});
export type Declarations = z.output<typeof declarations>;

/** What an obligation asks to be declared. */
export function fieldsOf({ check }: Obligation): readonly DeclarationField[] {
  return check.kind === 'tick' ? [] : check.fields;
}

/** Everything that keeps these ticks and declarations from being a signature of these obligations. */
export function faultsOf(
  obligations: readonly Obligation[],
  ticked: readonly string[],
  declared: Declarations,
  today: string,
): readonly FieldError[] {
  const keys = obligations.map(({ key }) => key);
  const wanted = new Set(obligations.flatMap(fieldsOf));
  const given = Object.entries(declared)
    .filter(([, value]) => value !== undefined)
    .map(([field]) => field as DeclarationField);
  return [
    ...keys.filter((key) => !ticked.includes(key)).map((key) => at(`obligations/${key}`, notAccepted)),
    ...ticked.filter((key) => !keys.includes(key)).map((key) => at(`obligations/${key}`, notYours)),
    ...[...wanted]
      .filter((field) => !given.includes(field))
      .map((field) => at(`declarations/${field}`, missing)),
    ...given.filter((field) => !wanted.has(field)).map((field) => at(`declarations/${field}`, notAsked)),
    ...impossible(declared, today),
  ];
}

function impossible(declared: Declarations, today: string): readonly FieldError[] {
  const { headcount, law68Base, disabledWorkersEmployed } = declared;
  const isMore = (part: number | undefined) =>
    part !== undefined && headcount !== undefined && part > headcount;
  return [
    ...(isMore(law68Base) ? [at('declarations/law68Base', moreThanAll)] : []),
    ...(isMore(disabledWorkersEmployed) ? [at('declarations/disabledWorkersEmployed', moreThanAll)] : []),
    ...(['durcIssuedOn', 'riskAssessmentOn'] as const)
      .filter((field) => (declared[field] ?? today) > today)
      .map((field) => at(`declarations/${field}`, inTheFuture)),
  ];
}

function at(place: string, message: Text): FieldError {
  return { pointer: `/body/${place}`, message };
}

const notAccepted: Text = {
  it: 'manca: leggere l’obbligo e accettarlo',
  en: 'missing: read the obligation and accept it',
};
const notYours: Text = {
  it: 'non è un obbligo di questo ente: toglierlo',
  en: 'not an obligation of this organisation: remove it',
};
const missing: Text = { it: 'manca: dichiararlo', en: 'missing: declare it' };
const notAsked: Text = {
  it: 'a questo ente non è chiesto: toglierlo',
  en: 'not asked of this organisation: remove it',
};
const moreThanAll: Text = {
  it: 'non può superare il numero complessivo dei lavoratori',
  en: 'cannot exceed the number of all workers',
};
const inTheFuture: Text = { it: 'al più tardi oggi', en: 'today at the latest' };
