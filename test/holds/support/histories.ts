import type { History } from '@temporalio/common/lib/proto-utils.js';
import { expect } from 'vitest';
import { replayHistories } from '../../../cli/histories.ts';
import type { Services } from '../../../runtime/services.ts';
import { installTemporalLog } from '../../../runtime/temporal-log.ts';
import { workflowBundle } from '../../../runtime/workflow-bundle.ts';
import { fundAllocationId, processWorkflowId } from '../../../workflows/contract.ts';

export interface FetchedHistory {
  readonly workflowId: string;
  readonly history: History;
}

/** The histories of every run that Temporal knows, continued and closed ones too. */
export async function everyHistory({ client }: Pick<Services, 'client'>): Promise<FetchedHistory[]> {
  const fetched: FetchedHistory[] = [];
  for await (const { workflowId, runId } of client.workflow.list()) {
    const history = await client.workflow.getHandle(workflowId, runId).fetchHistory();
    fetched.push({ workflowId, history });
  }
  return fetched;
}

/** The last runs of every process that has a row: for the time-skipping server, which lists only what is open. */
export async function historiesOfRows({
  services: { client, database },
  allianceId,
}: {
  readonly services: Services;
  readonly allianceId: string;
}): Promise<FetchedHistory[]> {
  const ids = await database.inAlliance(allianceId, { kind: 'system', id: 'test' }, async ({ db }) => [
    ...(await db.assessment.findMany()).map(({ id }) => processWorkflowId('fragilityAssessment', id)),
    ...(await db.award.findMany()).map(({ id }) => processWorkflowId('fundDisbursement', id)),
    fundAllocationId(allianceId),
  ]);
  return Promise.all(
    ids.map(async (workflowId) => ({
      workflowId,
      history: await client.workflow.getHandle(workflowId).fetchHistory(),
    })),
  );
}

/** The code of today does again, event by event, what it did in this test. */
export async function expectReplays(
  services: Pick<Services, 'client' | 'keyRing' | 'log'>,
  fetched?: FetchedHistory[],
): Promise<FetchedHistory[]> {
  installTemporalLog(services.log);
  const histories = fetched ?? (await everyHistory(services));
  expect(histories.length).toBeGreaterThan(0);
  const errors = await replayHistories(services.keyRing, await workflowBundle(services), histories);
  expect(errors.filter((error) => error !== undefined)).toEqual([]);
  expect(errors).toHaveLength(histories.length);
  return histories;
}
