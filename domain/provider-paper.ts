import { durcValidUntil } from './durc.ts';
import { addYears, daysBetween, earlierOf, type PlainDate } from './plain-date.ts';
import type { ProviderDocumentCategory } from './provider-service.ts';

/**
 * How the last good day of a paper is known: from the law (`byLaw`), from what stands on it (`said`), or from its own
 * day, since what somebody declares of its staff and its risks speaks of a year at most (`yearly`). An authorisation
 * may have none, and then that has to be said (`saidOrOpen`): a day that was forgotten is not a paper for ever.
 */
export const paperEnds: Readonly<
  Record<ProviderDocumentCategory, 'byLaw' | 'said' | 'saidOrOpen' | 'yearly'>
> = {
  durc: 'byLaw',
  insurance: 'said',
  authorisation: 'saidOrOpen',
  minorsStaffDeclaration: 'yearly',
  riskAssessmentDeclaration: 'yearly',
};

export interface SaidPaper {
  readonly category: ProviderDocumentCategory;
  readonly issuedOn: PlainDate;
  /** As it says: null when it says that it does not end, undefined when nobody looked. */
  readonly validUntil?: PlainDate | null | undefined;
}

/** The last day on which a paper is good; null when it does not end, undefined when its last day has to be told. */
export function lastGoodDay(
  { category, issuedOn, validUntil }: SaidPaper,
  durcValidityDays: number,
): PlainDate | null | undefined {
  switch (paperEnds[category]) {
    case 'byLaw':
      return durcValidUntil(issuedOn, durcValidityDays);
    case 'said':
      return validUntil ?? undefined;
    case 'saidOrOpen':
      return validUntil;
    case 'yearly':
      return earlierOf(validUntil ?? addYears(issuedOn, 1), addYears(issuedOn, 1));
  }
}

/** A paper as far as its days are concerned. */
export interface Paper {
  readonly category: ProviderDocumentCategory;
  /** Its last good day; null for one that does not end. */
  readonly validUntil: PlainDate | null;
}

export interface IssuedPaper extends Paper {
  readonly issuedOn: PlainDate;
}

/**
 * Of several papers of a category the newest counts, also when an older one would be good for longer: what was issued
 * last says how things are. Of two issued on the same day it is the later in the list, that is the one handed in last.
 */
export function countingPaper<One extends IssuedPaper>(
  papers: readonly One[],
  category: ProviderDocumentCategory,
): One | undefined {
  return papers
    .filter((one) => one.category === category)
    .toSorted((one, other) => one.issuedOn.localeCompare(other.issuedOn))
    .at(-1);
}

/** Days on which it is still good after today: 0 on the last, negative once it has lapsed, null without an end. */
export function daysLeft({ validUntil }: Paper, today: PlainDate): number | null {
  return validUntil === null ? null : daysBetween(today, validUntil);
}

export function isGood(paper: Paper | undefined, today: PlainDate): boolean {
  return paper !== undefined && (paper.validUntil === null || today <= paper.validUntil);
}
