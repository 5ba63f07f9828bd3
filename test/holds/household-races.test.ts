import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decide } from '../../activities/fragility-assessment/decide.ts';
import { declareComplete } from '../../activities/fragility-assessment/declare-complete.ts';
import { dossierSubject } from '../../activities/fragility-assessment/dossier.ts';
import { checkHousehold } from '../../activities/fragility-assessment/household-change.ts';
import { openAssessment } from '../../activities/fragility-assessment/open-assessment.ts';
import { recommend } from '../../activities/fragility-assessment/recommend.ts';
import { submitDossier } from '../../activities/fragility-assessment/submit-dossier.ts';
import { fundAllocationActivities } from '../../activities/fund/index.ts';
import type { Done, Step } from '../../activities/submission.ts';
import { householdMemberRoutes } from '../../api/household-members.ts';
import type { WriteRoute } from '../../api/route.ts';
import { openAssessmentInput, submitDossierInput } from '../../domain/assessment.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { Tx } from '../../prisma/database.ts';
import { demoAllianceId } from '../../prisma/seed/index.ts';
import { accountId } from '../../prisma/seed/personas.ts';
import { testActor, type TestDatabase } from '../support/database.ts';
import { openSeededDatabase } from '../support/seeded-database.ts';
import { eventually } from '../support/eventually.ts';
import { times } from '../support/long.ts';
import { seedVault as vault } from '../support/seed.ts';
import { applicationOf, caseHouseholds, dossierOf, type CaseHousehold } from './support/households.ts';
import { isoToday } from './support/journey.ts';

/** Each way to race, with the change first half of the time. */
const rounds = 2 * times(80);
/** A fifth of the demonstration's households are of one person, who cannot leave anybody. */
const householdsWanted = Math.ceil(2.7 * rounds) + 40;

let test: TestDatabase;
let households: CaseHousehold[];

beforeAll(async () => {
  test = await openSeededDatabase();
  const territory = { services: { database: test.database }, allianceId: demoAllianceId };
  const all = await caseHouseholds(territory, householdsWanted);
  households = all.filter(({ members }) => members.length > 1);
}, 60_000);
afterAll(() => test.close());

describe('a household that changes while its case is decided', () => {
  it.each(['grant', 'refuse'] as const)('is not decided for as it was: %s', async (outcome) => {
    const household = nextHousehold();
    const id = await recommended(household);
    const change = await begin((tx) => leave(tx, household));
    const decision = told(inDemo((tx) => decideNow(tx, id, outcome)));
    await waitingForALock();
    change.commit();
    expect([await change.done, await decision]).toEqual([1, 'stepNotPossible']);
    expect(await stateAfterWakeUp(id)).toBe('completeness');
  });

  it('has been decided for when the decision came first, and is told so', async () => {
    const household = nextHousehold();
    const id = await recommended(household);
    const decision = await begin((tx) => decideNow(tx, id, 'refuse'));
    const change = inDemo((tx) => leave(tx, household));
    await waitingForALock();
    decision.commit();
    expect([(await decision.done).status, await change]).toEqual([200, 0]);
    expect(await stateAfterWakeUp(id)).toBe('refused');
  });

  it('can still be sent back by the commission', async () => {
    const household = nextHousehold();
    const id = await recommended(household);
    await inDemo((tx) => leave(tx, household));
    await inDemo((tx) => decideNow(tx, id, 'sendBack'));
    expect(await stateAfterWakeUp(id)).toBe('completeness');
  });
});

describe('a household that changes while its dossier is declared complete', () => {
  it('is evaluated as it is afterwards when it changed first', async () => {
    const household = nextHousehold();
    const id = await gathered(household);
    const change = await begin((tx) => leave(tx, household));
    const complete = inDemo((tx) => completeNow(tx, id));
    await waitingForALock();
    change.commit();
    await Promise.all([change.done, complete]);
    expect(await stateAfterWakeUp(id)).toBe('evaluation');
    expect(await evaluatedMembers(id)).toBe(household.members.length - 1);
  });

  it('is looked at again when it changed second, though its clock was read first', async () => {
    const household = nextHousehold();
    const id = await gathered(household);
    const complete = await begin((tx) => completeNow(tx, id));
    const earlier = new Date(Date.now() - 60_000);
    const change = inDemo((tx) => leave({ ...tx, now: earlier }, household));
    await waitingForALock();
    complete.commit();
    expect(await change).toBe(1);
    await complete.done;
    expect(await stateAfterWakeUp(id)).toBe('completeness');
  });
});

describe('many at once', () => {
  it('decisions, changes and holds: either the change was told of, or the decision was refused', async () => {
    const seen = { decided: 0, refused: 0 };
    for (let round = 0; round < rounds; round++) {
      const household = nextHousehold();
      const id = await recommended(household);
      const [decision, reopened] = await race(
        round,
        () => told(inDemo((tx) => decideNow(tx, id, 'grant'))),
        () => inDemo((tx) => leave(tx, household)),
      );
      const isDecided = decision === 'done';
      expect([round, decision, reopened]).toEqual([
        round,
        isDecided ? 'done' : 'stepNotPossible',
        isDecided ? 0 : 1,
      ]);
      expect(await stateAfterWakeUp(id)).toBe(isDecided ? 'granted' : 'completeness');
      seen[isDecided ? 'decided' : 'refused'] += 1;
    }
    expect(await deadlocks()).toBe(0);
    console.log(`${rounds} decisions raced by a change: ${seen.decided} decided, ${seen.refused} refused`);
  }, 900_000);

  it('completeness and changes: whoever is evaluated is the household of today', async () => {
    for (let round = 0; round < rounds; round++) {
      const household = nextHousehold();
      const id = await gathered(household);
      await race(
        round,
        () => inDemo((tx) => completeNow(tx, id)),
        () => inDemo((tx) => leave(tx, household)),
      );
      if ((await stateAfterWakeUp(id)) === 'evaluation')
        expect([round, await evaluatedMembers(id)]).toEqual([round, household.members.length - 1]);
    }
    expect(await deadlocks()).toBe(0);
    console.log(`${rounds} dossiers declared complete, raced by a change`);
  }, 900_000);
});

