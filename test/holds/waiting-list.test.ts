import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { wakeUp } from '../../activities/wakeup.ts';
import { reconcile } from '../../cli/reconcile.ts';
import { addDays, toDateColumn } from '../../domain/plain-date.ts';
import { toPlainDate } from '../../domain/time.ts';
import { fundBalances } from '../../ledger/balances.ts';
import { post } from '../../ledger/post.ts';
import { fundHold, holdReleased } from '../../ledger/postings.ts';
import type { Tx } from '../../prisma/database.ts';
import { fundAllocationId, processWorkflowId } from '../../workflows/contract.ts';
import { expectSoundLedger } from './support/books.ts';
import { expectReplays, historiesOfRows } from './support/histories.ts';
import { applicationOf, caseHouseholds, dossierOf, type CaseHousehold } from './support/households.ts';
import {
  applyFor,
  evaluate,
  journeyToHeld,
  openOffice,
  recommendAndDecide,
  waitUntilHeld,
  type Office,
} from './support/journey.ts';
import { insist, insistDone } from './support/patient.ts';
import { record } from './support/recorded.ts';
import { openSkippingStack, type SkippingStack } from './support/time-skipping.ts';

const MINUTE_MS = 60_000;
let stack: SkippingStack;
let households: CaseHousehold[];

beforeAll(async () => {
  stack = await openSkippingStack(new Date('2026-03-02T07:00:00Z'));
  households = await caseHouseholds(stack, 2);
});
afterAll(() => stack.close());

describe('an award for which no money comes', () => {
  let assessmentId: string, awardId: string, giveBackTheFund: () => Promise<void>;

  it('waits until the day that the rules name, and says so', async () => {
    await morningOf('2026-03-02');
    giveBackTheFund = await emptyFund();
    const office = await openOffice(stack);
    assessmentId = await applyByDelegate(office, households[0]!, '2026-03-31');
    await evaluate(office, assessmentId);
    await recommendAndDecide(office, assessmentId, 'grant');
    await stack.clock.quiet();
    ({ id: awardId } = await rows(({ db }) => db.award.findFirstOrThrow({ where: { assessmentId } })));
    expect(await awardNow()).toMatchObject({ state: 'awaitingFunds', waitingFor: 'fund.allocation' });
    expect(romeTime((await awardNow()).dueAt)).toBe('2026-05-31 23:59');
  }, 120_000);

  it('is given that day by reconcile, if it waited before there was one, and the letter that is owed says it', async () => {
    const ends = { subjectId: awardId, kind: 'waitingEnds', firedAt: null, cancelledAt: null };
    const [set] = await rows(({ db }) => db.deadline.findMany({ where: ends }));
    await rows(async ({ db, now }) => {
      await db.deadline.update({ where: { id: set!.id }, data: { cancelledAt: now } });
      await db.award.update({ where: { id: awardId }, data: { dueAt: null } });
    });
    const workflowId = processWorkflowId('fundDisbursement', awardId);
    await stack.services.client.workflow.getHandle(workflowId).terminate();
    for (const _twice of [1, 2]) await reconcile(stack.services);
    await stack.clock.quiet();
    expect(await rows(({ db }) => db.deadline.findMany({ where: ends }))).toMatchObject([
      { dueAt: set!.dueAt },
    ]);
    expect(romeTime((await awardNow()).dueAt)).toBe('2026-05-31 23:59');
    await morningOf('2026-03-03');
    expect(await lettersOf(assessmentId)).toEqual(['receipt', 'grant']);
  }, 120_000);

  it('is looked after when the document of whoever filed it lapses meanwhile', async () => {
    const asked = () =>
      rows(({ db }) => db.task.count({ where: { subjectId: awardId, kind: 'representationEnded' } }));
    await stack.clock.advanceTo(new Date('2026-03-31T21:59:00Z'));
    expect(await asked()).toBe(0);
    await stack.clock.advanceTo(new Date('2026-03-31T22:01:00Z'));
    expect(await asked()).toBe(1);
  }, 120_000);

  it('leaves the waiting list at the end of that day, with a letter to the person', async () => {
    const endsAt = new Date('2026-05-31T21:59:59.999Z');
    await stack.clock.advanceTo(new Date(endsAt.getTime() - MINUTE_MS));
    expect(await awardNow()).toMatchObject({ state: 'awaitingFunds' });
    expect(await lettersOf(assessmentId)).toEqual(['receipt', 'grant']);
    await stack.clock.advanceTo(new Date(endsAt.getTime() + MINUTE_MS));
    expect(await awardNow()).toMatchObject({
      state: 'released',
      waitingFor: 'nothing',
      releasedCents: 10_000,
    });
    expect(await lettersOf(assessmentId)).toEqual(['receipt', 'grant', 'waitingEnded']);
    const ended = await rows(({ db }) =>
      db.letter.findFirstOrThrow({ where: { assessmentId, kind: 'waitingEnded' } }),
    );
    expect(ended.recipientId).toBe(households[0]!.applicantId);
    expect(await mailedTo('waitingEnded', assessmentId)).toEqual([households[0]!.applicantId]);
    expect(
      await rows(({ db }) =>
        db.providerOrder.findMany({ where: { awardId, closedAt: null }, select: { id: true } }),
      ),
    ).toEqual([]);
    await record(
      stack.services,
      processWorkflowId('fundDisbursement', awardId),
      'fund-disbursement/waiting-ended',
    );
    await giveBackTheFund();
    await stack.clock.quiet();
    expect(await awardNow()).toMatchObject({ state: 'released' });
  }, 120_000);

  const awardNow = () => rows(({ db }) => db.award.findUniqueOrThrow({ where: { id: awardId } }));
});

