import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { wakeUp } from '../../activities/wakeup.ts';
import { dispatchWakeups } from '../../runtime/wakeups.ts';
import { fundAllocationId, processWorkflowId } from '../../workflows/contract.ts';
import { eventually } from '../support/eventually.ts';
import { times } from '../support/long.ts';
import { openStack, type Stack } from '../support/stack.ts';
import { isAtRest } from './support/at-rest.ts';
import { expectSoundLedger, moneyOf } from './support/books.ts';
import { expectReplays } from './support/histories.ts';
import { caseHouseholds, type CaseHousehold } from './support/households.ts';
import { applyFor, evaluate, openOffice, recommendAndDecide, type Office } from './support/journey.ts';
import { startService } from './support/service-child.ts';

const kills = times(50);
const retryAfterMs = 60_000;
const noRounds = {
  beatMs: 0,
  wakeupsMs: 0,
  wakeupRetryMs: 0,
  wakeAllMs: 0,
  mailMs: 0,
  sweepMs: 0,
  sealMs: 0,
};

let stack: Stack;
let office: Office;

beforeAll(async () => {
  stack = await openStack({ pace: noRounds });
  office = await openOffice(stack);
});
afterAll(() => stack.close());

describe('a worker killed between a commit and the wake-up it asks for', () => {
  it('loses nothing: the next one wakes what was due, and nothing is held twice', async () => {
    const begin = Date.now();
    const households = await caseHouseholds(stack, kills);
    for (const [kill, household] of households.entries()) {
      const awardId = await grantedAward(household);
      // The Fund is to look, and the award's own process is to watch how long it waits.
      expect((await pendingWakeups()).toSorted()).toEqual([
        fundAllocationId(stack.allianceId),
        processWorkflowId('fundDisbursement', awardId),
      ]);
      const point = kill % 2 === 0 ? 'before' : 'after';
      await startService('rounds', stack.config, { env: { DIE: point } }).gone;
      expect(await pendingWakeups()).toContain(fundAllocationId(stack.allianceId));
      await wakeUntilNoneIsLeft();
      await eventually(() => isRunning(awardId));
      expect((await office.fund.get(`/v1/awards/${awardId}`)).body.state).toBe('held');
      expect(await moneyOf(stack, awardId)).toEqual([{ kind: 'fund_hold', amountCents: 5_000 }]);
    }
    await expectSoundLedger(stack);
    const histories = await expectReplays(stack.services);
    const seconds = Math.round((Date.now() - begin) / 1000);
    console.log(`${kills} dispatchers killed, ${histories.length} histories replayed, ${seconds} s`);
  }, 1_200_000);
});

describe('a wake-up', () => {
  it('that comes while another is dispatched stays, and is dispatched after it', async () => {
    const process = fundAllocationId(stack.allianceId);
    await inTest((tx) => wakeUp(tx, process));
    const told: string[] = [];
    const during = async (_type: string, { workflowId }: { workflowId: string }) => {
      told.push(workflowId);
      if (told.length === 1) await inTest((tx) => wakeUp(tx, process));
    };
    const client = {
      workflow: { signalWithStart: during },
      withDeadline: (_at: number, work: () => Promise<void>) => work(),
    };
    const services = { ...stack.services, client: client as unknown as typeof stack.services.client };
    await dispatchWakeups(services, stack.allianceId, retryAfterMs);
    expect(await pendingWakeups()).toEqual([process]);
    await dispatchWakeups(services, stack.allianceId, retryAfterMs);
    expect(await pendingWakeups()).toEqual([]);
    expect(told).toEqual([process, process]);
  });

  it('that cannot be told does not stand before the others, and is tried again later', async () => {
    const [broken, sound] = ['nobody/1', fundAllocationId(stack.allianceId)];
    await inTest((tx) => wakeUp(tx, broken));
    await inTest((tx) => wakeUp(tx, sound));
    await expect(dispatchWakeups(stack.services, stack.allianceId, retryAfterMs)).rejects.toThrow('nobody/1');
    expect(await pendingWakeups()).toEqual([broken]);
    await expect(dispatchWakeups(stack.services, stack.allianceId, retryAfterMs)).resolves.toBeUndefined();
    const { notBefore } = await inTest((tx) => tx.db.wakeup.findFirstOrThrow({ where: { process: broken } }));
    expect(notBefore.getTime()).toBeGreaterThan(Date.now() + 30_000);
    await inTest((tx) => tx.db.wakeup.deleteMany({ where: { process: broken } }));
  });

  it('asked for a hundred times before it is dispatched is one', async () => {
    const process = fundAllocationId(stack.allianceId);
    await Promise.all(Array.from({ length: 100 }, () => inTest((tx) => wakeUp(tx, process))));
    expect(await pendingWakeups()).toEqual([process]);
    await wakeUntilNoneIsLeft();
  });
});

async function grantedAward(household: CaseHousehold): Promise<string> {
  const assessmentId = await applyFor(office, household);
  await evaluate(office, assessmentId);
  await recommendAndDecide(office, assessmentId, 'grant');
  const { awardId } = (await office.caseworker.get(`/v1/assessments/${assessmentId}`)).body;
  expect((await office.fund.get(`/v1/awards/${awardId}`)).body.state).toBe('awaitingFunds');
  return awardId;
}

/** What a worker's round does, until the hold has woken its disbursement too and the allocation is at rest. */
async function wakeUntilNoneIsLeft(): Promise<void> {
  const allocation = stack.services.client.workflow.getHandle(fundAllocationId(stack.allianceId));
  await eventually(async () => {
    await dispatchWakeups(stack.services, stack.allianceId, retryAfterMs);
    const waiting = await inTest(({ db }) => db.award.count({ where: { state: 'awaitingFunds' } }));
    return (await isAtRest(allocation)) && waiting === 0 && (await pendingWakeups()).length === 0;
  }, 60_000);
}

async function isRunning(awardId: string): Promise<boolean> {
  const handle = stack.services.client.workflow.getHandle(processWorkflowId('fundDisbursement', awardId));
  return (await handle.describe()).status.name === 'RUNNING';
}

async function pendingWakeups(): Promise<string[]> {
  return (await inTest(({ db }) => db.wakeup.findMany())).map(({ process }) => process);
}

function inTest<T>(work: Parameters<typeof stack.services.database.inAlliance<T>>[2]): Promise<T> {
  return stack.services.database.inAlliance(stack.allianceId, { kind: 'system', id: 'test' }, work);
}
