import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Route } from '../../api/route.ts';
import { routes } from '../../api/routes.ts';
import { ownOnly, roles } from './matrix/callers.ts';
import type { Call, World } from './matrix/specimen.ts';
import { openWorld, specimens } from './matrix/world.ts';
import { inTurn } from '../support/long.ts';
import type { Caller, Reply, TestApi } from './support.ts';

/**
 * Every role, in three standings (the one the object belongs to, a stranger of the same alliance, somebody of
 * another alliance), and nobody, call every operation of the route table. What may pass follows from the table's
 * `who` and from whose object the call names; everything else must be told 401, 403 or 404, and no answer may
 * carry a trace of what its reader may not know.
 */
type Standing = 'insiders' | 'strangers' | 'foreigners';
const standings: readonly Standing[] = ['insiders', 'strangers', 'foreigners'];

const endsSession = ['signOut', 'endSession', 'signOutEverywhere'];

let api: TestApi;
let world: World;
let calls = 0;

beforeAll(async () => {
  world = await openWorld();
  ({ api } = world);
});
afterAll(async () => {
  console.log(`who-may: ${calls} calls of ${routes.length} operations`);
  await api.close();
});

async function call(route: Route, caller: Caller, makeFor: Caller): Promise<Reply> {
  return send(route, caller, await specimens[route.operation]!.make(world, makeFor));
}

function send(route: Route, caller: Caller, { params = {}, query, ...options }: Call): Promise<Reply> {
  const path = route.path.replaceAll(/\{(\w+)\}/g, (_whole, name: string) => params[name]!);
  calls += 1;
  return caller.request(route.method.toUpperCase(), query ? `${path}?${query}` : path, options);
}

function mayRole(route: Route, caller: Caller): boolean {
  if (route.who === 'anyone' || route.who === 'signedIn') return true;
  return route.who.some((role) => caller.roles.includes(role));
}

/** Whether the table and the standing let this caller through. */
function mayPass(route: Route, caller: Caller, standing: Standing): boolean {
  const { names, alsoFor = [], notFor = [] } = specimens[route.operation]!;
  const [role] = caller.roles;
  if (!mayRole(route, caller)) return false;
  if (names === 'nothing') return true;
  if (standing === 'foreigners') return false;
  if (notFor.includes(role!)) return false;
  if (standing === 'insiders' || names === 'alliance' || alsoFor.includes(role!)) return true;
  return names === 'owner' && !ownOnly.includes(role!);
}

/** Nobody abroad, no employer, and of the people and firms of the alliance no stranger may learn of the case. */
function mayKnowNothing(caller: Caller, standing: Standing): boolean {
  const [role] = caller.roles;
  return (
    standing === 'foreigners' || role === 'employer' || (standing === 'strangers' && ownOnly.includes(role!))
  );
}

/**
 * In a long run everybody. Otherwise, in turn by operation and standing, one of those for whom one look decides: whose
 * role the table turns away, who is from abroad, and strangers whom it lets through like everybody of the alliance.
 */
function triedOf(route: Route, standing: Standing): readonly (typeof roles)[number][] {
  const turn = routes.indexOf(route) + standings.indexOf(standing);
  const kindOf = (role: (typeof roles)[number]) => {
    const caller = world[standing][role];
    if (!mayRole(route, caller)) return 'turnedAway';
    if (standing === 'foreigners') return 'fromAbroad';
    return standing === 'strangers' && mayPass(route, caller, standing) ? 'likeEverybody' : 'looked at';
  };
  const kinds = Map.groupBy(roles, kindOf);
  return [...kinds].flatMap(([kind, those]) => (kind === 'looked at' ? those : inTurn(those, turn, 1)));
}

/** Everything that would tell that the person at home asked for something, or who they are. */
function secrets(): readonly string[] {
  const { file, home } = world;
  const { ruleVersionId: _public, ...traces } = file;
  return [home.personId, home.householdId, home.givenName, ...Object.values(traces)];
}

function tracesIn(reply: Reply, known: readonly string[] = []): readonly string[] {
  return secrets().filter((secret) => reply.text.includes(secret) && !known.includes(secret));
}

describe('the route table', () => {
  it('has a call for every operation here, and nothing here that it does not have', () => {
    expect(Object.keys(specimens).toSorted()).toEqual(routes.map(({ operation }) => operation).toSorted());
  });

  it('lets no call that names an object in its address pass as naming nothing', () => {
    const named = routes.filter(({ path }) => path.includes('Id}'));
    expect(named.filter(({ operation }) => specimens[operation]!.names === 'nothing')).toEqual([]);
  });
});

describe.each(routes.map((route) => [route.operation, route] as const))('%s', (operation, route) => {
  const specimen = specimens[operation];
  it('is closed to nobody in particular, unless it is open to all', async () => {
    const reply = await call(route, api.nobody, world.insiders.caseworker);
    if (route.kind === 'open') expect(reply.status).not.toBe(401);
    else expect(reply.status).toBe(401);
    expect(tracesIn(reply)).toEqual([]);
  });

  it.each(standings)('lets through of the %s exactly whom it declares', async (standing) => {
    const cast = world[standing];
    // Whoever has no role for it is turned away before anything is looked at: one call does for all of them.
    let closed: Call | undefined;
    for (const role of triedOf(route, standing)) {
      const caller = endsSession.includes(operation) ? await freshLike(cast[role]) : cast[role];
      closed ??= mayRole(route, caller) ? undefined : await specimen!.make(world, cast[role]);
      const reply =
        closed && !mayRole(route, caller)
          ? await send(route, caller, closed)
          : await call(route, caller, cast[role]);
      const place = `${standing} ${role} → ${reply.status} ${reply.text.slice(0, 300)}`;
      if (!mayRole(route, caller)) expect(reply.status, place).toBe(403);
      else if (mayPass(route, caller, standing)) {
        const isMeantToMiss = ['signIn', 'enterAsPersona', 'startSignIn', 'isReady'].includes(operation);
        if (!isMeantToMiss) expect([200, 201, 202, 409], place).toContain(reply.status);
      } else expect(reply.status, place).toBe(specimen?.namedInBody ? 422 : 404);
      const isTold = specimen?.tellsPeopleTo === role && standing === 'insiders';
      const names = specimen?.tellsNames ? [world.home.givenName] : [];
      const known = isTold ? [world.home.personId, ...names] : [];
      if (mayKnowNothing(caller, standing)) expect(tracesIn(reply, known), place).toEqual([]);
    }
  });
});

describe('what is kept of all these answers', () => {
  it('holds references and states, and nobody’s name', async () => {
    const client = await api.test.superuser();
    const { rows } = await client.query<{ answers: number; named: number }>(`
      SELECT count(*)::int AS answers,
             (count(*) FILTER (WHERE result::text ~ 'Inventati|Titolare|Estranea|Forestiera'))::int AS named
        FROM submission WHERE state = 'done'`);
    expect(rows[0]!.answers).toBeGreaterThan(100);
    expect(rows[0]!.named).toBe(0);
  });
});

/** Somebody of the same standing who may be signed out without silencing the matrix. */
function freshLike(caller: Caller): Promise<Caller> {
  return api.signIn(caller.roles);
}
