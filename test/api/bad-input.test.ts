import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { routes } from '../../api/routes.ts';
import type { Route } from '../../api/route.ts';
import { inTurn } from '../support/long.ts';
import { watchRows } from '../support/row-changes.ts';
import { unreadableBodies, wrongFields, wrongValues, type BadBody } from './matrix/bad-bodies.ts';
import type { Call, World } from './matrix/specimen.ts';
import { openWorld, somebodyFor, specimens } from './matrix/world.ts';
import type { Reply, RequestOptions } from './support.ts';
import { comune, makeHousehold, makePerson } from './world.ts';

/**
 * What no operation may take, made for each of them from a call that it does take. Every refusal is problem+json as
 * the published document announces it (support.ts sees to that), and no row of any table changes.
 */
let world: World;
let changes: () => Promise<readonly string[]>;
let tried = 0;

beforeAll(async () => {
  world = await openWorld();
  changes = await watchRows(await world.api.test.superuser());
});
afterAll(async () => {
  console.log(`bad-input: ${tried} bad requests`);
  await world.api.close();
});

type Named = readonly [string, Route];
const named = (wanted: (route: Route) => boolean): readonly Named[] =>
  routes.filter(wanted).map((route) => [route.operation, route] as const);
const isJson = (route: Route) => route.body !== undefined && !route.uploads;
const isKeyed = (route: Route) => route.kind === 'write' || route.kind === 'process';

type GoodCall = Call & { readonly path: string };
const goodCalls = new Map<Route, Promise<GoodCall>>();

/** What an operation would take. It stays good all along, since nothing that is made of it changes anything. */
function goodCall(route: Route): Promise<GoodCall> {
  const made = goodCalls.get(route) ?? makeCall(route);
  goodCalls.set(route, made);
  return made;
}

async function makeCall(route: Route): Promise<GoodCall> {
  const caller = somebodyFor(world, route.who);
  const call = await specimens[route.operation]!.make(world, caller);
  const path = route.path.replaceAll(/\{(\w+)\}/g, (_whole, name: string) => call.params![name]!);
  return { ...call, path };
}

async function refuse(
  route: Route,
  path: string,
  options: RequestOptions,
  statuses: readonly number[],
  what: string,
) {
  const caller = somebodyFor(world, route.who);
  const reply = await caller.request(route.method.toUpperCase(), path, options);
  tried += 1;
  expect(statuses, `${what} → ${reply.status} ${reply.text.slice(0, 400)}`).toContain(reply.status);
  expect(reply.headers.get('content-type'), what).toMatch(/^application\/problem\+json/);
  return reply;
}

async function changesNothing(work: () => Promise<void>): Promise<void> {
  await changes();
  await work();
  expect(await changes()).toEqual([]);
}

/** All of it at whole counts; otherwise one route after the other is told the next of it. */
function someFor<T>(route: Route, all: readonly T[], count: number): readonly T[] {
  return inTurn(all, routes.indexOf(route), count);
}

/** Of what cannot be read and of what each field cannot be, some; of the fields that are none, each. */
function badBodiesFor(route: Route, body: Record<string, unknown>): readonly BadBody[] {
  const fields = wrongValues(body).flatMap((wrong) => someFor(route, wrong, 3));
  return [...someFor(route, unreadableBodies(body), 2), ...wrongFields(body), ...fields];
}

describe.each(named(isJson))('%s', (_operation, route) => {
  it('takes no body that is malformed, unknown, of the wrong type, too big or too deep', async () => {
    const { path, body: good } = await goodCall(route);
    const body = good as Record<string, unknown>;
    await changesNothing(async () => {
      for (const bad of badBodiesFor(route, body)) {
        const headers = { 'content-type': bad.contentType ?? 'application/json' };
        await refuse(route, path, { raw: bad.raw, headers }, bad.statuses, bad.what);
      }
    });
  });

  it('names the place of a fault', async () => {
    const { path, body } = await goodCall(route);
    const reply = await refuse(
      route,
      path,
      { body: { ...(body as object), unexpected: 1 } },
      [422],
      'unknown',
    );
    const pointers = (reply.body['errors'] as { pointer: string }[]).map(({ pointer }) => pointer);
    expect(pointers.some((pointer) => pointer.endsWith('/unexpected'))).toBe(true);
  });
});

