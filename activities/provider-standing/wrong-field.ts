import { Refusal } from '../../domain/refusal.ts';
import type { Text } from '../../domain/text.ts';

/** What was sent cannot be: which field, and what to do about it. */
export function wrongField(pointer: string, message: Text): Refusal {
  return new Refusal('invalidRequest', {
    detail: {
      it: 'Corregga il campo indicato e invii di nuovo.',
      en: 'Correct the field shown and send again.',
    },
    errors: [{ pointer, message }],
  });
}
