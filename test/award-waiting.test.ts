import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dossierSubject } from '../activities/fragility-assessment/dossier.ts';
import { confirmDelivery } from '../activities/fund/delivery.ts';
import { releaseAward } from '../activities/fund/release.ts';
import { resumeAward, setAside } from '../activities/fund/review.ts';
import { endWaitsWithoutEnd } from '../activities/fund/wait-without-end.ts';
import { waitingEnds } from '../activities/fund/waiting-list.ts';
import type { Step } from '../activities/submission.ts';
import { addDays } from '../domain/plain-date.ts';
import { endOfDay, toPlainDate } from '../domain/time.ts';
import { demoAllianceId } from '../prisma/seed/index.ts';
import { caseworker, openTerritory, unitPriceCents, type Territory } from './support/planted-award.ts';

let territory: Territory;
let next = 0;
const today = toPlainDate(new Date());
beforeAll(async () => {
  territory = await openTerritory(12);
});
afterAll(() => territory.close());

const household = () => territory.households[(next += 1)]!;
const say = (step: unknown, awardId: string, body: unknown) =>
  territory.take(step as Step, awardId, body, caseworker);
const awardNow = (id: string) => territory.within((tx) => tx.db.award.findUniqueOrThrow({ where: { id } }));

describe('the end of a wait', () => {
  const waitIsOver = (subjectId: string) =>
    territory.within((tx) =>
      waitingEnds(
        tx,
        {
          id: randomUUID(),
          subjectKind: 'award',
          subjectId,
          kind: 'waitingEnds',
          targetId: null,
          dueAt: tx.now,
        },
        territory.services,
      ),
    );

  it('closes what still waits, and asks for a letter', async () => {
    const award = await territory.awaiting(household());
    await waitIsOver(award.id);
    expect(await awardNow(award.id)).toMatchObject({ state: 'released', releasedCents: award.amountCents });
    const letters = await territory.within(({ db }) =>
      db.deadline.findMany({ where: { subjectId: award.assessmentId, kind: 'writeWaitingEndedLetter' } }),
    );
    expect(letters).toHaveLength(1);
  });

  it('is not the only thing that finds an award held meanwhile: it is not set aside either', async () => {
    const held = await territory.held(household());
    await territory.within((tx) => setAside(tx, territory.services, held.id, new Error('x')));
    expect(await awardNow(held.id)).toMatchObject({ state: 'held' });
  });

  it('leaves alone what is held, and what a person looks at', async () => {
    const held = await territory.held(household());
    const looked = await territory.awaiting(household());
    await territory.within(({ db }) =>
      db.award.update({ where: { id: looked.id }, data: { state: 'needsReview' } }),
    );
    for (const { id } of [held, looked]) await waitIsOver(id);
    expect(await awardNow(held.id)).toMatchObject({ state: 'held', releasedCents: 0 });
    expect(await awardNow(looked.id)).toMatchObject({ state: 'needsReview', releasedCents: 0 });
  });
});

describe('a wait from before waits had an end', () => {
  const actor = { kind: 'system', id: 'reconcile' } as const;
  const made = () => endWaitsWithoutEnd(territory.services, demoAllianceId, actor);
  const endsOf = (subjectId: string) =>
    territory.within(({ db }) => db.deadline.findMany({ where: { subjectId, kind: 'waitingEnds' } }));

  it('gets all its days, once, and nothing else gets any', async () => {
    const award = await territory.awaiting(household());
    const looked = await territory.awaiting(household());
    await territory.within(({ db }) =>
      db.award.update({ where: { id: looked.id }, data: { state: 'needsReview' } }),
    );
    for (const _twice of [1, 2]) await made();
    const dueAt = endOfDay(addDays(today, 90));
    expect(await awardNow(award.id)).toMatchObject({ state: 'awaitingFunds', dueAt });
    expect(await endsOf(award.id)).toMatchObject([{ dueAt }]);
    expect(await endsOf(looked.id)).toEqual([]);
  });

  it('goes to a person when its days cannot be read', async () => {
    const award = await territory.awaiting(household());
    const superuser = await territory.test.superuser();
    const altered = (content: string) =>
      superuser.query(
        `ALTER TABLE rule_version DISABLE TRIGGER USER;
         UPDATE rule_version SET content = ${content} WHERE rule_set = 'fund-access';
         ALTER TABLE rule_version ENABLE TRIGGER USER`,
      );
    await altered(`content || '{"added": 1}'`);
    await made();
    await altered("content - 'added'");
    expect(await awardNow(award.id)).toMatchObject({ state: 'needsReview' });
    expect(await endsOf(award.id)).toEqual([]);
  });
});

describe('an award that needs review', () => {
  it('goes back to the waiting list with its days from that day, not beyond the cap', async () => {
    const award = await territory.awaiting(household());
    const change = (data: object) =>
      territory.within(({ db }) => db.award.update({ where: { id: award.id }, data }));
    await expect(say(resumeAward, award.id, {})).rejects.toMatchObject({ code: 'stepNotPossible' });
    await change({ state: 'needsReview' });
    const full = await territory.held(
      territory.households.find(({ householdId }) => householdId === award.householdId)!,
    );
    await change({ capCents: award.amountCents });
    await expect(say(resumeAward, award.id, {})).rejects.toMatchObject({
      code: 'stepNotPossible',
      refusal: { possible: ['releaseAward'] },
    });
    await say(releaseAward, full.id, { reason: 'x' });
    await say(resumeAward, award.id, {});
    const dueAt = endOfDay(addDays(today, 90));
    expect(await awardNow(award.id)).toMatchObject({ state: 'awaitingFunds', dueAt });
    const ends = await territory.within(({ db }) =>
      db.deadline.findMany({ where: { subjectId: award.id, kind: 'waitingEnds', cancelledAt: null } }),
    );
    expect(ends).toMatchObject([{ dueAt }]);
  });
});

describe('a release', () => {
  it('is told by a letter with the amount and the units that do not come, once', async () => {
    const { award, order, unitIds } = await territory.delivering(household(), { units: 3, recorded: 1 });
    await say(confirmDelivery, award.id, { unitIds });
    await say(releaseAward, award.id, { reason: 'Trasloco.' });
    await say(releaseAward, award.id, { reason: 'Ancora.' });
    const kept = await territory.within(async (tx) => {
      const where = { assessmentId: award.assessmentId, kind: 'release' };
      const decisions = await tx.db.decision.findMany({ where });
      return Promise.all(
        decisions.map(({ outcomeSealed }) =>
          territory.services.vault.open(tx, dossierSubject(award.assessmentId), 'outcome', outcomeSealed!),
        ),
      );
    });
    expect(kept).toEqual([{ releasedCents: 2 * unitPriceCents, unitsOfNeeds: { [order.needId]: 2 } }]);
  });
});
