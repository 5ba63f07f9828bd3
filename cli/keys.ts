import type { Client } from '@temporalio/client';
import type { Command } from 'commander';
import type { Database } from '../prisma/database.ts';
import { KEY_ID } from '../runtime/payload-codec.ts';
import type { Services } from '../runtime/services.ts';
import { StartError } from '../runtime/start-error.ts';
import { addKeyToFile, keyFilePath } from '../vault/key-file.ts';
import type { KeyRing } from '../vault/keys.ts';
import { countDataKeys, retireOldKey, rotateMasterKey } from '../vault/rotation.ts';

/** What the commands stand on: whether keys come from the setting or the file decides how they are changed. */
export interface KeyServices {
  readonly config: { readonly masterKey: string | undefined; readonly dataDir: string };
  readonly database: Database;
  readonly keyRing: KeyRing;
  readonly client: Client;
}

export interface KeyUse {
  readonly id: string;
  readonly isActive: boolean;
  /** Keys of people, assessments, documents and alliances that it wraps. */
  readonly dataKeys: number;
  /** Running processes that said something to Temporal under it. */
  readonly processes: number;
}

/** The master keys in force, the active one first, and what stands under each. */
export async function listKeys({ keyRing, database, client }: KeyServices): Promise<readonly KeyUse[]> {
  const [dataKeys, processes] = [await countDataKeys(database), await countProcesses(client)];
  return keyRing.ids().map((id, index) => ({
    id,
    isActive: index === 0,
    dataKeys: dataKeys.get(id) ?? 0,
    processes: processes.get(id) ?? 0,
  }));
}

/**
 * Puts a fresh key in front, if the service keeps its key itself and no rotation is under way, and re-wraps every
 * data key under the active one. With MASTER_KEY the operator has put the new key in front already.
 *
 * @returns how many data keys were re-wrapped
 */
export async function rotateKeys({ config, database, keyRing }: KeyServices): Promise<number> {
  if (keyRing.ids().length === 1) {
    if (config.masterKey !== undefined) throw oneKeyGiven;
    addKeyToFile(keyFilePath(config.dataDir));
  }
  return rotateMasterKey(keyRing, database);
}

/**
 * Ends a rotation: forgets the old key, or says that MASTER_KEY may leave it out. Refuses while anything still needs
 * it: data keys would be lost with it, and processes could not go on.
 */
export async function retireKey(services: KeyServices, id: string): Promise<void> {
  const { config, database, keyRing } = services;
  const [, old] = keyRing.ids();
  if (old === undefined)
    throw new StartError('There is one master key, and it is in use: nothing to retire.');
  if (id !== old) throw new StartError(`The key to retire is ${old}: name it, so that no other is meant.`);
  const needed = (await listKeys(services)).find((key) => key.id === old)!;
  if (needed.dataKeys > 0 || needed.processes > 0) {
    throw new StartError(
      `Still under ${old}: ${needed.dataKeys} data keys and ${needed.processes} running processes. Run "keys rotate" for the first; the others end, or continue as new, by themselves.`,
    );
  }
  if (config.masterKey === undefined) await retireOldKey(keyFilePath(config.dataDir), database);
}

/** Each payload of a running process names the key it was sealed under; the newest run is the one that goes on. */
async function countProcesses(client: Client): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  for await (const { workflowId, runId } of client.workflow.list({ query: `ExecutionStatus = 'Running'` })) {
    const history = await client.workflow.getHandle(workflowId, runId).fetchHistory();
    for (const id of keysNamedIn(history)) counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return counts;
}

function keysNamedIn(value: unknown, found = new Set<string>()): ReadonlySet<string> {
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return found;
  for (const [name, part] of Object.entries(value)) {
    if (name === KEY_ID && part instanceof Uint8Array) found.add(Buffer.from(part).toString());
    else keysNamedIn(part, found);
  }
  return found;
}

const oneKeyGiven = new StartError(
  'MASTER_KEY holds one key. Set it to "old,new" on every process, restart them, then to "new,old", restart them, and run this again with that. A new key: openssl rand -base64 32',
);

export function keysCommand(program: Command, openServices: () => Promise<Services>): void {
  const keys = program.command('keys').description('the master keys, which wrap all others');
  const command = (
    name: string,
    description: string,
    run: (services: Services, id: string) => Promise<void>,
  ) =>
    keys
      .command(name)
      .description(description)
      .action(async (id: string) => {
        const services = await openServices();
        try {
          await run(services, id);
        } finally {
          await services.close();
        }
      });
  command('list', 'the keys in force and what stands under each', async (services) => {
    for (const { id, isActive, dataKeys, processes } of await listKeys(services))
      console.log(`${id}  ${isActive ? 'active' : 'old'}  ${dataKeys} data keys, ${processes} processes`);
  });
  command('rotate', 'puts a fresh key in front and re-wraps every data key under it', async (services) => {
    const rewrapped = await rotateKeys(services);
    const [active, old] = services.keyRing.ids();
    console.log(`${rewrapped} data keys re-wrapped under ${active}. Later: keys retire ${old}`);
  });
  command('retire <key-id>', 'forgets the old key, once nothing is under it', async (services, id) => {
    await retireKey(services, id);
    const last = services.config.masterKey === undefined ? '' : ' Now leave it out of MASTER_KEY everywhere.';
    console.log(`${id} is no longer needed.${last} Destroy its copies when your backups have expired.`);
  });
}
