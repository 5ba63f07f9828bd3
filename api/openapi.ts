import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from 'zod-openapi';
import { z } from 'zod';
import { refusalKinds, type RefusalCode } from '../domain/refusal-codes.ts';
import { sessionCookie } from './browser.ts';
import { introduction, tagDescriptions } from './introduction.ts';
import type { Route } from './route.ts';

const problem = z
  .strictObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    instance: z.string(),
    errors: z.array(z.strictObject({ pointer: z.string(), message: z.string() })).optional(),
    possible: z.array(z.string()).optional(),
    facts: z.array(z.string()).optional(),
    matchIds: z
      .array(z.uuid())
      .optional()
      .meta({ description: 'What is there already: opened by whoever may, and put on record' }),
    reasons: z
      .array(
        z.strictObject({ code: z.string(), rule: z.string(), words: z.string(), wayForward: z.string() }),
      )
      .optional()
      .meta({ description: 'Why the law says no to a voucher: the rule, and what is lawful instead' }),
    split: z
      .strictObject({
        voucherUnits: z.int(),
        voucherCents: z.int(),
        leftCents: z.int(),
        privateUnits: z.int(),
        privateCents: z.int(),
      })
      .optional()
      .meta({ description: 'What can be ordered instead: whole units by voucher, the others privately' }),
  })
  .meta({ id: 'Problem', description: 'RFC 9457 problem; `instance` is the reference code to quote' });

const accepted = z
  .strictObject({ submissionId: z.uuid(), href: z.string() })
  .meta({ id: 'Accepted', description: 'Kept, not yet done: look at `href` for the answer' });

/** The OpenAPI 3.1 document, built from the same table that validates and guards. */
export function openApiDocument(routes: readonly Route[], publicUrl: string) {
  const told = new Set(routes.map(({ tag }) => tag));
  const paths: Record<string, Record<string, ZodOpenApiOperationObject>> = {};
  for (const route of routes) (paths[route.path] ??= {})[route.method] = operation(route);
  return createDocument({
    openapi: '3.1.1',
    info: {
      title: 'Reciproca',
      version: '1',
      description: introduction(told.has('demo')),
    },
    externalDocs: {
      url: `${publicUrl}/`,
      description: 'What this is, and what to do with an invitation code',
    },
    tags: Object.entries(tagDescriptions)
      .filter(([name]) => told.has(name))
      .map(([name, { it, en }]) => ({ name, description: `${en} · ${it}` })),
    servers: [{ url: publicUrl }],
    paths: paths as ZodOpenApiPathsObject,
    components: {
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer' },
        browser: { type: 'apiKey', in: 'cookie', name: sessionCookie },
      },
    },
  });
}

function operation(route: Route): ZodOpenApiOperationObject {
  const isOpen = route.kind === 'open';
  const isKeyed = route.kind === 'write' || route.kind === 'process';
  return {
    operationId: route.operation,
    tags: [route.tag],
    summary: route.summary.en,
    description: [route.summary.it, whoMay(route), whileTemporalIsAway(route)].join('\n\n'),
    ...(isOpen ? {} : { security: [{ token: [] }, { browser: [] }] }),
    requestParams: {
      ...(route.params ? { path: route.params as z.ZodObject } : {}),
      ...(route.query ? { query: route.query as z.ZodObject } : {}),
      ...(isKeyed
        ? { header: z.object({ 'Idempotency-Key': z.string().regex(/^[\x21-\x7e]{8,128}$/) }) }
        : {}),
    },
    ...(route.body || route.uploads ? { requestBody: requestBody(route) } : {}),
    responses: { ...success(route), ...failures(route) },
  } as ZodOpenApiOperationObject;
}

function whoMay(route: Route): string {
  if (route.who === 'anyone') return 'Who may: anyone.';
  return `Who may: ${route.who === 'signedIn' ? 'whoever is signed in' : route.who.join(', ')}.`;
}

function whileTemporalIsAway(route: Route): string {
  if (route.operation === 'isReady') return 'While Temporal is away: 503.';
  return route.kind === 'process'
    ? 'While Temporal is away: 202; the request is kept and takes effect once it is back. The same key asks again.'
    : 'While Temporal is away: as usual.';
}

function requestBody(route: Route) {
  if (!route.uploads) return { required: true, content: { 'application/json': { schema: route.body } } };
  const fields = route.body instanceof z.ZodObject ? route.body.shape : {};
  const form = z.strictObject({ ...fields, file: z.string().meta({ format: 'binary' }) });
  return { required: true, content: { 'multipart/form-data': { schema: form } } };
}

function success(route: Route) {
  if (route.kind === 'file') {
    const schema = z.string().meta({ format: 'binary' });
    const mediaTypes = route.mediaTypes ?? ['application/pdf', 'image/png', 'image/jpeg'];
    const content = Object.fromEntries(mediaTypes.map((mediaType) => [mediaType, { schema }]));
    return { '200': { description: 'The file', content } };
  }
  if (route.kind === 'stream') {
    const content = { 'text/event-stream': { schema: route.reply } };
    return { '200': { description: 'Goes on until the session ends', content } };
  }
  const status = String(route.status ?? 200);
  return {
    [status]: { description: 'Done', content: { 'application/json': { schema: route.reply } } },
    ...(route.kind === 'process'
      ? {
          '202': {
            description: 'Kept and being worked on',
            content: { 'application/json': { schema: accepted } },
          },
        }
      : {}),
  };
}

/** Every status a caller may meet, with the problem types behind it. */
function failures(route: Route) {
  const codes = new Set<RefusalCode>([
    'invalidRequest',
    'malformedRequest',
    'notFound',
    'temporarilyUnavailable',
    ...(route.refusals ?? []),
  ]);
  if (route.kind !== 'open')
    (['notSignedIn', 'accountClosed', 'notAllowed', 'foreignPage', 'tooManyRequests'] as const).forEach(
      (code) => codes.add(code),
    );
  if (route.kind === 'write' || route.kind === 'process') {
    (['idempotencyKeyReused', 'inProgress', 'stepNotPossible', 'alreadyExists'] as const).forEach((code) =>
      codes.add(code),
    );
  }
  if (route.kind === 'process') codes.add('stepFailed');
  if (route.body || route.uploads)
    (['tooLarge', 'unsupportedType'] as const).forEach((code) => codes.add(code));
  const byStatus = Map.groupBy(codes, (code) => refusalKinds[code].status);
  return Object.fromEntries(
    [...byStatus].map(([status, kinds]) => [
      String(status),
      {
        description: kinds.map((code) => refusalKinds[code].title.en).join('; '),
        content: { 'application/problem+json': { schema: problem } },
      },
    ]),
  );
}
