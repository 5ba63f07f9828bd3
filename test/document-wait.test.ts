import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stepsNow } from '../activities/fragility-assessment/assessment.ts';
import { declareComplete } from '../activities/fragility-assessment/declare-complete.ts';
import { documentsDue, requestDocuments } from '../activities/fragility-assessment/document-request.ts';
import { extendDocuments, remindApplicant } from '../activities/fragility-assessment/document-wait.ts';
import { openAssessment } from '../activities/fragility-assessment/open-assessment.ts';
import { submitDossier } from '../activities/fragility-assessment/submit-dossier.ts';
import type { Deadline } from '../activities/deadlines.ts';
import type { Step } from '../activities/submission.ts';
import { addDays, toDateColumn } from '../domain/plain-date.ts';
import { toPlainDate } from '../domain/time.ts';
import { applicationOf, dossierOf } from './holds/support/households.ts';
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
const endOf = (id: string) =>
  territory.within(({ db }) =>
    db.documentRequest.findFirstOrThrow({
      where: { assessmentId: id },
      select: { answeredAt: true, answeredBy: true, stoppedAt: true, stoppedBy: true },
    }),
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

  it('keeps apart whether somebody answered, who waited no longer, and that the day passed', async () => {
    const [answered, stopped, expired] = [await waiting(), await waiting(), await waiting()];
    await take(submitDossier, answered, { items: [], answersRequest: true });
    await take(submitDossier, stopped, dossierOf(territory.households[0]!, today));
    await take(declareComplete, stopped);
    await territory.within(async (tx) => {
      const where = { subjectId: expired, kind: 'documentsDue' };
      await documentsDue(tx, (await tx.db.deadline.findFirstOrThrow({ where })) as Deadline);
    });
    expect([await endOf(answered), await endOf(stopped), await endOf(expired)]).toEqual([
      { answeredAt: expect.any(Date) as Date, answeredBy: caseworker, stoppedAt: null, stoppedBy: null },
      { answeredAt: null, answeredBy: null, stoppedAt: expect.any(Date) as Date, stoppedBy: caseworker },
      { answeredAt: null, answeredBy: null, stoppedAt: expect.any(Date) as Date, stoppedBy: null },
    ]);
    const terms = await territory.within(({ db }) =>
      db.assessment.findMany({ where: { id: { in: [answered, stopped, expired] } } }),
    );
    expect(new Set(terms.map(({ termEndsOn }) => termEndsOn.getTime())).size).toBe(1);
  });

  it('is offered more time only while the thirty days of the law are not used up', async () => {
    const id = await waiting();
    const offered = async () =>
      stepsNow(await territory.within(({ db }) => db.assessment.findUniqueOrThrow({ where: { id } })));
    expect(await offered()).toContain('extendDocuments');
    await take(extendDocuments, id, { dueOn: inDays(30) });
    expect(await offered()).not.toContain('extendDocuments');
    await take(remindApplicant, id);
    await expect(take(remindApplicant, id)).rejects.toMatchObject({
      refusal: { possible: ['declareComplete'] },
    });
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
