import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { collectContribution, pledgeContribution } from '../activities/contributions.ts';
import { lockForStep } from '../activities/fragility-assessment/assessment.ts';
import { checkHousehold } from '../activities/fragility-assessment/household-change.ts';
import { lockAward, lockAwardForStep } from '../activities/fund/award.ts';
import { giveEffect } from '../activities/submission.ts';
import { escalateTask, openTask } from '../activities/tasks.ts';
import type { Principal } from '../api/principal.ts';
import type { WriteRoute } from '../api/route.ts';
import { routes } from '../api/routes.ts';
import type { Tx } from '../prisma/database.ts';
import { demoAllianceId } from '../prisma/seed/index.ts';
import { accountId } from '../prisma/seed/personas.ts';
import { publishVersion, sendVersion, submitVersion } from '../rules/publishing.ts';
import { versionInForce } from '../rules/store.ts';
import { eventually } from './support/eventually.ts';
import { openTerritory, type Territory } from './support/planted-award.ts';
import { shippedCopy } from './rules/change.ts';

let territory: Territory;
beforeAll(async () => {
  territory = await openTerritory(4);
});
afterAll(() => territory.close());

interface Keeper {
  readonly lock: string;
  readonly id: string;
  /** What the keeper writes, $1 being the id, before letting go. */
  readonly change?: string;
}

/**
 * Somebody else holds the row and changes it while `act` is under way: `act` has to wait, and then to go by what it
 * finds. Had it read the row without the lock, it would go by what was there before.
 */
async function behind<T>({ lock, id, change }: Keeper, act: () => Promise<T>): Promise<T> {
  const keeper = await territory.test.superuser();
  await keeper.query('BEGIN');
  await keeper.query(`SELECT FROM ${lock} WHERE id = $1 FOR NO KEY UPDATE`, [id]);
  let isSettled = false;
  const acting = act().finally(() => (isSettled = true));
  acting.catch(() => undefined);
  try {
    await eventually(async () => {
      const { rows } = await keeper.query<{ waiting: boolean }>(
        `SELECT EXISTS (SELECT FROM pg_stat_activity
                         WHERE datname = current_database() AND wait_event_type = 'Lock') AS waiting`,
      );
      return isSettled || rows[0]!.waiting;
    });
    expect(isSettled, 'it did not wait for the row').toBe(false);
    if (change) await keeper.query(change, [id]);
  } finally {
    await keeper.query('COMMIT');
  }
  return acting;
}

/** What a route of the API does in its transaction. */
function write(operation: string, who: string, call: { params?: object; body?: object }): Promise<object> {
  const route = routes.find((candidate) => candidate.operation === operation) as unknown as WriteRoute<
    never,
    never,
    never,
    never
  >;
  return territory.within(async (tx) => {
    const account = await tx.db.account.findUniqueOrThrow({ where: { id: accountId(who as 'anna') } });
    const principal = { ...account, accountId: account.id, personId: account.personId ?? undefined };
    const full = {
      principal: principal as unknown as Principal,
      params: {},
      query: {},
      body: {},
      locale: 'it',
      ...call,
    };
    return route.write(tx, full as never, territory.services as never);
  });
}

const somebody = () =>
  territory.within(({ db }) => db.person.findFirstOrThrow({ where: { erasedAt: null } }));

