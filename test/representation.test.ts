import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fromDateColumn } from '../domain/plain-date.ts';
import { toPlainDate } from '../domain/time.ts';
import type { Tx } from '../prisma/database.ts';
import { caseTenPeople } from '../prisma/seed/case-ten.ts';
import { accountWith } from './support/account.ts';
import type { Caller } from './support/caller.ts';
import { eventually } from './support/eventually.ts';
import { openStack, type Stack } from './support/stack.ts';

/** Paolo acts for somebody by the demonstration's delegation, files a case for them, and is dismissed in mid-case. */
let stack: Stack;
let chiara: Caller, paolo: Caller, person: Caller;
let personId: string, relationId: string, representativeId: string;
let at: string;

const rows = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
  stack.services.database.inAlliance(stack.allianceId, { kind: 'system', id: 'test' }, work);
const tasks = (subjectId: string) =>
  rows(({ db }) => db.task.findMany({ where: { subjectId, kind: 'representationEnded' } }));

beforeAll(async () => {
  stack = await openStack();
  [chiara, paolo] = await Promise.all([stack.as('Chiara'), stack.as('Paolo')]);
  const relation = await rows(({ db }) => db.relation.findFirstOrThrow({ where: { kind: 'delegate' } }));
  ({ personId, id: relationId, representativeId } = relation);
  person = await accountWith(stack, ['citizen'], { personId });
  const { householdId } = await rows(({ db }) =>
    db.householdMember.findFirstOrThrow({ where: { personId, leftOn: null } }),
  );
  const { childcare: providerId } = await rows(caseTenPeople);
  const need = { description: 'Ore', service: 'other', forPersonId: personId, unit: 'hour', units: 2 };
  const application = {
    householdId,
    applicantId: representativeId,
    beneficiaryId: personId,
    relationId,
    channel: 'online',
    needs: [{ ...need, unitPriceCents: 2_000, providerId }],
  };
  at = `/v1/assessments/${(await paolo.does('/v1/assessments', application)).assessmentId}`;
});
afterAll(() => stack.close());

describe('a case filed by a delegate', () => {
  const assessmentId = () => at.split('/').at(-1)!;

  it('writes to the delegate, and knows the day on which that ends', async () => {
    const receipt = await eventually(() =>
      rows(({ db }) => db.letter.findFirst({ where: { assessmentId: assessmentId() } })),
    );
    expect(receipt.recipientId).toBe(representativeId);
    const { expiresOn } = await rows(({ db }) =>
      db.relation.findUniqueOrThrow({ where: { id: relationId } }),
    );
    const [deadline] = await rows(({ db }) =>
      db.deadline.findMany({ where: { subjectId: assessmentId(), kind: 'representationEnds' } }),
    );
    expect(toPlainDate(new Date(deadline!.dueAt.getTime() - 1))).toBe(fromDateColumn(expiresOn!));
  });

  it('goes on without them once the delegation is revoked: a caseworker is asked to hear the person', async () => {
    await person.does(`/v1/relations/${relationId}/revocation`);
    await eventually(async () => (await tasks(assessmentId())).length > 0);
    await person.does(`/v1/relations/${relationId}/revocation`);
    expect((await paolo.get(at)).status).toBe(404);
    expect((await paolo.get('/v1/assessments')).body.items).toEqual([]);
    for (const [step, body] of [
      ['dossier', { items: [], answersRequest: true }],
      ['withdrawal', { reason: 'x' }],
    ] as const) {
      const reply = await paolo.post(`${at}/${step}`, body);
      expect([reply.status, reply.body.type]).toEqual([409, 'urn:reciproca:problem:relation-not-valid']);
    }
    expect(await tasks(assessmentId())).toHaveLength(1);
  });

  it('writes to the person from then on', async () => {
    await chiara.does(`${at}/document-requests`, { documents: ['Contratto'] });
    const letter = await eventually(() =>
      rows(({ db }) =>
        db.letter.findFirst({ where: { assessmentId: assessmentId(), kind: 'documentRequest' } }),
      ),
    );
    expect(letter.recipientId).toBe(personId);
    const mail = await rows(({ db }) => db.mail.findFirst({ where: { template: 'documentsRequested' } }));
    expect(mail?.recipientId).toBe(personId);
  });

  it('takes the steps of the person, who needs no document', async () => {
    expect(await person.does(`${at}/dossier`, { items: [], answersRequest: true })).toMatchObject({
      state: 'completeness',
    });
    expect(await person.does(`${at}/withdrawal`, { reason: 'Ci ho ripensato.' })).toMatchObject({
      state: 'withdrawn',
    });
  });
});
