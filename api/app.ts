import express, { type ErrorRequestHandler, type Express, type RequestHandler, type Response } from 'express';
import helmet from 'helmet';
import { Refusal } from '../domain/refusal.ts';
import { isDatabaseAway } from '../prisma/retry.ts';
import { ErasedError } from '../vault/errors.ts';
import { localeOf, notSignedIn } from './auth.ts';
import { browserOf } from './browser.ts';
import { openChangeLines, type ChangeLines } from './change-lines.ts';
import { consolePages } from './console-pages.ts';
import { documentation } from './documentation.ts';
import { answerRoute } from './dispatch.ts';
import { home, homeStyle } from './home.ts';
import { timeRequest } from './metrics.ts';
import { openApiDocument } from './openapi.ts';
import { accident, problemOf, referenceCode, storedRefusal } from './problem.ts';
import type { Principal } from './principal.ts';
import { countRequests, type RequestCounts } from './request-limits.ts';
import type { Route } from './route.ts';
import { routes } from './routes.ts';
import type { ApiServices } from './services.ts';
import { signInPages } from './sign-in-pages.ts';
import { refuseLooseJson } from './strict-json.ts';

const JSON_LIMIT = '1mb';

/** The whole HTTP service, not listening yet, with the console where it lies built: one route table gives validation, OpenAPI and who may. */
export function createApp(
  services: ApiServices,
  consoleFolder?: string,
  lines: ChangeLines = openChangeLines(services),
): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('query parser', 'simple');
  // Whom a request comes from is believed only of proxies that were named: anybody else could name another each time.
  app.set('trust proxy', services.trustProxy ?? false);
  app.use(helmet({ contentSecurityPolicy: { useDefaults: false, directives: ownPagesOnly } }));
  const counts = countRequests(services.requestLimits);
  const served = routes.filter((route) => services.demo || route.tag !== 'demo');
  const document = openApiDocument(served, services.publicUrl);
  app.get('/openapi.json', (_request, response) => void response.json(document));
  app.use('/docs', documentation());
  app.use(['/auth', '/v1/session/invitation'], (request, response, next) => {
    counts.ofAddress(request, response).then(() => next(), next);
  });
  app.use(signInPages(services));
  app.use(homeStyle());
  app.use(consoleFolder ? consolePages(consoleFolder) : home(services));
  app.use(
    express.json({
      limit: JSON_LIMIT,
      strict: false,
      type: ['application/json', 'application/*+json'],
      verify: (_request, _response, bytes, encoding) => refuseLooseJson(bytes, encoding),
    }),
  );
  for (const route of served) app[route.method](expressPath(route), handler(route, services, counts, lines));
  app.use(wrongMethod(served));
  app.use(nothingHere);
  app.use(failure(services));
  return app;
}

export function expressPath(route: Route): string {
  return route.path.replace(/\{(\w+)\}/g, ':$1');
}

/**
 * Scripts, styles and pictures of our own and from nowhere else; nothing inline, no frame around us, no form elsewhere.
 * A paper that was handed in is looked at beside its checklist: it is fetched, and shown as a `blob:` of the page.
 */
const ownPagesOnly = {
  defaultSrc: ["'self'"],
  baseUri: ["'none'"],
  fontSrc: ["'self'"],
  formAction: ["'self'"],
  frameAncestors: ["'none'"],
  frameSrc: ['blob:'],
  imgSrc: ["'self'", 'data:', 'blob:'],
  objectSrc: ["'none'"],
  scriptSrc: ["'self'"],
  scriptSrcAttr: ["'none'"],
  styleSrc: ["'self'"],
};

/** By it the console tells what is late: of a computer at home nobody knows how late it is there. */
async function tellTime(response: Response, { database }: ApiServices): Promise<void> {
  response.set('Date', (await database.clock.now()).toUTCString());
}

function handler(
  route: Route,
  services: ApiServices,
  counts: RequestCounts,
  lines: ChangeLines,
): RequestHandler {
  return async (request, response) => {
    const finish = timeRequest(route.operation);
    // A connection that stands for hours is no request that took hours.
    if (route.kind !== 'stream') response.on('finish', () => finish(response.statusCode));
    const browser = browserOf(request);
    const answer = await answerRoute(route, request, services, browser, async (principal) => {
      response.locals['principal'] = principal;
      await counts.ofPerson(request, response, principal.accountId);
    }).then(
      async (answered) => {
        await tellTime(response, services);
        return answered;
      },
      async (error: unknown) => {
        await tellTime(response, services);
        if (error === notSignedIn) await counts.ofAddress(request, response);
        throw error;
      },
    );
    if (browser.changes.length > 0) response.append('Set-Cookie', [...browser.changes]);
    // Machines are shared: what was told to one who signed in is not found by the next.
    response.set('Cache-Control', 'private, no-store');
    if (answer.replayed) response.set('Idempotency-Replayed', 'true');
    for (const [name, value] of Object.entries(answer.headers ?? {})) response.set(name, value);
    response.status(answer.status);
    if (answer.listener) return lines.open(answer.listener, response);
    if (answer.body instanceof Uint8Array) response.end(answer.body);
    else
      response
        .type(answer.status >= 400 ? 'application/problem+json' : 'application/json')
        .send(JSON.stringify(answer.body));
  };
}

