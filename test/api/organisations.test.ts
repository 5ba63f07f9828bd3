import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApi, type Caller, type TestApi } from './support.ts';
import { comune, makeOrganisation } from './world.ts';

let api: TestApi;
let administrator: Caller;

beforeAll(async () => {
  api = await startApi();
  administrator = await api.signIn('administrator');
});
afterAll(() => api.close());

const cooperative = {
  name: 'Cooperativa Il Filo',
  roles: ['employer', 'provider'],
  comuneIstat: comune,
  vatNumber: '00743110157',
  iban: 'IT60X0542811101000000123456',
  email: 'filo@example.org',
};

describe('an organisation', () => {
  it('is one legal entity with several roles, found under each', async () => {
    const made = await administrator.post('/v1/organisations', cooperative);
    expect(made.status).toBe(201);
    for (const role of cooperative.roles) {
      const listed = await administrator.get(`/v1/organisations?role=${role}&comune=${comune}&q=filo`);
      expect(listed.body['items']).toMatchObject([{ id: made.body['id'], roles: cooperative.roles }]);
    }
    const twin = await administrator.post('/v1/organisations', { ...cooperative, roles: ['provider'] });
    expect(twin.status).toBe(409);
    expect(twin.body['possible']).toEqual(['changeOrganisation']);
  });

  it('is listed by name when asked to, page after page', async () => {
    for (const name of ['Zeta Ordine', 'Alfa Ordine', 'Mezzo Ordine']) {
      const id = await makeOrganisation(api, ['employer']);
      await api.inAlliance((tx) => tx.db.organisation.update({ where: { id }, data: { name } }));
    }
    const listed = async (order: string) => {
      const names: string[] = [];
      let cursor: unknown = '';
      do {
        const at = `/v1/organisations?q=ordine&limit=2&order=${order}${cursor ? `&cursor=${cursor as string}` : ''}`;
        const { body } = await administrator.get(at);
        names.push(...(body['items'] as { name: string }[]).map(({ name }) => name.split(' ')[0]!));
        cursor = body['nextCursor'];
      } while (cursor !== null);
      return names;
    };
    expect(await listed('byName')).toEqual(['Alfa', 'Mezzo', 'Zeta']);
    expect(await listed('oldestFirst')).toEqual(['Zeta', 'Alfa', 'Mezzo']);
  });

  it.each([
    ['vatNumber', '00743110158'],
    ['vatNumber', '12345678'],
    ['iban', 'IT60X0542811101000000123457'],
    ['iban', 'DE8937040044053201300'],
    ['iban', 'TR330006100519786457841326'],
    ['roles', ['employer', 'employer']],
    ['roles', []],
    ['email', 'nowhere'],
    ['email', `${'x'.repeat(65)}@example.org`],
  ])('is not entered with a wrong %s: %s', async (field, value) => {
    const reply = await administrator.post('/v1/organisations', { ...cooperative, [field]: value });
    expect(reply.status).toBe(422);
    expect(reply.body['errors']).toMatchObject([{ pointer: expect.stringContaining(`/body/${field}`) }]);
  });

  it.each([
    ['743110157', 'non ha 11 cifre'],
    ['IT00743110157', 'altro oltre alle cifre'],
    ['00743110158', 'la cifra di controllo'],
  ])('is told what is wrong with its partita IVA, and what to do: %s', async (vatNumber, said) => {
    const { body } = await administrator.post('/v1/organisations', { ...cooperative, vatNumber });
    expect(body['errors']).toEqual([{ pointer: '/body/vatNumber', message: expect.stringContaining(said) }]);
  });

  it('is told what is wrong with its IBAN, and may bank in any SEPA country', async () => {
    const send = (iban: string) =>
      administrator.post('/v1/organisations', { ...cooperative, vatNumber: null, iban });
    expect((await send('TR330006100519786457841326')).body['errors']).toEqual([
      { pointer: '/body/iban', message: expect.stringContaining('SEPA') },
    ]);
    expect((await send('DE89370400440532013000')).status).toBe(201);
  });

  it('is changed field by field, and never adheres backwards', async () => {
    const organisationId = await makeOrganisation(api, ['employer']);
    const address = `/v1/organisations/${organisationId}`;
    const change = (body: object) => administrator.request('PATCH', address, { body });
    expect((await change({ adherentFrom: '2026-01-01', name: 'Nuovo nome' })).status).toBe(200);
    expect((await change({ adherentUntil: '2025-12-31' })).status).toBe(422);
    expect((await change({ adherentUntil: null })).status).toBe(200);
    expect((await administrator.get(address)).body).toMatchObject({
      name: 'Nuovo nome',
      adherentFrom: '2026-01-01',
      adherentUntil: null,
      roles: ['employer'],
    });
  });

  it('is seen whole by its own people, as a name to choose by citizens, not at all by other firms', async () => {
    const provider = await makeOrganisation(api, ['provider']);
    const employer = await makeOrganisation(api, ['employer']);
    const own = await api.signIn('provider', { organisationId: provider });
    const firm = await api.signIn('employer', { organisationId: employer });
    const citizen = await api.signIn('citizen');
    expect((await own.get(`/v1/organisations/${provider}`)).body).toHaveProperty('iban');
    const chosen = (await citizen.get(`/v1/organisations/${provider}`)).body;
    expect(chosen).not.toHaveProperty('iban');
    expect(chosen).not.toHaveProperty('email');
    expect((await citizen.get(`/v1/organisations/${employer}`)).status).toBe(404);
    expect((await firm.get(`/v1/organisations/${provider}`)).status).toBe(404);
    const listed = (await firm.get('/v1/organisations')).body['items'];
    expect((listed as { id: string }[]).map(({ id }) => id)).toEqual([employer]);
  });

  it('shows nothing to somebody who belongs to none', async () => {
    const lost = await api.signIn('employer');
    expect((await lost.get('/v1/organisations')).body['items']).toEqual([]);
  });

  it('is listed page by page, each one once', async () => {
    const staff = await api.signIn('caseworker');
    const seen: string[] = [];
    let cursor: unknown = '';
    do {
      const page: { body: Readonly<Record<string, unknown>> } = await staff.get(
        `/v1/organisations?limit=2${cursor ? `&cursor=${cursor as string}` : ''}`,
      );
      seen.push(...(page.body['items'] as { id: string }[]).map(({ id }) => id));
      cursor = page.body['nextCursor'];
    } while (cursor !== null);
    const count = await api.inAlliance((tx) => tx.db.organisation.count());
    expect(new Set(seen).size).toBe(count);
    expect(seen).toHaveLength(count);
  });
});
