import { Refusal } from '../domain/refusal.ts';
import type { Locale } from '../domain/text.ts';
import type { Principal } from './principal.ts';
import { problemOf, storedRefusal } from './problem.ts';

/** What the HTTP layer sends back. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly replayed?: boolean;
  readonly headers?: Readonly<Record<string, string>>;
  /** Who is to be told of changes on this connection, from now on. */
  readonly listener?: Principal;
}

/** The same request is under way: nobody is told anything of it yet. */
export function inProgress(call: { readonly locale: Locale }): Answer {
  const refusal = new Refusal('inProgress', {
    detail: { it: 'Attenda qualche secondo e chieda di nuovo.', en: 'Wait a few seconds and ask again.' },
  });
  return {
    status: 409,
    body: problemOf(storedRefusal(refusal), call.locale),
    headers: { 'Retry-After': '2' },
  };
}

/** Where the answer will be, of what takes longer than a request may. */
export function accepted(submissionId: string): Answer {
  const location = `/v1/submissions/${submissionId}`;
  return {
    status: 202,
    body: { submissionId, href: location },
    headers: { Location: location, 'Retry-After': '5' },
  };
}

/** One key, two requests. */
export const keyReused = new Refusal('idempotencyKeyReused', {
  detail: {
    it: 'Usi una chiave nuova per una richiesta nuova; la stessa solo per ripetere la stessa richiesta.',
    en: 'Use a new key for a new request; the same one only to repeat the same request.',
  },
});
