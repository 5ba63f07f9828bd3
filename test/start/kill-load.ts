import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  Client,
  Connection,
  isGrpcServiceError,
  isRetryableError,
  NamespaceNotFoundError,
  ServiceError,
  WorkflowNotFoundError,
} from '@temporalio/client';
import pg from 'pg';
import { readRunFile } from '../../runtime/run-file.ts';

/**
 * A load that goes on through every kill: transfers of two rows each whose sum is 0, by four connections, and
 * workflows started. It remembers what was acknowledged, and finds its servers again wherever they listen
 * next.
 */
export class KillLoad {
  readonly #dataDir: string;
  readonly #transfers: number[] = [];
  readonly #workflows: string[] = [];
  readonly #loops: Promise<void>[] = [];
  #next = 0;
  #isOver = false;
  #checkedTransfers = 0;
  #checkedWorkflows = 0;
  #lastTransferAt = 0;
  #lastWorkflowAt = 0;

  constructor(dataDir: string) {
    this.#dataDir = dataDir;
  }

  async begin(): Promise<void> {
    const client = await this.#database();
    await client.query('CREATE TABLE kill_load (transfer int NOT NULL, cents int NOT NULL)');
    await client.end();
    for (let loop = 0; loop < 4; loop += 1) this.#loops.push(this.#transferUntilOver());
    this.#loops.push(this.#startWorkflowsUntilOver());
  }

  async end(): Promise<void> {
    this.#isOver = true;
    await Promise.all(this.#loops);
  }

  /** When a transfer was last acknowledged, in milliseconds of the machine's clock. */
  get lastTransferAt(): number {
    return this.#lastTransferAt;
  }

  /** When the start of a workflow was. */
  get lastWorkflowAt(): number {
    return this.#lastWorkflowAt;
  }

  /** When a worker last wrote that it lives. */
  async lastHeartbeatAt(): Promise<number> {
    const client = await this.#database();
    const { rows } = await client.query<{ at: Date | null }>('SELECT max(at) AS at FROM heartbeat');
    await client.end();
    return rows[0]?.at?.getTime() ?? 0;
  }

  /**
   * Compares what was acknowledged since the last check with what is there.
   *
   * @param sinceBeginning compares all of it instead
   */
  async check({ sinceBeginning = false } = {}): Promise<LoadCheck> {
    const transfers = this.#transfers.slice(sinceBeginning ? 0 : this.#checkedTransfers);
    const workflows = this.#workflows.slice(sinceBeginning ? 0 : this.#checkedWorkflows);
    this.#checkedTransfers = this.#transfers.length;
    this.#checkedWorkflows = this.#workflows.length;
    const client = await this.#database();
    const { rows } = await client.query<{ kept: string; sum: string }>(
      `SELECT (SELECT count(DISTINCT transfer) FROM kill_load WHERE transfer = ANY($1)) AS kept,
              (SELECT coalesce(sum(cents), 0) FROM kill_load) AS sum`,
      [transfers],
    );
    await client.end();
    return {
      transfers: transfers.length,
      transfersLost: transfers.length - Number(rows[0]?.kept),
      sumCents: Number(rows[0]?.sum),
      workflows: workflows.length,
      workflowsLost: await this.#countLost(workflows),
    };
  }

  async #transferUntilOver(): Promise<void> {
    while (!this.#isOver) {
      try {
        const client = await this.#database();
        while (!this.#isOver) await this.#transfer(client);
        await client.end();
      } catch {
        // Its server was killed: look for it again.
        await sleep(100);
      }
    }
  }

  async #transfer(client: pg.Client): Promise<void> {
    const transfer = (this.#next += 1);
    await client.query('BEGIN');
    await client.query('INSERT INTO kill_load VALUES ($1, $2)', [transfer, 100 + transfer]);
    await client.query('INSERT INTO kill_load VALUES ($1, $2)', [transfer, -100 - transfer]);
    await client.query('COMMIT');
    this.#transfers.push(transfer);
    this.#lastTransferAt = Date.now();
    await sleep(5);
  }

  async #startWorkflowsUntilOver(): Promise<void> {
    while (!this.#isOver) {
      try {
        await this.#withTemporal(async (client) => {
          while (!this.#isOver) {
            const workflowId = `kill-load-${(this.#next += 1)}`;
            await client.withDeadline(Date.now() + 2_000, () =>
              client.workflow.start('killLoad', { taskQueue: 'kill-load', workflowId }),
            );
            this.#workflows.push(workflowId);
            this.#lastWorkflowAt = Date.now();
            await sleep(25);
          }
        });
      } catch {
        await sleep(100);
      }
    }
  }

  async #countLost(workflowIds: readonly string[]): Promise<number> {
    let lost = 0;
    await this.#withTemporal(async (client) => {
      for (let first = 0; first < workflowIds.length; first += describedAtOnce) {
        const found = await Promise.all(
          workflowIds.slice(first, first + describedAtOnce).map((id) => isKept(client, id)),
        );
        lost += found.filter((isFound) => !isFound).length;
      }
    });
    return lost;
  }

  async #database(): Promise<pg.Client> {
    const { databaseUrl } = await this.#reach();
    const url = new URL(databaseUrl);
    url.username = 'postgres';
    url.password = await readFile(join(this.#dataDir, 'postgres.password'), 'utf8');
    const client = new pg.Client({ connectionString: url.href, connectionTimeoutMillis: 2_000 });
    client.on('error', () => undefined);
    await client.connect();
    return client;
  }

  async #withTemporal(work: (client: Client) => Promise<void>): Promise<void> {
    const { temporalAddress } = await this.#reach();
    // Without the client's own retries: one that fires after the connection is closed fails the whole run.
    const connection = await Connection.connect({
      address: temporalAddress,
      connectTimeout: '2s',
      interceptors: [],
    });
    try {
      await work(new Client({ connection }));
    } finally {
      await connection.close();
    }
  }

  async #reach() {
    const reach = (await readRunFile(this.#dataDir))?.reach;
    if (reach === undefined) throw new Error('It is not up');
    return reach;
  }
}

const describedAtOnce = 20;

/** Whether the server has it; one that has just come back may be busy, or not know its own namespace yet, for a moment. */
async function isKept(client: Client, workflowId: string): Promise<boolean> {
  for (const giveUpAt = Date.now() + 60_000; ; await sleep(200)) {
    try {
      await client.workflow.getHandle(workflowId).describe();
      return true;
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return false;
      if (Date.now() > giveUpAt || !isOfTheMoment(error)) throw error;
    }
  }
}

function isOfTheMoment(error: unknown): boolean {
  if (error instanceof NamespaceNotFoundError) return true;
  return error instanceof ServiceError && isGrpcServiceError(error.cause) && isRetryableError(error.cause);
}

export interface LoadCheck {
  readonly transfers: number;
  readonly transfersLost: number;
  readonly sumCents: number;
  readonly workflows: number;
  readonly workflowsLost: number;
}