function nextHousehold(): CaseHousehold {
  const household = households.pop();
  if (!household) throw new Error('The demonstration has no more households of two.');
  return household;
}

const services = () => ({ database: test.database, vault, publicUrl: 'http://localhost' });

function inDemo<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  return test.database.inAlliance(demoAllianceId, testActor, work);
}

function take(tx: Tx, step: Step, who: 'chiara' | 'teresa', subjectId: string, body: unknown): Promise<Done> {
  const submission = {
    id: randomUUID(),
    accountId: accountId(who),
    tokenId: randomUUID(),
    subjectId,
    params: {},
    body,
  };
  return step(tx, submission as never, services());
}

async function gathered(household: CaseHousehold): Promise<string> {
  const id = randomUUID();
  const application = openAssessmentInput.parse(applicationOf(household));
  const dossier = submitDossierInput.parse(dossierOf(household, isoToday()));
  await inDemo((tx) => take(tx, openAssessment, 'chiara', id, application));
  await inDemo((tx) => take(tx, submitDossier, 'chiara', id, dossier));
  return id;
}

async function recommended(household: CaseHousehold): Promise<string> {
  const id = await gathered(household);
  await inDemo((tx) => completeNow(tx, id));
  const body = { outcome: 'grant', reason: 'Proposta.' };
  await inDemo((tx) => take(tx, recommend, 'chiara', id, body));
  return id;
}

function completeNow(tx: Tx, id: string): Promise<Done> {
  return take(tx, declareComplete, 'chiara', id, {});
}

function decideNow(tx: Tx, id: string, outcome: 'grant' | 'refuse' | 'sendBack'): Promise<Done> {
  return take(tx, decide, 'teresa', id, { outcome, reason: 'Motivo.' });
}

/** Somebody else than the applicant leaves; gives how many cases are said to be looked at again. */
async function leave(tx: Tx, { householdId, applicantId, members }: CaseHousehold): Promise<number> {
  const route = householdMemberRoutes.find(({ operation }) => operation === 'leaveHousehold');
  const declared = route as unknown as WriteRoute<never, never, never, never>;
  const personId = members.find(({ id }) => id !== applicantId)!.id;
  const call = { params: { householdId, personId }, body: { leftOn: isoToday() } };
  const reply = await declared.write(tx, call as never, { vault } as never);
  if (reply instanceof Error) throw reply;
  return (reply as { reopenedAssessments: number }).reopenedAssessments;
}

/** Does the work in a transaction that stays open until it is told to commit. */
async function begin<T>(work: (tx: Tx) => Promise<T>) {
  const [worked, committing] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const done = inDemo(async (tx) => {
    const result = await work(tx);
    worked.resolve();
    await committing.promise;
    return result;
  });
  done.catch(worked.reject);
  await worked.promise;
  return { done, commit: () => committing.resolve() };
}

function told(decision: Promise<Done>): Promise<string> {
  return decision.then(
    () => 'done',
    (error: unknown) => {
      if (error instanceof Refusal) return error.code;
      throw error;
    },
  );
}

async function waitingForALock(): Promise<void> {
  const superuser = await test.superuser();
  const query = `SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`;
  await eventually(async () => (await superuser.query(query)).rowCount === 1);
}

/** Both at once while the Fund holds money; each goes first every other round, by a little. */
async function race<A, B>(
  round: number,
  one: () => Promise<A>,
  other: () => Promise<B>,
): Promise<readonly [A, B]> {
  const { placeNextHold } = fundAllocationActivities(services());
  const holding = placeNextHold({ allianceId: demoAllianceId });
  const pause = () => new Promise((resolve) => setTimeout(resolve, round % 12));
  const late = async <T>(work: () => Promise<T>): Promise<T> => {
    await pause();
    return work();
  };
  const [first, second] = await Promise.all(round % 2 === 0 ? [one(), late(other)] : [late(one), other()]);
  await holding;
  return [first, second];
}

/** As the process does when the change wakes it. */
async function stateAfterWakeUp(id: string): Promise<string> {
  await inDemo((tx) => checkHousehold(tx, services(), id));
  return (await inDemo(({ db }) => db.assessment.findUniqueOrThrow({ where: { id } }))).state;
}

async function evaluatedMembers(assessmentId: string): Promise<number> {
  return inDemo(async (tx) => {
    const { factsSealed } = await tx.db.decision.findFirstOrThrow({
      where: { assessmentId, kind: 'fundAccess', supersededAt: null },
    });
    const facts = await vault.open<{ householdMembers: number }>(
      tx,
      dossierSubject(assessmentId),
      'facts',
      factsSealed!,
    );
    return facts.householdMembers;
  });
}

async function deadlocks(): Promise<number> {
  const superuser = await test.superuser();
  const { rows } = await superuser.query<{ deadlocks: string }>(
    'SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()',
  );
  return Number(rows[0]!.deadlocks);
}
