import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fundAllocationActivities } from '../../activities/fund/index.ts';
import { dossierSubject } from '../../activities/fragility-assessment/dossier.ts';
import { systemClock } from '../../domain/clock.ts';
import { fundBalances } from '../../ledger/balances.ts';
import { openDatabase, type Database, type Tx } from '../../prisma/database.ts';
import { accountId } from '../../prisma/seed/personas.ts';
import { demoAllianceId } from '../../prisma/seed/index.ts';
import { processWorkflowId } from '../../workflows/contract.ts';
import { testActor, type TestDatabase } from '../support/database.ts';
import { openSeededDatabase } from '../support/seeded-database.ts';
import { untilSomebodyWaits } from '../support/lock-wait.ts';
import { times } from '../support/long.ts';
import { seedVault as vault } from '../support/seed.ts';
import { expectSoundLedger } from './support/books.ts';
import { caseHouseholds } from './support/households.ts';

const allocators = 2;
const lanesEach = 4;
const holds = times(200);
const payable = times(40);
const awardsOfHousehold = 20;
const households = times(20);

let test: TestDatabase;
let databases: Database[];

beforeAll(async () => {
  test = await openSeededDatabase();
  databases = Array.from({ length: allocators }, () =>
    openDatabase({ url: test.superuserUrl, clock: systemClock, maxConnections: lanesEach }),
  );
});
afterAll(async () => {
  await Promise.all(databases.map((database) => database.close()));
  await test.close();
});

describe('allocators at work at the same time', () => {
  it('hold once an award that all of them look at, and ask once for its approval', async () => {
    const [chosen] = await caseHouseholds(territory(), 1);
    const { householdId } = chosen!;
    const [id] = await openAwards([{ householdId, amountCents: 100, capCents: 2_000_000_000 }]);
    const [keeper, watcher] = [await test.superuser(), await test.superuser()];
    await keeper.query('BEGIN');
    await keeper.query('SELECT FROM household WHERE id = $1 FOR NO KEY UPDATE', [householdId]);
    const placed = allocateInParallel();
    await untilSomebodyWaits(watcher, 2);
    await keeper.query('ROLLBACK');
    await placed;
    const asked = await inDemo(({ db }) => db.task.count({ where: { subjectId: id! } }));
    expect([asked, ...(await statesOf([id!]))]).toEqual([1, ['held', 1]]);
    await inDemo((tx) => tx.db.wakeup.deleteMany());
  }, 60_000);

  it('never hold more for a household than its cap, and send the rest back to a person', async () => {
    const amountCents = 10_000;
    const capCents = 5 * amountCents + 9_999;
    const chosen = await caseHouseholds(territory(), households);
    for (const { householdId } of chosen) {
      const awards = Array.from({ length: awardsOfHousehold }, () => ({
        householdId,
        amountCents,
        capCents,
      }));
      const ids = await openAwards(awards);
      await allocateInParallel();
      const states = await statesOf(ids);
      expect(Object.fromEntries(states)).toEqual({ held: 5, needsReview: awardsOfHousehold - 5 });
      expect(await wokenDisbursements()).toEqual(ids.map((id) => processWorkflowId('fundDisbursement', id)));
      await inDemo((tx) => tx.db.wakeup.deleteMany());
    }
    await expectSoundLedger(territory());
    console.log(`${households} households × ${awardsOfHousehold} awards, ${allocators * lanesEach} at once`);
  }, 600_000);

  it('hold exactly what the Fund can pay, and not a cent more at any moment', async () => {
    const before = await inDemo(fundBalances);
    const amountCents = Math.floor(before.availableCents / payable);
    const chosen = await caseHouseholds(territory(), holds);
    const ids = await openAwards(
      chosen.map(({ householdId }) => ({ householdId, amountCents, capCents: 2_000_000_000 })),
    );
    const watch = watchFund();
    await allocateInParallel();
    const { looks, leastCents, lockWaits } = await watch.stop();
    expect(Object.fromEntries(await statesOf(ids))).toEqual({
      held: payable,
      awaitingFunds: holds - payable,
    });
    const after = await inDemo(fundBalances);
    expect(after.availableCents).toBe(before.availableCents - payable * amountCents);
    expect(Math.min(leastCents, after.availableCents)).toBeGreaterThanOrEqual(0);
    await expectStrictOrder(ids);
    await expectSoundLedger(territory());
    console.log(
      `${holds} holds for ${payable}, ${allocators} allocators × ${lanesEach}: ${looks} looks, ${lockWaits} lock waits seen`,
    );
  }, 600_000);
});