describe.each(named(isKeyed))('%s', (_operation, route) => {
  it('asks for a key, and takes no key that is short, long or unprintable', async () => {
    const { path, params: _params, query: _query, ...options } = await goodCall(route);
    await changesNothing(async () => {
      for (const key of someFor(route, ['', 'short', 'x'.repeat(129), 'with blank', 'perché-è-così'], 2))
        await refuse(route, path, { ...options, key: encodeLatin(key) }, [422], `key ${key}`);
    });
  });
});

describe.each(named(({ path }) => path.includes('{')))('%s', (_operation, route) => {
  it('knows no address with a code that is none', async () => {
    const { params: _params, query, path: _path, ...options } = await goodCall(route);
    await changesNothing(async () => {
      const codes = ['0', 'not-a-uuid', '%00', '%F0%9F%92%B6', 'null', '..%2F..', 'x'.repeat(2_000)];
      for (const code of someFor(route, codes, 2)) {
        const path = route.path.replaceAll(/\{\w+\}/g, code) + (query ? `?${query}` : '');
        await refuse(route, path, options, [404], code);
      }
      await refuse(route, route.path.replaceAll(/\{\w+\}/g, '%FF'), options, [400], 'not UTF-8');
    });
  });
});

describe.each(named((route) => route.method === 'get' && route.kind !== 'open'))(
  '%s',
  (_operation, route) => {
    it('takes no unknown, repeated or impossible parameter', async () => {
      const { path, query } = await goodCall(route);
      const also = query ? `${query}&` : '';
      const isPaged = (route.query as { shape?: object } | undefined)?.shape && 'limit' in paramsOf(route);
      const impossible = [
        'limit=0',
        'limit=201',
        'limit=1.5',
        'limit=x',
        'limit=',
        'limit=1&limit=2',
        'cursor=x',
      ];
      for (const bad of ['unexpected=1', '__proto__=1', ...(isPaged ? someFor(route, impossible, 2) : [])])
        await refuse(route, `${path}?${also}${bad}`, {}, [422], bad);
    });
  },
);

describe('an instant in an address', () => {
  it.each(['0000-01-01T00:00:00Z', '9999-12-31T23:59:59Z', '2026-02-30T00:00:00Z', '2026-01-01', 'now'])(
    'is refused when no calendar of ours has it: %s',
    async (from) => {
      const reply = await world.insiders.auditor.get(`/v1/audit?from=${from}`);
      expect(reply.status).toBe(422);
      expect(reply.body['errors']).toMatchObject([{ pointer: '/query/from' }]);
    },
  );
});

function paramsOf(route: Route): object {
  return (route.query as unknown as { shape: object }).shape;
}

/** Headers travel as Latin-1. */
function encodeLatin(key: string): string {
  return Buffer.from(key, 'utf8').toString('latin1');
}

