import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Client } from '@temporalio/client';
import { historyToJSON, type History } from '@temporalio/common/lib/proto-utils.js';
import { Worker, type WorkflowBundle } from '@temporalio/worker';
import type { Command } from 'commander';
import { dataConverter } from '../runtime/data-converter.ts';
import type { Services } from '../runtime/services.ts';
import { installTemporalLog } from '../runtime/temporal-log.ts';
import { workflowBundle } from '../runtime/workflow-bundle.ts';
import type { KeyRing } from '../vault/keys.ts';

/** A history in the form in which Temporal's tools write it to a file. */
export type HistoryJson = { readonly events: readonly Record<string, unknown>[] };

/** Fetches the history of a process, of its last run if none is named, and writes it as JSON, encrypted as Temporal holds it. */
export async function saveHistory(
  client: Client,
  workflowId: string,
  file: string,
  runId?: string,
): Promise<void> {
  const history = await client.workflow.getHandle(workflowId, runId).fetchHistory();
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, `${historyToJSON(history)}\n`);
}

export async function readHistory(file: string): Promise<HistoryJson> {
  return JSON.parse(await readFile(file, 'utf8')) as HistoryJson;
}

/**
 * Runs the present code against histories of the past, in memory: no server, no activity, nothing is written.
 *
 * @param ring the keys the histories are encrypted under
 * @returns for each history, in order, undefined or the error that says where the code now does something else
 */
export async function replayHistories(
  ring: KeyRing,
  bundle: WorkflowBundle,
  histories: readonly { readonly workflowId: string; readonly history: History | HistoryJson }[],
): Promise<(Error | undefined)[]> {
  const options = { workflowBundle: bundle, dataConverter: dataConverter(ring), replayName: 'histories' };
  const errors: (Error | undefined)[] = [];
  for await (const { error } of Worker.runReplayHistories(options, histories)) errors.push(error);
  return errors;
}

export function historiesCommand(program: Command, openServices: () => Promise<Services>): void {
  const histories = program
    .command('histories')
    .description('histories of processes, kept to prove that changed code still understands them');
  histories
    .command('save')
    .description('writes the history of one process to a file')
    .argument('<workflow-id>', 'such as fragility-assessment/<id>')
    .argument('<file>', 'where to write it')
    .action(async (workflowId: string, file: string) => {
      const services = await openServices();
      await saveHistory(services.client, workflowId, file);
      await services.close();
    });
  histories
    .command('replay')
    .description('runs the present code against histories; ends with 1 when it would do something else')
    .argument('<files...>')
    .action(async (files: string[]) => {
      const services = await openServices();
      process.exitCode = (await replayFiles(services, files)) ? 0 : 1;
      await services.close();
    });
}

async function replayFiles({ keyRing, log }: Services, files: readonly string[]): Promise<boolean> {
  installTemporalLog(log);
  const bundle = await workflowBundle({ log });
  const histories = await Promise.all(
    files.map(async (file) => ({ workflowId: file, history: await readHistory(file) })),
  );
  const errors = await replayHistories(keyRing, bundle, histories);
  for (const [index, error] of errors.entries())
    console.log(`${files[index]}: ${error ? error.message : 'replays'}`);
  return errors.every((error) => error === undefined);
}
