import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApi, type Caller, type TestApi } from './support.ts';

let api: TestApi;
let caseworker: Caller;
beforeAll(async () => {
  api = await startApi();
  caseworker = await api.signIn('caseworker');
});
afterAll(() => api.close());

async function invited(): Promise<string> {
  const reply = await caseworker.post('/v1/provider-invitations', {
    organisationName: 'Ente invitato',
    email: `${randomUUID()}@example.org`,
  });
  return reply.body['applicationId'] as string;
}

describe('an application', () => {
  it('tells its account to whoever examines it, and of it the end alone to whoever decides or audits', async () => {
    const id = await invited();
    const whole = 'IT60X0542811101000000123456';
    await api.inAlliance(({ db }) => db.providerApplication.update({ where: { id }, data: { iban: whole } }));
    const path = `/v1/provider-applications/${id}`;
    expect((await caseworker.get(path)).body).toMatchObject({ iban: whole });
    for (const role of ['commissionMember', 'auditor'] as const) {
      const reader = await api.signIn(role);
      expect((await reader.get(path)).body).toMatchObject({ iban: null, ibanEnding: '3456' });
    }
  });

  it('is not withdrawn by the office, which refuses by a review with a letter', async () => {
    const id = await invited();
    const reply = await caseworker.post(`/v1/provider-applications/${id}/withdrawal`);
    expect(reply.status).toBe(403);
    expect(reply.body['type']).toMatch(/not-allowed$/);
    const { state } = await api.inAlliance(({ db }) =>
      db.providerApplication.findUniqueOrThrow({ where: { id } }),
    );
    expect(state).toBe('applied');
  });
});