function wrongMethod(served: readonly Route[]): RequestHandler {
  const paths = [...new Set(served.map((route) => route.path))].map((path) => ({
    pattern: new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`),
    allow: served.filter((route) => route.path === path).map((route) => route.method.toUpperCase()),
  }));
  return (request, response, next) => {
    const known = paths.find(({ pattern }) => pattern.test(request.path));
    if (!known) return next();
    response.set('Allow', known.allow.join(', '));
    throw new Refusal('methodNotAllowed', {
      detail: {
        it: `Operazioni previste: ${known.allow.join(', ')}.`,
        en: `Operations offered: ${known.allow.join(', ')}.`,
      },
    });
  };
}

const nothingHere: RequestHandler = () => {
  throw new Refusal('notFound', {
    detail: {
      it: 'L’indirizzo non esiste: le operazioni sono elencate in /docs.',
      en: 'No such address: the operations are listed at /docs.',
    },
  });
};

/** The last resort: a refusal is told as a problem, an accident is logged under its reference code and told without detail. */
function failure(services: ApiServices): ErrorRequestHandler {
  return (error: unknown, request, response, _next) => {
    const locale = localeOf(
      request.get('accept-language'),
      response.locals['principal'] as Principal | undefined,
    );
    const refusal =
      error instanceof Refusal
        ? error
        : (bodyRefusal(error) ?? databaseRefusal(error) ?? erasedRefusal(error));
    if (response.headersSent) return response.destroy();
    if (refusal) {
      if (refusal.status === 401) response.set('WWW-Authenticate', 'Bearer');
      if (refusal.code === 'temporarilyUnavailable') response.set('Retry-After', '5');
      if (refusal.code === 'tooManyAttempts') response.set('Retry-After', '3600');
      return response
        .status(refusal.status)
        .type('application/problem+json')
        .send(JSON.stringify(problemOf(storedRefusal(refusal), locale)));
    }
    const instance = referenceCode();
    services.log.error(
      { instance, error: nameOf(error), route: request.route?.path as unknown },
      'request failed',
    );
    return response
      .status(500)
      .type('application/problem+json')
      .send(JSON.stringify(accident(locale, instance)));
  };
}

function databaseRefusal(error: unknown): Refusal | undefined {
  if (!isDatabaseAway(error)) return undefined;
  return new Refusal('temporarilyUnavailable', {
    detail: {
      it: 'Riprovi tra qualche secondo: la stessa richiesta, con la stessa chiave.',
      en: 'Try again in a few seconds: the same request, with the same key.',
    },
    facts: ['database'],
  });
}

/** What was sealed under a destroyed key is gone on purpose: an answer, not an accident. */
function erasedRefusal(error: unknown): Refusal | undefined {
  if (!(error instanceof ErasedError)) return undefined;
  return new Refusal('erased', {
    detail: {
      it: 'Quello che diceva della persona è stato cancellato su sua richiesta o a fine conservazione: non si può più leggere.',
      en: 'What it said about the person was erased, at their request or when its time was over: it can no longer be read.',
    },
  });
}

/** Only the kind of an error and where it arose: messages may quote what people wrote. */
function nameOf(error: unknown): object {
  if (!(error instanceof Error)) return { name: typeof error };
  const code = (error as { code?: unknown }).code;
  const places = (error.stack ?? '')
    .split('\n')
    .filter((frame) => /^\s+at /.test(frame))
    .slice(0, 8);
  return { name: error.name, ...(typeof code === 'string' ? { code } : {}), places };
}

/** What express.json and the router throw for a body or an address that cannot be read. */
function bodyRefusal(error: unknown): Refusal | undefined {
  const { type, status } = (error ?? {}) as { type?: string; status?: number };
  if (type === 'entity.too.large') {
    return new Refusal('tooLarge', {
      detail: { it: 'Al massimo 1 MB di JSON.', en: 'At most 1 MB of JSON.' },
    });
  }
  if (type === 'charset.unsupported' || type === 'encoding.unsupported' || status === 415) {
    return new Refusal('unsupportedType', {
      detail: { it: 'Inviare application/json in UTF-8.', en: 'Send application/json in UTF-8.' },
    });
  }
  if (status === 400) {
    return new Refusal('malformedRequest', {
      detail: { it: 'Controllare la sintassi della richiesta.', en: 'Check the syntax of the request.' },
    });
  }
  return undefined;
}
