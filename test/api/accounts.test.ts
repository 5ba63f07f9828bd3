import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ErasedError } from '../../vault/errors.ts';
import { startApi, statusesOf, type Caller, type TestApi } from './support.ts';
import { makeOrganisation, makePerson } from './world.ts';

let api: TestApi;
let administrator: Caller;

beforeAll(async () => {
  api = await startApi();
  administrator = await api.signIn('administrator');
  await api.signIn('administrator');
});
afterAll(() => api.close());

const address = () => `${randomUUID()}@example.org`;

async function open(more: object): Promise<{ status: number; id: string; pointers: readonly string[] }> {
  const reply = await administrator.post('/v1/accounts', { label: 'Prova', email: address(), ...more });
  const errors = (reply.body['errors'] ?? []) as { pointer: string }[];
  return {
    status: reply.status,
    id: reply.body['id'] as string,
    pointers: errors.map(({ pointer }) => pointer),
  };
}

const change = (accountId: string, body: object, as = administrator) =>
  as.request('PATCH', `/v1/accounts/${accountId}`, { body });
const disable = (accountId: string, as = administrator) => as.post(`/v1/accounts/${accountId}/disable`);
const rowOf = (id: string) => api.inAlliance((tx) => tx.db.account.findUniqueOrThrow({ where: { id } }));

describe('an account', () => {
  it.each([
    ['administrator', 'caseworker'],
    ['administrator', 'commissionMember'],
    ['administrator', 'fundOfficer'],
    ['administrator', 'auditor'],
    ['auditor', 'fundOfficer'],
    ['caseworker', 'fundOfficer'],
    ['caseworker', 'commissionMember'],
    ['commissionMember', 'fundOfficer'],
    ['caseworker', 'caseworker'],
    ['consultant', 'caseworker'],
  ])('is never %s and %s at once: whoever makes does not check', async (...roles) => {
    expect((await open({ roles })).pointers).toEqual(['/body/roles']);
    const { id } = await open({ roles: ['caseworker'] });
    expect((await change(id, { roles })).status).toBe(422);
    expect((await rowOf(id)).roles).toEqual(['caseworker']);
  });

  it('of the staff is no person’s, and may name the organisation it comes from', async () => {
    const personId = await makePerson(api);
    expect((await open({ roles: ['caseworker'], personId })).pointers).toEqual(['/body/personId']);
    const organisationId = await makeOrganisation(api, ['union']);
    expect((await open({ roles: ['commissionMember'], organisationId })).status).toBe(201);
  });

  it('is found by whom it works for', async () => {
    const [here, elsewhere] = [
      await makeOrganisation(api, ['provider']),
      await makeOrganisation(api, ['provider']),
    ];
    const { id } = await open({ roles: ['representative'], organisationId: here });
    await open({ roles: ['representative'], organisationId: elsewhere });
    const found = await administrator.get(`/v1/accounts?role=representative&organisationId=${here}`);
    expect((found.body['items'] as { id: string }[]).map((one) => one.id)).toEqual([id]);
  });

  it('of a provider or an employer is one of an organisation that is that', async () => {
    const [provider, both] = [
      await makeOrganisation(api, ['provider']),
      await makeOrganisation(api, ['provider', 'employer']),
    ];
    expect((await open({ roles: ['provider'] })).pointers).toEqual(['/body/organisationId']);
    const employer = { roles: ['employer'], organisationId: provider };
    expect((await open(employer)).pointers).toEqual(['/body/organisationId']);
    const abroad = await makeOrganisation(api, ['provider'], await api.test.addAlliance());
    expect((await open({ roles: ['provider'], organisationId: abroad })).status).toBe(422);
    expect((await open({ roles: ['provider'], organisationId: provider })).status).toBe(201);
    expect((await open({ roles: ['provider', 'employer'], organisationId: both })).status).toBe(201);
  });

  it('of a citizen or an employee is one person’s, and that person’s only one', async () => {
    const personId = await makePerson(api);
    const organisationId = await makeOrganisation(api, ['employer']);
    expect((await open({ roles: ['citizen'] })).pointers).toEqual(['/body/personId']);
    expect((await open({ roles: ['citizen'], personId: randomUUID() })).status).toBe(422);
    const mixed = { roles: ['employee'], personId, organisationId };
    expect((await open(mixed)).pointers).toEqual(['/body/organisationId']);
    expect((await open({ roles: ['citizen', 'employee'], personId })).status).toBe(201);
    expect((await open({ roles: ['citizen'], personId })).status).toBe(409);
    const another = await makePerson(api);
    const atOnce = await Promise.all(
      Array.from({ length: 5 }, () =>
        administrator.post('/v1/accounts', { label: 'x', roles: ['citizen'], personId: another }),
      ),
    );
    expect(statusesOf(atOnce)).toEqual([201, 409, 409, 409, 409]);
  });

  it('of the staff has a mailbox of its own, in whatever capitals', async () => {
    const email = address();
    expect((await open({ roles: ['caseworker'], email })).status).toBe(201);
    const twin = await open({ roles: ['fundOfficer'], email: email.toUpperCase() });
    expect(twin.pointers).toEqual(['/body/email']);
    const { id } = await open({ roles: ['fundOfficer'] });
    expect((await change(id, { email })).status).toBe(422);
    expect((await change(id, { email: address() })).status).toBe(200);
  });

  it('shows its address to administrators, not to colleagues', async () => {
    const email = address();
    await open({ roles: ['caseworker'], email });
    const caseworker = await api.signIn('caseworker');
    const listed = '/v1/accounts?limit=200&role=caseworker';
    expect((await administrator.get(listed)).text).toContain(email);
    expect((await caseworker.get(listed)).text).not.toContain(email);
  });

  it('keeps apart what SQL itself keeps apart', async () => {
    const write = (data: object) =>
      api.inAlliance((tx) =>
        tx.db.account.create({
          data: { allianceId: tx.allianceId, label: 'x', createdAt: tx.now, ...data },
        }),
      );
    await expect(write({ roles: ['administrator', 'fundOfficer'] })).rejects.toThrow(/account_roles_apart/);
    await expect(write({ roles: ['auditor', 'caseworker'] })).rejects.toThrow(/account_roles_apart/);
  });
});

