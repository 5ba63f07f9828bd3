import type { PlainDate } from './plain-date.ts';
import { SMALLEST_GROUP } from './small-groups.ts';
import type { Text } from './text.ts';

/** By what a plan may tell people apart: each is a rule that whoever meets it falls under, whoever they are. */
export const objectiveCategories = [
  'level',
  'site',
  'contractType',
  'seniority',
  'workingTime',
  'familyLoad',
] as const;

export type PlanPopulation = 'everybody' | (typeof objectiveCategories)[number];

/** How somebody who works for the employer is called. */
export interface EmployeeName {
  readonly givenName: string;
  readonly familyName: string;
}

const taxCodeInside = /\b[A-Z]{6}\d{2}[A-Z]\d{2}[A-Z]\d{3}[A-Z]\b/i;
const addressInside = /\S@\S/;
const badgeInside = /\b(?:matricol[ae]|badge)\W*(?:n\W*)?\d+/i;

/**
 * Whether the words that should tell a category tell one person: by tax code, mailbox or badge, or by the given and
 * family name of somebody who works there. What is given to a person by name is pay (art. 51 c. 2 TUIR).
 */
export function namesOnePerson(value: string, employees: Iterable<EmployeeName>): boolean {
  if ([taxCodeInside, addressInside, badgeInside].some((sign) => sign.test(value))) return true;
  const words = new Set(wordsOf(value));
  for (const { givenName, familyName } of employees) {
    const name = [...wordsOf(givenName), ...wordsOf(familyName)];
    if (name.length > 1 && name.every((word) => words.has(word))) return true;
  }
  return false;
}

function wordsOf(text: string): readonly string[] {
  const plain = text.normalize('NFD').replaceAll(/\p{Mn}/gu, '');
  return plain.toLowerCase().match(/[\p{L}\d]+/gu) ?? [];
}

export interface PlanTerms {
  readonly source: 'collectiveAgreement' | 'bindingRegulation' | 'voluntary';
  readonly population: PlanPopulation;
  /** How many people the category counts today, as the employer says. */
  readonly membersToday?: number | undefined;
}

export type PlanWarning = keyof typeof planWarnings;

/** What is lawful, and still worth a look before the plan is active. */
export function warningsOf({ source, population, membersToday }: PlanTerms): readonly PlanWarning[] {
  const isOfOne = population !== 'everybody' && membersToday !== undefined && membersToday <= 1;
  return [
    ...(isOfOne ? ['categoryOfOne' as const] : []),
    ...(source === 'voluntary' ? ['fivePerMille' as const] : []),
  ];
}

export const planWarnings = {
  categoryOfOne: {
    it: 'Oggi la categoria conta al massimo una persona: resta lecita solo se è descritta in modo oggettivo e vale anche per chi vi entrerà (art. 51 c. 2 TUIR). Conservi il motivo della scelta.',
    en: 'Today the category counts one person at most: it is lawful only as long as it is told objectively and holds for whoever joins it (art. 51 c. 2 TUIR). Keep on record why it was chosen.',
  },
  fivePerMille: {
    it: 'Un piano volontario è deducibile solo fino al 5 per mille delle spese per il personale (art. 100 c. 1 TUIR); per intero se nasce da un accordo o da un regolamento vincolante.',
    en: 'What a voluntary plan costs is deductible up to five per mille of personnel expenses only (art. 100 c. 1 TUIR); wholly if an agreement or a binding regulation stands behind it.',
  },
} as const satisfies Record<string, Text>;

/** Somebody's voucher was issued or ended with something left on it, or their credit went on, in a month that is over. */
export interface PlanEvent {
  /** `YYYY-MM`. */
  readonly month: string;
  readonly kind: 'issued' | 'ended' | 'carried';
  readonly walletId: string;
}

/**
 * The last month up to which an employer may be told totals: between any two answers the difference, too, comes from
 * nobody, or from five people at least, of each kind. A month of fewer waits until later ones make it up.
 */
export function lastTellableMonth(events: readonly PlanEvent[]): string | undefined {
  const byMonth = Map.groupBy(events, ({ month }) => month);
  let since: PlanEvent[] = [];
  let told: string | undefined;
  for (const month of [...byMonth.keys()].toSorted()) {
    since.push(...byMonth.get(month)!);
    if (!isTellable(since)) continue;
    told = month;
    since = [];
  }
  return told;
}

function isTellable(events: readonly PlanEvent[]): boolean {
  const byKind = Map.groupBy(events, ({ kind }) => kind);
  return [...byKind.values()].every(
    (ofKind) => new Set(ofKind.map(({ walletId }) => walletId)).size >= SMALLEST_GROUP,
  );
}

/** The month, `YYYY-MM`, of a day. */
export function monthOf(date: PlainDate): string {
  return date.slice(0, 7);
}

/** The first day of a month. */
export function firstDayOf(month: string): PlainDate {
  return `${month}-01`;
}
