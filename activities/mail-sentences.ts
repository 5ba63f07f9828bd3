import type { Text } from '../domain/text.ts';

/** Where what a mail announces is read: never in the mail itself. */
export function readAt(it: string, en: string): Text {
  return {
    it: `Per leggere ${it} acceda al servizio oppure si rivolga allo sportello.`,
    en: `To read ${en} sign in to the service or ask at the desk.`,
  };
}