describe('a change of an account', () => {
  it('takes effect at the next request, and is on record with what was before', async () => {
    const staff = await api.signIn('caseworker');
    expect((await change(staff.accountId, { roles: ['fundOfficer'], label: 'Anna' })).status).toBe(200);
    expect((await staff.get('/v1/me')).body).toMatchObject({ roles: ['fundOfficer'], label: 'Anna' });
    const entry = await api.inAlliance((tx) =>
      tx.db.audit.findFirstOrThrow({ where: { action: 'account.changed', subjectId: staff.accountId } }),
    );
    const detail = await api.inAlliance((tx) =>
      api.vault.open(tx, { kind: 'alliance', id: tx.allianceId }, 'audit', entry.detailSealed!),
    );
    expect(entry.actorId).toBe(administrator.accountId);
    expect(detail).toMatchObject({ before: { roles: ['caseworker'] }, after: { roles: ['fundOfficer'] } });
  });

  it('of one’s own roles or standing is another administrator’s to make', async () => {
    const self = administrator.accountId;
    for (const reply of [await change(self, { roles: ['auditor'] }), await disable(self)]) {
      expect([reply.status, reply.body['type']]).toEqual([409, 'urn:reciproca:problem:same-person']);
    }
    expect((await change(self, { label: 'Sara' })).status).toBe(200);
  });

  it('gives back the tasks that the new roles cannot do, and keeps the others', async () => {
    const staff = await api.signIn(['caseworker', 'fundOfficer']);
    const [kept, given] = [
      await claimedTask('fundOfficer', staff.accountId),
      await claimedTask('caseworker', staff.accountId),
    ];
    await change(staff.accountId, { roles: ['fundOfficer'] });
    expect(await taskRow(given)).toMatchObject({ state: 'open', assigneeId: null });
    expect(await taskRow(kept)).toMatchObject({ state: 'claimed', assigneeId: staff.accountId });
  });
});

describe('administrators', () => {
  it('are always two who have signed in, however many are dismissed at once', async () => {
    const allianceId = await api.test.addAlliance();
    const three = await Promise.all(
      Array.from({ length: 3 }, () => api.signIn('administrator', { allianceId })),
    );
    const [one, two, third] = three as [Caller, Caller, Caller];
    const invited = await one.post('/v1/accounts', { label: 'Mai entrata', roles: ['administrator'] });
    expect(invited.status).toBe(201);
    const replies = await Promise.all([
      disable(two.accountId, one),
      disable(third.accountId, two),
      disable(one.accountId, third),
    ]);
    expect(statusesOf(replies).filter((status) => status === 200)).toHaveLength(1);
    const left = await api.inAlliance(
      (tx) => tx.db.account.findMany({ where: { disabledAt: null, roles: { has: 'administrator' } } }),
      allianceId,
    );
    expect(left).toHaveLength(3);
    const [stays, goes] = three.filter(({ accountId }) => left.some(({ id }) => id === accountId));
    for (const reply of [
      await disable(goes!.accountId, stays),
      await change(goes!.accountId, { roles: ['caseworker'] }, stays),
    ])
      expect([reply.status, reply.body['type']]).toEqual([409, 'urn:reciproca:problem:step-not-possible']);
  });
});