describe('an award that a person has to look at', () => {
  it('goes back to its place, with all its days, once the cap leaves it room', async () => {
    await morningOf('2026-09-07');
    const office = await openOffice(stack);
    const before = await journeyToHeld(office, households[1]!, { today: await today() });
    const giveBackTheFund = await emptyFund();
    const assessmentId = await applyFor(office, households[1]!, { today: await today() });
    await evaluate(office, assessmentId);
    await recommendAndDecide(office, assessmentId, 'grant');
    await morningOf('2026-09-08');
    expect(await lettersOf(assessmentId)).toEqual(['receipt', 'grant']);
    const { id: awardId, amountCents: capCents } = await rows(({ db }) =>
      db.award.findFirstOrThrow({ where: { assessmentId } }),
    );
    await rows(({ db }) => db.award.update({ where: { id: awardId }, data: { capCents } }));
    await giveBackTheFund();
    await stack.clock.quiet();
    const awardNow = () => rows(({ db }) => db.award.findUniqueOrThrow({ where: { id: awardId } }));
    expect(await awardNow()).toMatchObject({ state: 'needsReview', waitingFor: 'caseworker.review' });
    expect(await mailedTo('waitingPaused', assessmentId)).toHaveLength(1);

    const at = `/v1/awards/${awardId}`;
    const nextDay = await openOffice(stack);
    const tooEarly = await insist(nextDay.caseworker, `${at}/resumption`);
    expect([tooEarly.status, tooEarly.body.possible]).toEqual([409, ['releaseAward']]);
    expect(await awardNow()).toMatchObject({ state: 'needsReview' });

    // The moments at which both waits would have ended pass: one award is held, and of the other a person has to say.
    await stack.clock.advanceTo(new Date('2026-12-10T08:00:00Z'));
    const past = { subjectId: { in: [before.awardId, awardId] }, kind: 'waitingEnds', firedAt: null };
    expect(await rows(({ db }) => db.deadline.count({ where: past }))).toBe(0);
    expect(await awardNow()).toMatchObject({ state: 'needsReview' });
    const held = await rows(({ db }) => db.award.findUniqueOrThrow({ where: { id: before.awardId } }));
    expect(held).toMatchObject({ state: 'held', releasedCents: 0 });
    const later = await openOffice(stack);
    await insistDone(later.caseworker, `/v1/awards/${before.awardId}/release`, { reason: 'Rinuncia.' });
    const emptyAgain = await emptyFund();
    await insistDone(later.caseworker, `${at}/resumption`);
    await stack.clock.quiet();
    expect(await awardNow()).toMatchObject({ state: 'awaitingFunds', waitingFor: 'fund.allocation' });
    expect(romeTime((await awardNow()).dueAt)).toBe('2027-03-10 23:59');
    expect(await mailedTo('waitingResumed', assessmentId)).toHaveLength(1);
    expect(
      await rows(({ db }) => db.task.findMany({ where: { subjectId: awardId, kind: 'reviewAward' } })),
    ).toMatchObject([{ state: 'completed' }]);

    await emptyAgain();
    expect(await waitUntilHeld(later, assessmentId)).toBe(awardId);
    await insistDone(later.caseworker, `${at}/release`, { reason: 'Prova.' });
    await stack.clock.quiet();
    expect(await lettersOf(assessmentId)).toEqual(['receipt', 'grant', 'release']);
    await record(stack.services, processWorkflowId('fundDisbursement', awardId), 'fund-disbursement/resumed');
  }, 300_000);
});

