import type { PlainDate } from '../domain/plain-date.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Text } from '../domain/text.ts';
import { toPlainDate } from '../domain/time.ts';
import type { Tx } from '../prisma/database.ts';

/** A field that is well written and still cannot be: told like every other fault of the request. */
export function invalidField(pointer: string, message: Text): Refusal {
  return new Refusal('invalidRequest', {
    detail: {
      it: 'Corregga il campo indicato e invii di nuovo.',
      en: 'Correct the field shown and send again.',
    },
    errors: [{ pointer, message }],
  });
}

/** For what has happened: it happened today at the latest. */
export function refuseFuture(tx: Tx, date: PlainDate | undefined, pointer: string): void {
  const today = toPlainDate(tx.now);
  if (date === undefined || date <= today) return;
  throw invalidField(pointer, { it: `al più tardi ${today}`, en: `${today} at the latest` });
}

/** For periods: the end is not before the beginning; an open end or beginning is. */
export function refuseBackwards(from: PlainDate | null, until: PlainDate | null, pointer: string): void {
  if (!from || !until || from <= until) return;
  throw invalidField(pointer, { it: `non prima del ${from}`, en: `not before ${from}` });
}