describe('a disabled account', () => {
  it('is offered to no colleague, and known by its name to those who ask for it', async () => {
    const [left, colleague] = [await api.signIn('caseworker'), await api.signIn('fundOfficer')];
    const provider = await api.signIn('provider', {
      organisationId: await makeOrganisation(api, ['provider']),
    });
    for (const { accountId } of [left, provider]) expect((await disable(accountId)).status).toBe(200);
    const listed = async (query: string) => {
      const { items } = (await colleague.get(`/v1/accounts?limit=200${query}`)).body as {
        items: { id: string; email?: string }[];
      };
      expect(items.every((one) => one.email === undefined)).toBe(true);
      return items.map(({ id }) => id);
    };
    expect(await listed('')).not.toContain(left.accountId);
    expect(await listed('&disabled=included')).toContain(left.accountId);
    expect(await listed('&disabled=included')).not.toContain(provider.accountId);
  });

  it('is out at its next request, and its tasks are everybody’s again', async () => {
    const staff = await api.signIn('caseworker');
    const { body } = await staff.post('/v1/tokens', { label: 'x', roles: ['caseworker'], validDays: 9 });
    const machine = api.as(body['secret'] as string);
    const taskId = await claimedTask('caseworker', staff.accountId);
    expect((await disable(staff.accountId)).body).toEqual({ id: staff.accountId, disabled: true });
    expect([(await staff.get('/v1/me')).status, (await machine.get('/v1/me')).status]).toEqual([401, 401]);
    expect(await taskRow(taskId)).toMatchObject({ state: 'open', assigneeId: null });
    const found = await administrator.get(`/v1/audit?subjectId=${staff.accountId}&action=account.disabled`);
    const [row] = found.body['items'] as { id: string }[];
    expect((await administrator.get(`/v1/audit/${row!.id}/detail`)).body).toMatchObject({
      detail: { before: { state: 'enabled' }, after: { state: 'disabled' } },
    });
  });

  it('comes back by a new invitation only: what it had before stays revoked', async () => {
    const staff = await api.signIn('caseworker');
    await disable(staff.accountId);
    expect((await administrator.post(`/v1/accounts/${staff.accountId}/invitation`)).status).toBe(409);
    const enabled = await administrator.post(`/v1/accounts/${staff.accountId}/enable`);
    expect(enabled.body).toEqual({ id: staff.accountId, disabled: false });
    expect((await staff.get('/v1/me')).status).toBe(401);
    const mails = await api.inAlliance((tx) =>
      tx.db.mail.count({ where: { recipientId: staff.accountId, template: 'invitation' } }),
    );
    expect(mails).toBe(1);
  });

  it('of somebody who was erased stays closed', async () => {
    const personId = await makePerson(api);
    const { id } = await open({ roles: ['citizen'], personId });
    expect((await administrator.post(`/v1/people/${personId}/erasure`, { ground: 'request' })).status).toBe(
      200,
    );
    expect((await administrator.post(`/v1/accounts/${id}/enable`)).status).toBe(409);
    expect((await change(id, { label: 'Di nuovo' })).status).toBe(409);
    const entry = await api.inAlliance((tx) =>
      tx.db.audit.findFirstOrThrow({ where: { action: 'account.opened', subjectId: id } }),
    );
    const reading = api.inAlliance((tx) =>
      api.vault.open(tx, { kind: 'person', id: personId }, 'audit', entry.detailSealed!),
    );
    await expect(reading).rejects.toThrow(ErasedError);
  });
});

function claimedTask(candidateRole: 'caseworker' | 'fundOfficer', assigneeId: string): Promise<string> {
  return api.inAlliance(async (tx) => {
    const row = await tx.db.task.create({
      data: {
        allianceId: tx.allianceId,
        kind: 'reviewAward',
        subjectKind: 'award',
        subjectId: randomUUID(),
        candidateRole,
        assigneeId,
        state: 'claimed',
        createdAt: tx.now,
      },
    });
    return row.id;
  });
}

function taskRow(id: string) {
  return api.inAlliance((tx) => tx.db.task.findUniqueOrThrow({ where: { id } }));
}
