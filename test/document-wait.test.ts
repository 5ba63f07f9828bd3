import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { requestDocuments } from '../activities/fragility-assessment/document-request.ts';
import { extendDocuments, remindApplicant } from '../activities/fragility-assessment/document-wait.ts';
import { openAssessment } from '../activities/fragility-assessment/open-assessment.ts';
import { submitDossier } from '../activities/fragility-assessment/submit-dossier.ts';
import type { Step } from '../activities/submission.ts';
import { addDays, toDateColumn } from '../domain/plain-date.ts';
import { toPlainDate } from '../domain/time.ts';
import { applicationOf } from './holds/support/households.ts';
import { caseworker, openTerritory, type Territory } from './support/planted-award.ts';

const today = toPlainDate(new Date());
const inDays = (days: number) => addDays(today, days);

let territory: Territory;
beforeAll(async () => {
  territory = await openTerritory(1);
});
afterAll(() => territory.close());

const take = (step: unknown, id: string, body: unknown = {}) =>
  territory.take(step as Step, id, body, caseworker);

/** A case whose documents are awaited for ten days. */
async function waiting(): Promise<string> {
  const { body } = await take(openAssessment, randomUUID(), applicationOf(territory.households[0]!));
  const { assessmentId } = body as { assessmentId: string };
  await take(requestDocuments, assessmentId, { documents: ['ISEE'], dueInDays: 10 });
  return assessmentId;
}

const mailed = (id: string) =>
  territory.within(async ({ db }) =>
    (await db.mail.findMany({ where: { subjectId: id }, orderBy: { queuedAt: 'asc' } })).map(
      ({ template }) => template,
    ),
  );
const moments = (id: string) =>
  territory.within(async ({ db }) => {
    const pending = await db.deadline.findMany({
      where: {
        subjectId: id,
        kind: { in: ['documentsDue', 'remindDocuments'] },
        firedAt: null,
        cancelledAt: null,
      },
      orderBy: { dueAt: 'asc' },
    });
    return pending.map(({ kind, dueAt }) => [kind, toPlainDate(dueAt)]);
  });

describe('a caseworker who waits for documents', () => {
  it('reminds of them once a day, whoever reminded before', async () => {
    const id = await waiting();
    await take(remindApplicant, id);
    expect(await mailed(id)).toEqual(['documentsReminder']);
    await expect(take(remindApplicant, id)).rejects.toMatchObject({
      code: 'stepNotPossible',
      refusal: { possible: ['extendDocuments', 'declareComplete'] },
    });
    await territory.within(({ db }) =>
      db.documentRequest.updateMany({
        where: { assessmentId: id },
        data: { remindedAt: new Date(Date.now() - 86_400_000) },
      }),
    );
    await expect(take(remindApplicant, id)).resolves.toMatchObject({ status: 200 });
  });

  it('gives more time, and everything that hangs on the day moves with it', async () => {
    const id = await waiting();
    await expect(take(extendDocuments, id, { dueOn: inDays(20) })).resolves.toMatchObject({
      body: { state: 'awaitingDocuments', waitingFor: 'applicant.documents' },
    });
    const { dueAt, revision } = await territory.within(({ db }) =>
      db.assessment.findUniqueOrThrow({ where: { id } }),
    );
    expect([toPlainDate(dueAt!), revision]).toEqual([inDays(20), 3]);
    expect(await moments(id)).toEqual([
      ['remindDocuments', inDays(13)],
      ['documentsDue', inDays(20)],
    ]);
    expect(await mailed(id)).toEqual(['documentsExtended']);
  });

  it('gives no less, and never more than thirty days from the request, whatever was given before', async () => {
    const id = await waiting();
    await territory.within(({ db }) =>
      db.documentRequest.updateMany({
        where: { assessmentId: id },
        data: { createdAt: new Date(Date.now() - 5 * 86_400_000), dueOn: toDateColumn(inDays(10)) },
      }),
    );
    const before = await moments(id);
    for (const dueOn of [inDays(10), inDays(9), inDays(26)])
      await expect(take(extendDocuments, id, { dueOn })).rejects.toMatchObject({
        code: 'invalidRequest',
        refusal: { errors: [{ pointer: '/body/dueOn' }] },
      });
    expect([await moments(id), await mailed(id)]).toEqual([before, []]);
    await expect(take(extendDocuments, id, { dueOn: inDays(25) })).resolves.toMatchObject({ status: 200 });
  });

  it('does neither once they came', async () => {
    const id = await waiting();
    await take(submitDossier, id, { items: [], answersRequest: true });
    for (const [step, body] of [
      [remindApplicant, {}],
      [extendDocuments, { dueOn: inDays(20) }],
    ] as const)
      await expect(take(step, id, body)).rejects.toMatchObject({ code: 'stepNotPossible' });
  });
});
