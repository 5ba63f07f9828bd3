import { PrismaPg } from '@prisma/adapter-pg';
import type { TimeSource } from '../domain/clock.ts';
import { openChanges, type Changes } from './changes.ts';
import { CheckoutPool, type Checkout } from './checkout-pool.ts';
import { openGate, type Gate } from './gate.ts';
import { PrismaClient, type Prisma } from './generated/client.ts';
import { withRawStatements } from './raw-statements.ts';
import { retryConflicts } from './retry.ts';
import { statementNames } from './statement-names.ts';

/** Who does something: a signed-in account, or a process of the service acting by itself. */
export type Actor = { readonly kind: 'account' | 'system'; readonly id: string };

/** One transaction of one alliance: everything it reads and writes is that alliance's, at one instant. */
export interface Tx {
  readonly db: Prisma.TransactionClient;
  readonly allianceId: string;
  readonly actor: Actor;
  readonly now: Date;
}

export interface DatabaseOptions {
  readonly url: string;
  readonly clock: TimeSource;
  readonly maxConnections?: number;
  /** Where what changes is heard, if not at `url`. */
  readonly changesUrl?: string | undefined;
}

/** The one door to the database; the raw client never leaves this file. */
export interface Database {
  /**
   * Runs `work` in one READ COMMITTED transaction that sees only the alliance's rows. Conflicts with other
   * transactions (deadlock, serialization) run it again, so `work` must have no effect outside the database.
   * It is given up after 20 s, or after `timeoutMs` for the few that write thousands of rows.
   */
  inAlliance<T>(
    allianceId: string,
    actor: Actor,
    work: (tx: Tx) => Promise<T>,
    options?: { readonly timeoutMs: number },
  ): Promise<T>;
  /** What may be asked before an alliance is known. */
  readonly gate: Gate;
  /** What others change, told as it commits. */
  readonly changes: Changes;
  readonly clock: TimeSource;
  close(): Promise<void>;
}

const IDLE_MS = 10 * 60_000;
const MAX_WAIT_MS = 10_000;
const TRANSACTION_TIMEOUT_MS = 20_000;

export function openDatabase(options: DatabaseOptions): Database {
  const pool = new CheckoutPool({
    connectionString: options.url,
    max: options.maxConnections ?? 12,
    // A connection knows its statements by heart; a new one has each of them planned anew.
    idleTimeoutMillis: IDLE_MS,
    // Prisma writes and reads instants without their zone: it has to be UTC, whatever the server's is.
    options: '-c role=reciproca_app -c TimeZone=UTC',
  });
  // A connection that is lost while nobody uses it is replaced when somebody does.
  pool.on('error', () => undefined);
  const nameOf = statementNames();
  const adapter = new PrismaPg(pool, {
    onPoolError: () => undefined,
    statementNameGenerator: nameOf,
    disposeExternalPool: true,
  });
  // The least that Prisma says of an error: the longer forms carry what was written.
  const prisma = new PrismaClient({ adapter, errorFormat: 'minimal' });
  const changes = openChanges(options.changesUrl ?? options.url);
  return {
    clock: options.clock,
    changes,
    gate: openGate(
      withRawStatements(prisma, () => pool, nameOf),
      options.clock,
    ),
    inAlliance: (allianceId, actor, work, { timeoutMs } = { timeoutMs: TRANSACTION_TIMEOUT_MS }) =>
      retryConflicts(async () => {
        const now = await options.clock.now();
        const checkout: Checkout = {};
        const inTransaction = async (ofPrisma: Prisma.TransactionClient) => {
          const db = withRawStatements(ofPrisma, () => checkout.connection, nameOf);
          await db.$executeRaw`SELECT set_config('app.alliance', ${allianceId}, true)`;
          return work({ db, allianceId, actor, now });
        };
        const limits = { maxWait: MAX_WAIT_MS, timeout: timeoutMs };
        return pool.noting(checkout, () => prisma.$transaction(inTransaction, limits));
      }),
    async close() {
      await changes.close();
      await prisma.$disconnect();
      // Prisma closes what it used.
      if (!pool.ending) await pool.end();
    },
  };
}
