import { randomUUID } from 'node:crypto';
import { Refusal, type RefusalDetail } from '../domain/refusal.ts';
import { refusalKinds, type RefusalCode } from '../domain/refusal-codes.ts';
import type { Locale } from '../domain/text.ts';
import type { SplitUnits } from '../domain/unit-splitting.ts';

/** A refusal as it is stored with its submission: both languages, so that it can be told again in either. */
export interface StoredRefusal extends RefusalDetail {
  readonly code: RefusalCode;
}

export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly instance: string;
  readonly errors?: readonly { readonly pointer: string; readonly message: string }[];
  readonly possible?: readonly string[];
  readonly facts?: readonly string[];
  readonly matchIds?: readonly string[];
  readonly reasons?: readonly {
    readonly code: string;
    readonly rule: string;
    readonly words: string;
    readonly wayForward: string;
  }[];
  readonly split?: SplitUnits;
}

export function storedRefusal(refusal: Refusal): StoredRefusal {
  return { code: refusal.code, ...refusal.refusal };
}

/** A refusal as problem+json (RFC 9457) in the reader's language; `instance` is the code to quote to the help desk. */
export function problemOf(
  refusal: StoredRefusal,
  locale: Locale,
  instance: string = referenceCode(),
): Problem {
  const kind = refusalKinds[refusal.code];
  return {
    type: `urn:reciproca:problem:${kebab(refusal.code)}`,
    title: kind.title[locale],
    status: kind.status,
    detail: refusal.detail[locale],
    instance,
    ...(refusal.errors
      ? { errors: refusal.errors.map(({ pointer, message }) => ({ pointer, message: message[locale] })) }
      : {}),
    ...(refusal.possible ? { possible: refusal.possible } : {}),
    ...(refusal.facts ? { facts: refusal.facts } : {}),
    ...(refusal.matchIds ? { matchIds: refusal.matchIds } : {}),
    ...(refusal.reasons
      ? {
          reasons: refusal.reasons.map(({ words, wayForward, ...reason }) => ({
            ...reason,
            words: words[locale],
            wayForward: wayForward[locale],
          })),
        }
      : {}),
    ...(refusal.split ? { split: refusal.split } : {}),
  };
}

/** An accident: what happened stays in the log under the reference code, nothing of it leaves. */
export function accident(locale: Locale, instance: string): Problem {
  return {
    type: 'urn:reciproca:problem:internal-error',
    title: { it: 'Errore del servizio', en: 'Service error' }[locale],
    status: 500,
    detail: {
      it: 'Qualcosa non ha funzionato. Riprovi tra poco; se continua, comunichi il codice di riferimento.',
      en: 'Something went wrong. Try again shortly; if it goes on, tell us the reference code.',
    }[locale],
    instance,
  };
}

export function referenceCode(): string {
  return `urn:uuid:${randomUUID()}`;
}

export function kebab(code: string): string {
  return code.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
