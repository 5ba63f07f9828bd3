import { addDays, daysBetween, earlierOf, laterOf, type PlainDate } from './plain-date.ts';
import { type LocalCalendar, slideOffHoliday } from './working-days.ts';

/** A stretch in which the clock of a procedure stands still: the days after `from`, up to and with `to`. */
export interface TermSuspension {
  readonly from: PlainDate;
  readonly to: PlainDate;
}

/** A procedure's term: so many days from the day of receipt, which is not counted. */
export interface Term {
  readonly receivedOn: PlainDate;
  readonly days: number;
  readonly suspensions: readonly TermSuspension[];
}

/** The term of L. 241/1990 art. 2, in calendar days from the day of the protocol. */
export const procedureDays = 30;

/** How long a request for documents can stop the clock, once (L. 241/1990 art. 2 c. 7). */
export const documentRequestDays = 30;

/**
 * The last day of a term. Suspended days are added once even where suspensions overlap; a suspension that
 * starts after the term has run out adds nothing; an end on a holiday slides to the next working day, and a
 * suspension that starts on that day still counts.
 */
export function endOfTerm(term: Term, calendar: LocalCalendar = {}): PlainDate {
  const inOrder = term.suspensions.toSorted((one, other) => (one.from < other.from ? -1 : 1));
  let end = addDays(term.receivedOn, term.days);
  let countedUpTo = term.receivedOn;
  for (const suspension of inOrder) {
    const from = laterOf(suspension.from, countedUpTo);
    if (from > slideOffHoliday(end, calendar) || suspension.to <= from) continue;
    end = laterOf(addDays(end, daysBetween(from, suspension.to)), suspension.to);
    countedUpTo = suspension.to;
  }
  return slideOffHoliday(end, calendar);
}

/** The suspension by a request for documents: until the answer, and never beyond thirty days. */
export function documentRequestSuspension(requestedOn: PlainDate, answeredOn?: PlainDate): TermSuspension {
  const latest = addDays(requestedOn, documentRequestDays);
  return { from: requestedOn, to: answeredOn === undefined ? latest : earlierOf(answeredOn, latest) };
}
