import { AsyncLocalStorage } from 'node:async_hooks';
import pg from 'pg';

/** What runs statements one after the other. */
export interface Connection {
  query(config: pg.QueryConfig): Promise<pg.QueryResult>;
}

/** The connection that a transaction holds, once it has one; from the moment it ends it takes no more statements. */
export interface Checkout {
  connection?: Connection;
}

/** Connections to one database, which tell whoever asked for one within `noting` which it is. */
export class CheckoutPool extends pg.Pool {
  private readonly asking = new AsyncLocalStorage<Checkout>();

  /** Runs work and notes in `checkout` the connection that a transaction takes in it, for as long as that lasts. */
  noting<T>(checkout: Checkout, work: () => Promise<T>): Promise<T> {
    return this.asking.run(checkout, work);
  }

  override connect(): Promise<pg.PoolClient>;
  override connect(tell: Parameters<pg.Pool['connect']>[0]): void;
  override connect(tell?: Parameters<pg.Pool['connect']>[0]): Promise<pg.PoolClient> | void {
    if (tell) return super.connect(tell);
    const checkout = this.asking.getStore();
    return super.connect().then((connection) => (checkout ? note(checkout, connection) : connection));
  }
}

/** As Prisma codes it: whatever was asked is worth asking again. */
class TransactionOverError extends Error {
  readonly code = 'P2028';

  constructor() {
    super('The transaction is over: this statement came after its end.');
    this.name = 'TransactionOverError';
  }
}

/**
 * Notes a connection until its transaction begins to end, by whomever: work that failed or ran out of time may have
 * statements waiting still, and behind COMMIT or ROLLBACK they would be in no transaction, or in a stranger's.
 */
function note(checkout: Checkout, connection: pg.PoolClient): pg.PoolClient {
  const query = connection.query.bind(connection) as (...said: unknown[]) => unknown;
  const release = connection.release.bind(connection);
  let isOver = false;
  checkout.connection = inTurn(connection, () => isOver);
  Reflect.set(connection, 'query', (...said: unknown[]) => {
    isOver ||= endsTransaction(said[0]);
    return query(...said);
  });
  connection.release = (error) => {
    isOver = true;
    Reflect.deleteProperty(connection, 'query');
    release(error);
  };
  return connection;
}

function endsTransaction(said: unknown): boolean {
  const { text } = said as { readonly text?: unknown };
  return text === 'COMMIT' || text === 'ROLLBACK';
}

/** One connection answers one question at a time; whoever asks several at once waits here, and is asked for again. */
function inTurn(connection: pg.PoolClient, isOver: () => boolean): Connection {
  let last: Promise<void> = Promise.resolve();
  return {
    async query(config) {
      const turn = Promise.withResolvers<void>();
      const before = last;
      last = turn.promise;
      await before;
      try {
        if (isOver()) throw new TransactionOverError();
        return await connection.query(config);
      } finally {
        turn.resolve();
      }
    },
  };
}