describe('a step waits for whoever is at its row, and goes by what it finds:', () => {
  it('an award', async () => {
    const { id } = await territory.held(territory.households[0]!);
    const step = behind(
      { lock: 'award', id, change: "UPDATE award SET state = 'released' WHERE id = $1" },
      () => territory.within((tx) => lockAwardForStep(tx, id, 'approveDisbursement')),
    );
    await expect(step).rejects.toMatchObject({ code: 'stepNotPossible' });
    await behind({ lock: 'award', id }, () => territory.within((tx) => lockAward(tx, id)));
  });

  it('an assessment', async () => {
    const id = await anAssessment();
    const step = behind(
      { lock: 'assessment', id, change: "UPDATE assessment SET state = 'withdrawn' WHERE id = $1" },
      () => territory.within((tx) => lockForStep(tx, id, 'recommend')),
    );
    await expect(step).rejects.toMatchObject({ code: 'stepNotPossible' });
  });

  it('an assessment whose household changed', async () => {
    const id = await anAssessment();
    await behind(
      { lock: 'assessment', id, change: "UPDATE assessment SET state = 'granted' WHERE id = $1" },
      () => territory.within((tx) => checkHousehold(tx, territory.services, id)),
    );
    const found = await territory.within(({ db }) => db.assessment.findUniqueOrThrow({ where: { id } }));
    expect(found).toMatchObject({ state: 'granted', completeAt: expect.any(Date) });
  });

  it('a submission', async () => {
    const id = await aSubmission();
    let effects = 0;
    const done = "UPDATE submission SET state = 'done', status = 200, done_at = created_at WHERE id = $1";
    await behind({ lock: 'submission', id, change: done }, () => effect(id, () => (effects += 1)));
    expect(effects).toBe(0);
  });

  it('a person', async () => {
    const { id } = await somebody();
    const blanked = 'UPDATE person SET identity_sealed = NULL, erased_at = created_at WHERE id = $1';
    const change = behind({ lock: 'person', id, change: blanked }, () =>
      write('changePerson', 'chiara', { params: { personId: id }, body: { phone: '035 000000' } }),
    );
    await expect(change).rejects.toMatchObject({ code: 'erased' });
  });

  it('a task', async () => {
    const id = await territory.within(async ({ db, allianceId, now }) => {
      const task = { kind: 'declareComplete', subjectKind: 'assessment', subjectId: randomUUID() };
      const data = { ...task, allianceId, candidateRole: 'caseworker' as const, createdAt: now };
      return (await db.task.create({ data })).id;
    });
    const taken = `UPDATE task SET state = 'claimed', assignee_id = '${accountId('marco')}' WHERE id = $1`;
    const claim = behind({ lock: 'task', id, change: taken }, () =>
      write('claimTask', 'chiara', { params: { taskId: id } }),
    );
    await expect(claim).rejects.toMatchObject({ code: 'stepNotPossible' });
  });

  it('an absence', async () => {
    const id = accountId('chiara');
    const recorded = `INSERT INTO absence (id, alliance_id, account_id, substitute_id, from_date, to_date, created_at)
      SELECT '${randomUUID()}', alliance_id, id, '${accountId('marco')}', '2099-06-01', '2099-06-09', created_at
        FROM account WHERE id = $1`;
    const body = {
      accountId: id,
      substituteId: accountId('marco'),
      fromDate: '2099-06-05',
      toDate: '2099-06-06',
    };
    const absence = behind({ lock: 'account', id, change: recorded }, () =>
      write('recordAbsence', 'chiara', { body }),
    );
    await expect(absence).rejects.toMatchObject({ code: 'alreadyExists' });
  });

  it('a contribution', async () => {
    const id = await territory.within(async (tx) => {
      const employer = await tx.db.organisation.findFirstOrThrow({ where: { roles: { has: 'employer' } } });
      const pledge = { organisationId: employer.id, source: 'employer', amountCents: 100 } as const;
      return (await pledgeContribution(tx, pledge)).id;
    });
    const collected = "UPDATE contribution SET collected_at = pledged_at, bank_ref = 'A/1' WHERE id = $1";
    const collection = behind({ lock: 'contribution', id, change: collected }, () =>
      territory.within((tx) => collectContribution(tx, id, 'A/2')),
    );
    await expect(collection).rejects.toMatchObject({ code: 'stepNotPossible' });
  });

  it('a household', async () => {
    const { householdId: id, applicantId: personId } = territory.households[1]!;
    await behind({ lock: 'household', id }, () =>
      write('leaveHousehold', 'chiara', {
        params: { householdId: id, personId },
        body: { leftOn: '2026-06-01' },
      }),
    );
  });

  it('a household whose next award is to be held', async () => {
    const household = territory.households[0]!;
    await behind({ lock: 'household', id: household.householdId }, () => territory.held(household));
  });

  it('a task that is overdue', async () => {
    const { award } = await territory.delivering(territory.households[3]!);
    const subject = { subjectKind: 'award' as const, subjectId: award.id };
    const task = { ...subject, kind: 'reviewAward' as const, candidateRole: 'caseworker' as const };
    const { id } = await territory.within((tx) => openTask(tx, { ...task, dueInWorkingDays: 1 }));
    const claim = `UPDATE task SET state = 'claimed', assignee_id = '${accountId('chiara')}' WHERE id = $1`;
    const deadline = { ...subject, id: randomUUID(), kind: 'escalateTask', targetId: id, dueAt: new Date() };
    await behind({ lock: 'task', id, change: claim }, () =>
      territory.within((tx) => escalateTask(tx, deadline, territory.services)),
    );
    const found = await territory.within(({ db }) => db.task.findUniqueOrThrow({ where: { id } }));
    expect(found).toMatchObject({ assigneeId: accountId('chiara'), state: 'claimed', priority: 100 });
  });

  it('a rule version', async () => {
    const as = <T>(who: string, work: (tx: Tx) => Promise<T>) =>
      territory.test.database.inAlliance(
        demoAllianceId,
        { kind: 'account', id: accountId(who as 'sara') },
        work,
      );
    const { id } = await as('sara', async (tx) => {
      await versionInForce(tx, 'fund-access', tx.now);
      return submitVersion(
        tx,
        (await sendVersion(tx, shippedCopy('fund-access'))).id,
        'Delibera 12 del 2026',
      );
    });
    const retired = "UPDATE rule_version SET state = 'retired', retired_at = created_at WHERE id = $1";
    const publication = behind({ lock: 'rule_version', id, change: retired }, () =>
      as('luca', (tx) => publishVersion(tx, id, new Date('2099-01-01T00:00:00Z'))),
    );
    await expect(publication).rejects.toMatchObject({ code: 'stepNotPossible' });
  });
});

