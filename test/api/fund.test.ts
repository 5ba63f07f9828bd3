import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApi, statusesOf, type Caller, type TestApi } from './support.ts';
import { makeOrganisation } from './world.ts';

let api: TestApi;
let officer: Caller;
let employer: string;

beforeAll(async () => {
  api = await startApi();
  officer = await api.signIn('fundOfficer');
  employer = await makeOrganisation(api, ['employer']);
});
afterAll(() => api.close());

async function fund(): Promise<Record<string, number>> {
  return (await officer.get('/v1/fund')).body as Record<string, number>;
}

async function pledge(amountCents: number): Promise<string> {
  const body = { organisationId: employer, source: 'employer', amountCents };
  return (await officer.post('/v1/fund/contributions', body)).body['id'] as string;
}

const collect = (contributionId: string, bankRef: string) =>
  officer.post(`/v1/fund/contributions/${contributionId}/collection`, { bankRef });

describe('a contribution', () => {
  it('is pledged first and pays nothing; collected, a tenth goes to the reserve, half-up', async () => {
    const contributionId = await pledge(4505);
    expect(await fund()).toEqual({
      availableCents: 0,
      committedCents: 0,
      reserveCents: 0,
      pledgedCents: 4505,
      collectedCents: 0,
    });
    expect((await collect(contributionId, 'BANCA/1')).status).toBe(200);
    expect(await fund()).toEqual({
      availableCents: 4054,
      committedCents: 0,
      reserveCents: 451,
      pledgedCents: 0,
      collectedCents: 4505,
    });
  });

  it('wakes the allocation of the Fund when it is collected, not when it is pledged', async () => {
    const process = `fund-allocation/${api.test.allianceId}`;
    const generation = async () =>
      (await api.inAlliance((tx) => tx.db.wakeup.findFirst({ where: { process } })))?.generation ?? 0;
    const before = await generation();
    const contributionId = await pledge(100);
    expect(await generation()).toBe(before);
    await collect(contributionId, 'BANCA/2');
    expect(await generation()).toBeGreaterThan(before);
  });

  it('is collected once, also when two officers confirm it at the same moment', async () => {
    const contributionId = await pledge(1000);
    const before = await fund();
    const replies = await Promise.all(
      ['a', 'b', 'c'].map((line) => collect(contributionId, `BANCA/3${line}`)),
    );
    expect(statusesOf(replies)).toEqual([200, 409, 409]);
    expect((await fund())['availableCents']).toBe(before['availableCents']! + 900);
  });

  it('cannot be collected by a bank line that another one used', async () => {
    const [first, second] = [await pledge(200), await pledge(300)];
    await collect(first, 'BANCA/4');
    const before = await fund();
    const reply = await collect(second, 'BANCA/4');
    expect(reply.body['type']).toBe('urn:reciproca:problem:already-exists');
    expect(await fund()).toEqual(before);
  });

  it('is asked only of an organisation that is what the contribution says', async () => {
    const body = { organisationId: employer, source: 'provider', amountCents: 100 };
    expect((await officer.post('/v1/fund/contributions', body)).status).toBe(404);
  });

  it('is listed by whether it was collected', async () => {
    const open = await pledge(77);
    const listed = await officer.get('/v1/fund/contributions?collected=false&limit=200');
    expect((listed.body['items'] as { id: string }[]).map(({ id }) => id)).toContain(open);
    expect(
      (listed.body['items'] as { collectedAt: unknown }[]).every(({ collectedAt }) => collectedAt === null),
    ).toBe(true);
  });
});

describe('what came in and went out', () => {
  interface Flows {
    readonly months: { month: string; inCents: number; toReserveCents: number; outCents: number }[];
    readonly sources: { source: string; inCents: number }[];
    readonly ambiti: { ambito: string; inCents: number; outCents: number | null }[];
    readonly waiting: unknown;
  }

  it('is, month by month and by source and place, what the Fund and its reserve grew by', async () => {
    const { months, sources, ambiti, waiting } = (await officer.get('/v1/fund/flows'))
      .body as unknown as Flows;
    const { availableCents, reserveCents, collectedCents } = await fund();
    const sum = (amounts: readonly number[]) => amounts.reduce((total, one) => total + one, 0);
    expect(months).toHaveLength(13);
    const grown = sum(months.map(({ inCents, outCents }) => inCents - outCents));
    expect(grown).toBe(availableCents! + reserveCents!);
    expect(grown).toBeGreaterThan(0);
    expect(sum(months.map(({ toReserveCents }) => toReserveCents))).toBe(reserveCents);
    expect(sources).toContainEqual({ source: 'employer', inCents: collectedCents });
    expect(sum(ambiti.map(({ inCents }) => inCents))).toBe(collectedCents);
    expect(waiting).toEqual({ awards: 0, amountCents: 0 });
  });
});

describe('the books', () => {
  it('show each movement of an account once, newest first, page by page', async () => {
    const seen: { transferId: string; amountCents: number }[] = [];
    let cursor: unknown = '';
    do {
      const reply: { body: Readonly<Record<string, unknown>> } = await officer.get(
        `/v1/fund/movements?account=reserve&limit=2${cursor ? `&cursor=${cursor as number}` : ''}`,
      );
      seen.push(...(reply.body['items'] as typeof seen));
      cursor = reply.body['nextCursor'];
    } while (cursor !== null);
    expect(new Set(seen.map(({ transferId }) => transferId)).size).toBe(seen.length);
    const total = seen.reduce((sum, { amountCents }) => sum + amountCents, 0);
    expect(total).toBe((await fund())['reserveCents']);
  });

  it('are verified on request, and an altered row is named', async () => {
    const auditor = await api.signIn('auditor');
    const sound = await auditor.get('/v1/ledger/verification');
    expect(sound.body).toMatchObject({ sound: true, defects: [] });
    expect((sound.body['examined'] as { transfers: number }).transfers).toBeGreaterThan(0);
    const client = await api.test.superuser();
    await client.query('SET session_replication_role = replica');
    await client.query('UPDATE ledger.posting SET amount_cents = amount_cents + 1 WHERE account_version = 1');
    const altered = await auditor.get('/v1/ledger/verification');
    expect(altered.body['sound']).toBe(false);
    expect(altered.body['defects']).not.toEqual([]);
    await client.query('UPDATE ledger.posting SET amount_cents = amount_cents - 1 WHERE account_version = 1');
  });

  it('stay closed to employers, providers and people', async () => {
    for (const role of ['employer', 'provider', 'citizen', 'employee', 'consultant'] as const) {
      const caller = await api.signIn(role, { organisationId: employer });
      for (const path of [
        '/v1/fund',
        '/v1/fund/flows',
        '/v1/fund/movements',
        '/v1/fund/movements/file',
        '/v1/fund/contributions',
      ])
        expect((await caller.get(path)).status).toBe(403);
    }
  });
});
