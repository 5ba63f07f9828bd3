import type { Request } from 'express';
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { Refusal } from '../domain/refusal.ts';
import { allowOrThrow, authenticate, localeOf, notSignedIn } from './auth.ts';
import { refuseForeignPage, sessionCookie, type Browser } from './browser.ts';
import type { Principal } from './principal.ts';
import { answerProcess, answerWrite, requestHash, type Answer } from './road.ts';
import type { Call, Route, Upload } from './route.ts';
import type { ApiServices } from './services.ts';
import { authenticateBrowser } from './session-holder.ts';
import { readUpload } from './upload.ts';
import { parseOrThrow } from './validation.ts';

const KEY_PATTERN = /^[\x21-\x7e]{8,128}$/;
const nothing = z.strictObject({});

/**
 * The road of every request: who, may they, is it well said; then the kind of route decides how it is answered.
 * Whoever it is, is told at once: a no that comes later is said in their language too.
 */
export async function answerRoute(
  route: Route,
  request: Request,
  services: ApiServices,
  browser: Browser,
  tellWho: (principal: Principal) => Promise<void>,
): Promise<Answer> {
  if (route.kind === 'open') return answerOpen(route, request, services, browser);
  const principal = await whoAsks(request, services, browser);
  if (!principal) throw notSignedIn;
  await tellWho(principal);
  allowOrThrow(principal, route.who === 'anyone' ? 'signedIn' : route.who);
  const call = await parseCall(route, request, principal, browser).catch((error: unknown) => {
    throw alsoUnkeyed(error, route, request);
  });
  switch (route.kind) {
    case 'read':
      return { status: 200, body: await inAlliance((tx) => route.read(tx, call, services), route.timeoutMs) };
    case 'file': {
      const file = await inAlliance((tx) => route.file(tx, call, services));
      return { status: 200, body: file.bytes, headers: fileHeaders(file.mediaType, file.fileName) };
    }
    case 'stream':
      return { status: 200, body: undefined, listener: principal };
    case 'write':
      return answerWrite(services, route as never, call as never, keyed(request, call));
    case 'process':
      return answerProcess(services, route as never, call as never, keyed(request, call));
  }

  function inAlliance<T>(
    work: Parameters<typeof services.database.inAlliance<T>>[2],
    timeoutMs?: number,
  ): Promise<T> {
    return services.database.inAlliance(
      principal!.allianceId,
      { kind: 'account', id: principal!.accountId },
      work,
      timeoutMs === undefined ? undefined : { timeoutMs },
    );
  }
}

/** A program brings its token, a browser its cookie: with it, what another site's page asked for is not done. */
async function whoAsks(
  request: Request,
  services: ApiServices,
  browser: Browser,
): Promise<Principal | undefined> {
  const header = request.get('authorization');
  if (header !== undefined) return authenticate(services.database, header);
  if (browser.cookie(sessionCookie) === undefined) return undefined;
  refuseForeignPage(browser.origins, services.publicUrl);
  return authenticateBrowser(services, browser);
}

async function answerOpen(
  route: Route & { kind: 'open' },
  request: Request,
  services: ApiServices,
  browser: Browser,
): Promise<Answer> {
  const { principal: _nobody, ...call } = await parseCall(route, request, undefined as never, browser);
  return { status: route.status ?? 200, body: await route.open(call, services) };
}

async function parseCall(
  route: Route,
  request: Request,
  principal: Principal,
  browser: Browser,
): Promise<Call> {
  const params = parseOrThrow(route.params ?? nothing, request.params, 'params');
  const query = parseOrThrow(route.query ?? nothing, request.query, 'query');
  const upload = route.uploads ? await readUpload(request) : undefined;
  const content: unknown = route.uploads ? upload?.fields : request.body;
  if (!route.uploads && route.body && content === undefined && hasBody(request)) throw wrongType;
  const body = route.body
    ? parseOrThrow(route.body, content === undefined ? {} : content, 'body')
    : refuseBody(content);
  return {
    principal,
    params,
    query,
    body,
    upload: upload?.file,
    browser,
    from: request.ip ?? 'unknown',
    locale: localeOf(request.get('accept-language'), principal),
  };
}

function hasBody(request: Request): boolean {
  return request.get('transfer-encoding') !== undefined || Number(request.get('content-length') ?? 0) > 0;
}

const wrongType = new Refusal('unsupportedType', {
  detail: { it: 'Inviare il contenuto come application/json.', en: 'Send the content as application/json.' },
});

function refuseBody(content: unknown): undefined {
  if (content === undefined || (content && typeof content === 'object' && Object.keys(content).length === 0))
    return undefined;
  throw new Refusal('invalidRequest', {
    detail: { it: 'Questa operazione non prende contenuto.', en: 'This operation takes no content.' },
    errors: [{ pointer: '/body', message: { it: 'toglierlo', en: 'remove it' } }],
  });
}

/** Every write names itself, so that a repeated request is known for what it is. */
function keyed(request: Request, call: Call) {
  const key = request.get('idempotency-key') ?? '';
  if (!KEY_PATTERN.test(key)) throw new Refusal('invalidRequest', { detail: giveKey, errors: [wrongKey] });
  return {
    key,
    method: request.method,
    path: request.path,
    hash: requestHash(request.method, request.path, contentOf(call)),
  };
}

const giveKey = {
  it: 'Aggiungere l’intestazione Idempotency-Key: da 8 a 128 caratteri, nuova per ogni richiesta nuova.',
  en: 'Add the header Idempotency-Key: 8 to 128 characters, new for every new request.',
};
const wrongKey = {
  pointer: '/headers/Idempotency-Key',
  message: {
    it: 'manca o non è valida: da 8 a 128 caratteri senza spazi, per esempio un UUID',
    en: 'missing or not valid: 8 to 128 characters without blanks, such as a UUID',
  },
};

/** Whoever has to correct a request hears of the missing key at once, and not after the rest is right. */
function alsoUnkeyed(error: unknown, route: Route, request: Request): unknown {
  const isKeyed = route.kind === 'write' || route.kind === 'process';
  if (!isKeyed || KEY_PATTERN.test(request.get('idempotency-key') ?? '')) return error;
  if (!(error instanceof Refusal) || error.code !== 'invalidRequest') return error;
  const { detail, errors = [] } = error.refusal;
  return new Refusal('invalidRequest', {
    detail: { it: `${detail.it} ${giveKey.it}`, en: `${detail.en} ${giveKey.en}` },
    errors: [...errors, wrongKey],
  });
}

function contentOf(call: Call): unknown {
  return [call.query, call.body ?? null, call.upload ? fileIdentity(call.upload) : null];
}

function fileIdentity(upload: Upload): readonly string[] {
  return [upload.name, createHash('sha256').update(upload.bytes).digest('hex')];
}

function fileHeaders(mediaType: string, fileName: string): Record<string, string> {
  return {
    'Content-Type': mediaType,
    'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(fileName)}`,
    'Cache-Control': 'private, no-store',
  };
}
