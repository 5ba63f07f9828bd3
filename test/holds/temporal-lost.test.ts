import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reconcile } from '../../cli/reconcile.ts';
import { startTemporal, type RunningTemporal } from '../../runtime/embedded/temporal.ts';
import { processWorkflowId, type ProcessName } from '../../workflows/contract.ts';
import { eventually } from '../support/eventually.ts';
import { openStack, type Stack } from '../support/stack.ts';
import { expectSoundLedger, moneyOf, paidOnce } from './support/books.ts';
import { everyHistory, expectReplays } from './support/histories.ts';
import { caseHouseholds, dossierOf, type CaseHousehold } from './support/households.ts';
import {
  applyFor,
  deliverAll,
  evaluate,
  isoToday,
  journeyToHeld,
  journeyToSettled,
  openOffice,
  recommendAndDecide,
  waitUntilHeld,
  type Granted,
  type Office,
} from './support/journey.ts';
import { insist, insistDone, postOnce } from './support/patient.ts';

const units = 3;
let stack: Stack;
let office: Office;
let fresh: RunningTemporal | undefined;
let households: CaseHousehold[];

beforeAll(async () => {
  stack = await openStack();
  office = await openOffice(stack);
  households = await caseHouseholds(stack, 5);
});
afterAll(async () => {
  await stack.close();
  await fresh?.stop();
});

describe('Temporal’s database, deleted in mid-case', () => {
  it('is made up for from the rows: everything can be finished, and nothing is paid twice', async () => {
    const held = await journeyToHeld(office, households[0]!, { units });
    const delivering = await journeyToHeld(office, households[1]!, { units });
    await insistDone(office.fund, `/v1/awards/${delivering.awardId}/approval`);
    const unitIds = await deliverAll(office, delivering.awardId);
    await insistDone(office.caseworker, `/v1/awards/${delivering.awardId}/confirmations`, {
      unitIds: unitIds.slice(0, 1),
    });
    const evaluated = await applyFor(office, households[2]!, { units });
    await evaluate(office, evaluated);
    const asked = await applyFor(office, households[3]!);
    const askedAt = `/v1/assessments/${asked}`;
    await insistDone(office.caseworker, `${askedAt}/document-requests`, { documents: ['Contratto'] });

    await eventually(async () => (await openAssessments()) === 2, 60_000);
    await stack.temporal.stop();
    const lost = await postOnce(office.caseworker, `${askedAt}/dossier`, answer(), randomUUID());
    expect(lost.status).toBe(202);
    const { dataDir } = stack.config;
    await rm(join(dataDir, 'temporal'), { recursive: true });
    fresh = await startTemporal({ dataDir, port: stack.temporal.port });
    await eventually(() => stack.services.processes.isReachable(), 60_000);
    expect(await everyHistory(stack.services)).toEqual([]);

    const counts = await reconcile(stack.services);
    expect(counts.running).toMatchObject({ fragilityAssessment: 2, fundDisbursement: 2 });
    await expectRunning('fragilityAssessment', [evaluated, asked]);
    await expectRunning('fundDisbursement', [held.awardId, delivering.awardId]);
    expect(await reconcile(stack.services)).toEqual(counts);

    await expectAnswered(lost.body.href);
    await evaluate(office, asked);
    await recommendAndDecide(office, asked, 'refuse');
    await journeyToSettled(office, held, households[0]!);
    await insistDone(office.caseworker, `/v1/awards/${delivering.awardId}/confirmations`, {
      unitIds: unitIds.slice(1),
    });
    await settle(delivering);
    await recommendAndDecide(office, evaluated, 'grant');
    const granted = { assessmentId: evaluated, awardId: await waitUntilHeld(office, evaluated) };
    await journeyToSettled(office, granted, households[2]!);

    for (const { awardId } of [held, delivering, granted]) {
      expect((await office.fund.get(`/v1/awards/${awardId}`)).body.state).toBe('settled');
      expect(await moneyOf(stack, awardId)).toEqual(paidOnce(units));
    }
    await expectSoundLedger(stack);
    await expectReplays(stack.services);
  }, 300_000);
});

/** A granted one is open until its letter is out. */
function openAssessments(): Promise<number> {
  return stack.services.database.inAlliance(stack.allianceId, { kind: 'system', id: 'test' }, ({ db }) =>
    db.assessment.count({ where: { closedAt: null } }),
  );
}

function answer() {
  return { ...dossierOf(households[3]!, isoToday()), answersRequest: true };
}

async function expectRunning(process: ProcessName, ids: readonly string[]): Promise<void> {
  for (const id of ids) {
    const handle = stack.services.client.workflow.getHandle(processWorkflowId(process, id));
    expect((await handle.describe()).status.name).toBe('RUNNING');
  }
}

/** What was claimed while Temporal was away is sent by `reconcile` too. */
async function expectAnswered(href: string): Promise<void> {
  const kept = await eventually(async () => {
    const { body } = await office.caseworker.get(href);
    return body.state === 'done' && body;
  }, 60_000);
  expect([kept.status, kept.answer.state]).toEqual([200, 'completeness']);
}

async function settle({ awardId }: Granted): Promise<void> {
  const { providerId } = households[1]!;
  const reply = await insist(office.fund, `/v1/awards/${awardId}/settlements`, {
    providerId,
    bankRef: `CRO-${awardId.slice(-12)}`,
  });
  expect(reply.status).toBe(200);
}