describe('the same key', () => {
  const newPerson = (familyName: string) => ({
    givenName: 'Prova',
    familyName,
    birthDate: '1980-01-01',
    comuneIstat: comune,
  });

  it('with another body is refused, and the first effect stands', async () => {
    const { caseworker } = world.insiders;
    await caseworker.post('/v1/people', newPerson('Prima'), 'one-key-two-bodies');
    await changesNothing(async () => {
      const reply = await caseworker.post('/v1/people', newPerson('Seconda'), 'one-key-two-bodies');
      expect(reply.status).toBe(422);
      expect(reply.body['type']).toBe('urn:reciproca:problem:idempotency-key-reused');
    });
  });

  it('on another address is refused too', async () => {
    const { caseworker } = world.insiders;
    const personId = await makePerson(world.api);
    await caseworker.post('/v1/people', newPerson('Altrove'), 'one-key-two-paths');
    const reply = await caseworker.request('PATCH', `/v1/people/${personId}`, {
      body: { phone: '1' },
      key: 'one-key-two-paths',
    });
    expect(reply.body['type']).toBe('urn:reciproca:problem:idempotency-key-reused');
  });

  it('of two people is two keys', async () => {
    const { caseworker } = world.insiders;
    const colleague = world.strangers.caseworker;
    const body = { ...newPerson('Comune'), notADuplicate: 'knownApart' };
    const [mine, theirs] = [
      await caseworker.post('/v1/people', body, 'same-key-two-people'),
      await colleague.post('/v1/people', body, 'same-key-two-people'),
    ];
    expect(theirs.body['id']).not.toBe(mine.body['id']);
  });

  it('forty times at once has one effect and forty equal answers', async () => {
    const { fundOfficer } = world.insiders;
    const body = { organisationId: world.home.employerId, source: 'employer', amountCents: 12_345 };
    const before = (await fundOfficer.get('/v1/fund')).body['pledgedCents'] as number;
    const replies = await fortyTimes(() => fundOfficer.post('/v1/fund/contributions', body, 'forty-at-once'));
    expect(new Set(replies.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect(replies[0]!.status).toBe(201);
    expect((await fundOfficer.get('/v1/fund')).body['pledgedCents']).toBe(before + 12_345);
  });

  it('forty times at once is refused forty times alike when the answer is no', async () => {
    const { caseworker } = world.insiders;
    const [taken, host] = [await makePerson(world.api), await makePerson(world.api)];
    await makeHousehold(world.api, [taken]);
    const householdId = await makeHousehold(world.api, [host]);
    const body = { personId: taken, joinedOn: '2020-01-01' };
    const replies = await fortyTimes(() =>
      caseworker.post(`/v1/households/${householdId}/members`, body, 'forty-refusals'),
    );
    expect(new Set(replies.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect(replies[0]!.status).toBe(409);
  });

  it('forty times at once keeps one submission for the process', async () => {
    const { caseworker } = world.insiders;
    const { body } = await goodCall(routes.find(({ operation }) => operation === 'openAssessment')!);
    const replies = await fortyTimes(() => caseworker.post('/v1/assessments', body, 'forty-applications'));
    expect(new Set(replies.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    const kept = await world.api.inAlliance((tx) =>
      tx.db.submission.count({ where: { key: 'forty-applications' } }),
    );
    expect(kept).toBe(1);
  });

  function fortyTimes(send: () => Promise<Reply>): Promise<Reply[]> {
    return Promise.all(Array.from({ length: 40 }, send));
  }
});

describe('an address or a method that does not exist', () => {
  it('is told as a problem, with what is offered', async () => {
    const { citizen } = world.insiders;
    expect((await citizen.get('/v1/nowhere')).status).toBe(404);
    const wrong = await citizen.request('DELETE', '/v1/me');
    expect(wrong.status).toBe(405);
    expect(wrong.headers.get('allow')).toBe('GET');
  });

  it('is told in the language that was asked for', async () => {
    const inEnglish = await world.api.nobody.request('GET', '/v1/me', {
      headers: { 'accept-language': 'en' },
    });
    const inItalian = await world.api.nobody.request('GET', '/v1/me');
    expect(inEnglish.body['title']).toBe('Sign in before you go on');
    expect(inItalian.body['title']).toBe('Occorre accedere prima di continuare');
  });
});

describe('a token', () => {
  it.each(['', 'x', 'rcp_', `rcp_${'a'.repeat(43)}`, `rcp_${'a'.repeat(5_000)}`])(
    'that nobody was given opens nothing: %s',
    async (token) => {
      const reply = await world.api.as(token).get('/v1/me');
      expect(reply.status).toBe(401);
    },
  );

  it.each(['Basic YTpi', 'Bearer', 'bearer x', 'Bearer a b'])(
    'is presented as a bearer: %s',
    async (header) => {
      const reply = await world.api.nobody.request('GET', '/v1/me', { headers: { authorization: header } });
      expect(reply.status).toBe(401);
      expect(reply.headers.get('www-authenticate')).toBe('Bearer');
    },
  );
});
