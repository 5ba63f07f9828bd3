import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { Client, Connection, WithStartWorkflowOperation } from '@temporalio/client';
import { NativeConnection, Worker } from '@temporalio/worker';
import express from 'express';
import pg from 'pg';
import type { Servers } from '../servers.ts';
import { baselineActivities } from './activities.ts';

const taskQueue = 'baseline';

/**
 * Frozen: what the same HTTP calls cost when nothing is validated, authorised, encrypted, decided, booked or
 * audited. Each call is an Update with start, each activity writes one row.
 */
export async function openBaseline(servers: Servers): Promise<{ url: string; close(): Promise<void> }> {
  const pool = new pg.Pool({ connectionString: servers.databaseUrl });
  await pool.query(
    'CREATE TABLE baseline_step (submission_id text, step text, at timestamptz DEFAULT clock_timestamp())',
  );
  const connection = await Connection.connect({ address: servers.temporalAddress });
  const client = new Client({ connection });
  const native = await NativeConnection.connect({ address: servers.temporalAddress });
  const worker = await Worker.create({
    connection: native,
    taskQueue,
    workflowsPath: fileURLToPath(new URL('./workflow.ts', import.meta.url)),
    activities: baselineActivities(pool),
  });
  const running = worker.run();
  const app = express().use(express.json());
  app.post('/cases/:id/:step', async (request, response) => {
    const { id, step } = request.params;
    const submissionId = randomUUID();
    const startWorkflowOperation = new WithStartWorkflowOperation('baselineAssessment', {
      workflowId: `baseline/${id}`,
      taskQueue,
      args: [],
      workflowIdConflictPolicy: 'USE_EXISTING',
    });
    await client.workflow.executeUpdateWithStart(step, {
      args: [submissionId],
      updateId: submissionId,
      startWorkflowOperation,
    });
    response.json({ id, step });
  });
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.close();
      server.closeAllConnections();
      worker.shutdown();
      await running;
      await native.close();
      await connection.close();
      await pool.end();
    },
  };
}