describe('what these tests did', () => {
  it('replays, and the books are sound', async () => {
    await expectReplays(stack.services, await historiesOfRows(stack));
    await expectSoundLedger(stack);
  }, 120_000);
});

/** Somebody else files it, by a delegation that ends on that day. */
async function applyByDelegate(office: Office, household: CaseHousehold, until: string): Promise<string> {
  const day = await today();
  const stranger = {
    givenName: 'Vicina',
    familyName: 'Delegata',
    birthDate: '1970-01-01',
    comuneIstat: '016058',
  };
  const { id: applicantId } = await insistDone(office.caseworker, '/v1/people', stranger);
  const relation = await rows(async ({ db, allianceId, now }) => {
    const { documentId } = await db.relation.findFirstOrThrow({ where: { kind: 'delegate' } });
    const [validFrom, expiresOn] = [toDateColumn(addDays(day, -1)), toDateColumn(until)];
    const who = { personId: household.applicantId, representativeId: applicantId as string };
    const data = { ...who, allianceId, kind: 'delegate' as const, documentId, validFrom, expiresOn };
    return db.relation.create({ data: { ...data, createdAt: now } });
  });
  const asked = { ...applicationOf(household, 2), applicantId, relationId: relation.id };
  const { assessmentId } = await insistDone(office.caseworker, '/v1/assessments', asked);
  await insistDone(office.caseworker, `/v1/assessments/${assessmentId}/dossier`, dossierOf(household, day));
  return assessmentId as string;
}

/** Takes all the Fund has until somebody gives it back, which wakes whoever waits for it. */
async function emptyFund(): Promise<() => Promise<void>> {
  const [awardId, holdId] = [randomUUID(), randomUUID()];
  await rows(async (tx) => {
    const { availableCents } = await fundBalances(tx);
    const effectiveOn = toPlainDate(tx.now);
    await post(tx, fundHold({ id: holdId, awardId, effectiveOn, amountCents: availableCents }));
  });
  return () =>
    rows(async (tx) => {
      const effectiveOn = toPlainDate(tx.now);
      await post(tx, holdReleased({ id: randomUUID(), awardId, effectiveOn, holdId }));
      await wakeUp(tx, fundAllocationId(tx.allianceId));
    });
}

async function lettersOf(assessmentId: string): Promise<string[]> {
  const letters = await rows(({ db }) =>
    db.letter.findMany({ where: { assessmentId }, orderBy: { id: 'asc' } }),
  );
  return letters.map(({ kind }) => kind);
}

/** To whom a mail of this template about this case went. */
async function mailedTo(template: string, aboutId: string): Promise<string[]> {
  const mails = await rows(({ db }) => db.mail.findMany({ where: { template, subjectId: aboutId } }));
  return mails.map(({ recipientId }) => recipientId);
}

function morningOf(date: string): Promise<void> {
  return stack.clock.advanceTo(new Date(`${date}T08:00:00Z`));
}

async function today(): Promise<string> {
  return toPlainDate(await stack.clock.now());
}

function romeTime(instant: Date | null): string {
  return instant!.toLocaleString('sv-SE', { timeZone: 'Europe/Rome' }).slice(0, 16);
}

function rows<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  return stack.services.database.inAlliance(stack.allianceId, { kind: 'system', id: 'test' }, work);
}
