import type { Request, Response } from 'express';
import { ipKeyGenerator, rateLimit } from 'express-rate-limit';
import { Refusal } from '../domain/refusal.ts';

/** How many requests a minute; undefined for as many as anybody likes. */
export interface RequestLimits {
  readonly ofPerson?: number | undefined;
  readonly ofAddress?: number | undefined;
}

/** Counts a request. @throws Refusal when it is one too many in its minute */
type Count = (request: Request, response: Response, key: string) => Promise<void>;

/** What is counted by each process on its own, and forgotten with it: it keeps off a flood, not a patient guesser. */
export interface RequestCounts {
  /** Of somebody signed in, by account: their browser and their programs together. */
  readonly ofPerson: Count;
  /** Of whoever stands at a door: every try to sign in, and every token or session that opens nothing. */
  readonly ofAddress: (request: Request, response: Response) => Promise<void>;
}

export function countRequests({ ofPerson, ofAddress }: RequestLimits = {}): RequestCounts {
  const address = counter(ofAddress);
  return {
    ofPerson: counter(ofPerson),
    ofAddress: (request, response) => address(request, response, ipKeyGenerator(request.ip ?? 'unknown')),
  };
}

function counter(limit: number | undefined): Count {
  if (limit === undefined) return () => Promise.resolve();
  const keys = new WeakMap<Request, string>();
  const middleware = rateLimit({
    windowMs: 60_000,
    limit,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    // Whom to believe is said by TRUST_PROXY alone; its warnings on the console would name addresses.
    validate: false,
    keyGenerator: (request) => keys.get(request)!,
    handler: (_request, _response, next) => next(tooMany),
  });
  return (request, response, key) => {
    keys.set(request, key);
    return new Promise((resolve, reject) => {
      void middleware(request, response, (error?: unknown) =>
        error === undefined ? resolve() : reject(error as Error),
      );
    });
  };
}

const tooMany = new Refusal('tooManyRequests', {
  detail: {
    it: 'Troppe richieste in un minuto da questa persona o da questo indirizzo: riprovi dopo i secondi indicati in Retry-After.',
    en: 'Too many requests in a minute by this person or from this address: try again after the seconds that Retry-After tells.',
  },
});
