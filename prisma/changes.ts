import { Client } from 'pg';

/** That something of an alliance changed, and of what kind it is. */
export interface Change {
  readonly allianceId: string;
  readonly topic: string;
}

/** Hears what the database tells of changes (migration 0043), whichever process made them. */
export interface Changes {
  /** Resolves once it hears. @throws if the database is away */
  hear(): Promise<void>;
  onChange(told: (change: Change) => void): void;
  /** Called when nothing is heard any more, for a while: what changes meanwhile is never told. */
  onDeaf(told: () => void): void;
  close(): Promise<void>;
}

const CHANNEL = 'reciproca_change';
const STILL_THERE_MS = 30_000;
const ANSWER_WITHIN_MS = 5_000;

/** One connection of its own, opened when somebody first wants to hear and anew when it is lost and wanted again. */
export function openChanges(url: string): Changes {
  let connection: Promise<Client> | undefined;
  const changeListeners: ((change: Change) => void)[] = [];
  const deafListeners: (() => void)[] = [];
  const lose = (lost: Promise<Client>) => {
    if (connection !== lost) return;
    connection = undefined;
    for (const told of deafListeners) told();
  };
  const connect = (): Promise<Client> => {
    const opened: Promise<Client> = listen(url, (text) => {
      const [allianceId, topic] = text.split(' ') as [string, string];
      for (const told of changeListeners) told({ allianceId, topic });
    });
    opened.then(
      (client) => {
        client.once('error', () => lose(opened));
        client.once('end', () => lose(opened));
      },
      () => lose(opened),
    );
    return opened;
  };
  return {
    async hear() {
      await (connection ??= connect());
    },
    onChange: (told) => void changeListeners.push(told),
    onDeaf: (told) => void deafListeners.push(told),
    async close() {
      const client = await connection?.catch(() => undefined);
      connection = undefined;
      await client?.end();
    },
  };
}

async function listen(url: string, told: (text: string) => void): Promise<Client> {
  const client = new Client({
    connectionString: url,
    options: '-c role=reciproca_app',
    application_name: 'reciproca changes',
    connectionTimeoutMillis: ANSWER_WITHIN_MS,
    query_timeout: ANSWER_WITHIN_MS,
  });
  // An error that nobody hears would end the process.
  client.on('error', () => undefined);
  client.on('notification', ({ payload }) => told(payload ?? ''));
  try {
    await client.connect();
    await client.query(`LISTEN ${CHANNEL}`);
  } catch (error) {
    void client.end().catch(() => undefined);
    throw error;
  }
  // A connection that a network has dropped says nothing, and looks like one on which nothing changes.
  const asking = setInterval(() => {
    client.query('SELECT 1').catch(() => void client.end().catch(() => undefined));
  }, STILL_THERE_MS);
  asking.unref();
  client.once('end', () => clearInterval(asking));
  return client;
}
