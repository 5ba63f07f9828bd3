import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { erasePerson } from '../../activities/erasure.ts';
import { openAssessment } from '../../activities/fragility-assessment/open-assessment.ts';
import type { Tx } from '../../prisma/database.ts';
import { untilSomebodyWaits } from '../support/lock-wait.ts';
import { startApi, type Caller, type TestApi } from './support.ts';
import { makeHousehold, makePerson } from './world.ts';

let api: TestApi;
let administrator: Caller;

beforeAll(async () => {
  api = await startApi();
  administrator = await api.signIn('administrator');
});
afterAll(() => api.close());

async function applicant() {
  const personId = await makePerson(api);
  return { personId, householdId: await makeHousehold(api, [personId]) };
}

function apply(tx: Tx, { personId, householdId }: Awaited<ReturnType<typeof applicant>>) {
  const body = {
    householdId,
    applicantId: personId,
    beneficiaryId: personId,
    channel: 'online' as const,
    needs: [],
  };
  const submission = {
    id: randomUUID(),
    accountId: administrator.accountId,
    tokenId: randomUUID(),
    subjectId: randomUUID(),
  };
  return openAssessment(tx, { ...submission, params: {}, body }, api.services);
}

/** Goes on once the second stands in line for the first, or is through already. */
async function untilTheyMeet(second: Promise<unknown>): Promise<void> {
  await Promise.race([untilSomebodyWaits(await api.test.superuser()), second]);
}

describe('erasing somebody while a case of theirs is being opened', () => {
  it('waits for the case, and is refused', async () => {
    const sketch = await applicant();
    const erasure = await api.inAlliance(async (tx) => {
      await apply(tx, sketch);
      const second = administrator.post(`/v1/people/${sketch.personId}/erasure`, { ground: 'request' });
      await untilTheyMeet(second);
      return { second };
    });
    expect((await erasure.second).status).toBe(409);
  });

  it('shuts out the case that comes second', async () => {
    const sketch = await applicant();
    const application = await api.inAlliance(async (tx) => {
      await tx.db.$queryRaw`SELECT id FROM person WHERE id = ${sketch.personId}::uuid FOR NO KEY UPDATE`;
      await erasePerson(tx, api.vault, sketch.personId);
      const second = api.inAlliance((other) => apply(other, sketch)).catch((error: unknown) => error);
      await untilTheyMeet(second);
      return { second };
    });
    const faults = ['/body/applicantId', '/body/beneficiaryId'].map((pointer) => ({ pointer }));
    expect(await application.second).toMatchObject({ code: 'invalidRequest', refusal: { errors: faults } });
    const cases = await api.inAlliance((tx) =>
      tx.db.assessment.count({ where: { beneficiaryId: sketch.personId } }),
    );
    expect(cases).toBe(0);
  });
});
