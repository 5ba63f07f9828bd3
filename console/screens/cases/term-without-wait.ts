import { endOfTerm, procedureDays } from '../../../domain/term.ts';
import { toPlainDate } from '../../../domain/time.ts';

/** The day on which the term would end had nothing been asked for. */
export function termWithoutWait(receivedAt: string): string {
  return endOfTerm({ receivedOn: toPlainDate(new Date(receivedAt)), days: procedureDays, suspensions: [] });
}