interface NewAward {
  readonly householdId: string;
  readonly amountCents: number;
  readonly capCents: number;
}

function territory() {
  return { services: { database: test.database }, allianceId: demoAllianceId };
}

function inDemo<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  return test.database.inAlliance(demoAllianceId, testActor, work, { timeoutMs: 60_000 });
}

/** Awards that wait for the Fund, each with the assessment it comes from; whoever comes last scores most. */
function openAwards(awards: readonly NewAward[]): Promise<string[]> {
  return inDemo(async (tx) => {
    const version = await tx.db.ruleVersion.findFirstOrThrow({ where: { ruleSet: 'fund-access' } });
    const { personId } = await tx.db.householdMember.findFirstOrThrow();
    const ids: string[] = [];
    for (const [index, { householdId, amountCents, capCents }] of awards.entries()) {
      const assessment = await tx.db.assessment.create({
        data: {
          allianceId: tx.allianceId,
          protocolNumber: randomUUID(),
          dossierCode: randomUUID(),
          householdId,
          applicantId: personId,
          beneficiaryId: personId,
          channel: 'desk',
          state: 'granted',
          waitingFor: 'nothing',
          receivedAt: tx.now,
          termEndsOn: tx.now,
          accessVersionId: version.id,
          createdAt: tx.now,
        },
      });
      const award = await tx.db.award.create({
        data: {
          allianceId: tx.allianceId,
          assessmentId: assessment.id,
          householdId,
          waitingFor: 'fund.allocation',
          amountCents,
          capCents,
          scoreHundredths: index + 1,
          iseeSealed: await vault.seal(tx, dossierSubject(assessment.id), 'isee', 500_000),
          completeAt: tx.now,
          proposedBy: accountId('teresa'),
          createdAt: tx.now,
        },
      });
      ids.push(award.id);
    }
    return ids.toSorted();
  });
}

/** What the activity of each allocation does, in several lanes of two processes, until none finds more to do. */
async function allocateInParallel(): Promise<void> {
  const lanes = databases.flatMap((database) =>
    Array.from({ length: lanesEach }, async () => {
      const { placeNextHold } = fundAllocationActivities({ database, vault, publicUrl: 'http://localhost' });
      while ((await placeNextHold({ allianceId: demoAllianceId })).more);
    }),
  );
  await Promise.all(lanes);
}

async function statesOf(ids: readonly string[]): Promise<Map<string, number>> {
  const awards = await inDemo(({ db }) => db.award.findMany({ where: { id: { in: [...ids] } } }));
  const byState = Map.groupBy(awards, ({ state }) => state);
  return new Map([...byState].map(([state, { length }]) => [state, length]));
}

async function wokenDisbursements(): Promise<string[]> {
  const wakeups = await inDemo(({ db }) => db.wakeup.findMany({ orderBy: { process: 'asc' } }));
  return wakeups.map(({ process }) => process);
}

/** Nobody who waits stands before somebody who was served. */
async function expectStrictOrder(ids: readonly string[]): Promise<void> {
  const awards = await inDemo(({ db }) =>
    db.award.findMany({ where: { id: { in: [...ids] } }, orderBy: { scoreHundredths: 'desc' } }),
  );
  const served = awards.map(({ state }) => state === 'held');
  expect(served).toEqual(served.toSorted((a, b) => Number(b) - Number(a)));
}

/** Looks at the Fund, and at who waits for a lock, for as long as the allocators work. */
function watchFund() {
  const seen = { looks: 0, leastCents: Number.MAX_SAFE_INTEGER, lockWaits: 0 };
  let isOver = false;
  const look = async (): Promise<void> => {
    const superuser = await test.superuser();
    while (!isOver) {
      const { availableCents } = await inDemo(fundBalances);
      const { rows } = await superuser.query<{ count: string }>(
        `SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`,
      );
      seen.looks += 1;
      seen.leastCents = Math.min(seen.leastCents, availableCents);
      seen.lockWaits += Number(rows[0]!.count);
    }
  };
  const looking = look();
  return {
    async stop() {
      isOver = true;
      await looking;
      return seen;
    },
  };
}
