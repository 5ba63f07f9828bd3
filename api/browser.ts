import type { Request } from 'express';
import { Refusal } from '../domain/refusal.ts';

/** `__Host-`: of this host alone, over TLS alone (or the loopback), set by nobody beside us. */
export const sessionCookie = '__Host-reciproca';
export const signInCookie = '__Host-reciproca-sign-in';
/** Which session this browser has, as the hash that opens nothing: where the session itself does not travel. */
export const heldSessionCookie = '__Host-reciproca-held';

type CookieName = typeof sessionCookie | typeof signInCookie | typeof heldSessionCookie;

/** What a browser says of itself, and what it is told to keep once the request has succeeded. */
export interface Browser {
  cookie(name: CookieName): string | undefined;
  /** Keeps it until the browser is closed, or for so many seconds. No script ever reads it. */
  keep(name: CookieName, value: string, seconds?: number): void;
  forget(name: CookieName): void;
  /** The Set-Cookie headers that came of it. */
  readonly changes: readonly string[];
  /** Whether its page asks by itself, while nobody touches it. */
  readonly isUnattended: boolean;
  /** From which page it asks. */
  readonly origins: Origins;
}

/**
 * The session travels with requests of our own pages only (Strict); a sign-in has to come back from the provider's
 * pages (Lax), and to tell then which session it ends.
 */
const sameSite: Readonly<Record<CookieName, 'Strict' | 'Lax'>> = {
  [sessionCookie]: 'Strict',
  [signInCookie]: 'Lax',
  [heldSessionCookie]: 'Lax',
};

export function browserOf(request: Request): Browser {
  const held = new Map(
    (request.get('cookie') ?? '').split(';').map((pair): [string, string] => {
      const at = pair.indexOf('=');
      return [pair.slice(0, Math.max(at, 0)).trim(), pair.slice(at + 1).trim()];
    }),
  );
  const changes = new Map<CookieName, string>();
  const set = (name: CookieName, value: string, age: string) =>
    changes.set(name, `${name}=${value}; Path=/; Secure; HttpOnly; SameSite=${sameSite[name]}${age}`);
  return {
    cookie: (name) => held.get(name),
    keep: (name, value, seconds) =>
      void set(name, value, seconds === undefined ? '' : `; Max-Age=${seconds}`),
    forget: (name) => void set(name, '', '; Max-Age=0'),
    isUnattended: request.get('reciproca-unattended') !== undefined,
    origins: {
      method: request.method,
      fetchSite: request.get('sec-fetch-site'),
      origin: request.get('origin'),
    },
    get changes() {
      return [...changes.values()];
    },
  };
}

/** What says from which page a request comes; no page can alter either header. */
export interface Origins {
  readonly method: string;
  readonly fetchSite: string | undefined;
  readonly origin: string | undefined;
}

/**
 * A browser sends its cookie whoever's page asks it to: only what our own pages ask counts. `Sec-Fetch-Site` says so;
 * a browser too old to send it names the page's origin with whatever changes something.
 */
export function refuseForeignPage({ method, fetchSite, origin }: Origins, publicUrl: string): void {
  const isSafe = method === 'GET' || method === 'HEAD';
  const isOwn =
    fetchSite === undefined
      ? isSafe || origin === new URL(publicUrl).origin
      : fetchSite === 'same-origin' || (isSafe && fetchSite === 'none');
  if (!isOwn) throw foreignPage;
}

const foreignPage = new Refusal('foreignPage', {
  detail: {
    it: 'Il browser dice che la richiesta viene da un altro sito, e non è stata eseguita: apra il servizio dal suo indirizzo e riprovi.',
    en: 'The browser says that another site asked for this, and it was not done: open the service at its own address and try again.',
  },
});