describe('a submission given effect by several at once', () => {
  it('has one effect', async () => {
    const id = await aSubmission();
    let effects = 0;
    await Promise.all(Array.from({ length: 5 }, () => effect(id, () => (effects += 1))));
    expect(effects).toBe(1);
  });
});

/** An evaluated assessment, complete long before the households last changed. */
async function anAssessment(): Promise<string> {
  const { award } = await territory.delivering(territory.households[2]!);
  const { assessmentId } = award;
  await territory.within(({ db }) =>
    db.assessment.update({
      where: { id: assessmentId },
      data: { state: 'evaluation', completeAt: new Date('2000-01-01T00:00:00Z') },
    }),
  );
  return assessmentId;
}

function aSubmission(): Promise<string> {
  return territory.within(async (tx) => {
    const subject = { kind: 'alliance', id: tx.allianceId } as const;
    const sealed = await territory.services.vault.seal(tx, subject, 'submission', { params: {}, body: null });
    const told = { key: randomUUID(), method: 'POST', path: '/v1/x', requestHash: new Uint8Array(1) };
    const about = { operation: 'x', subjectId: randomUUID(), accountId: accountId('chiara') };
    const data = { ...told, ...about, allianceId: tx.allianceId, payloadSealed: sealed, createdAt: tx.now };
    return (await tx.db.submission.create({ data })).id;
  });
}

async function effect(submissionId: string, count: () => number): Promise<void> {
  await giveEffect(
    territory.services,
    { allianceId: demoAllianceId, submissionId },
    () => {
      count();
      return Promise.resolve({ status: 200, body: {} });
    },
    () => Promise.resolve({ over: false }),
  );
}
