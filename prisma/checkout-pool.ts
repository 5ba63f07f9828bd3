import { AsyncLocalStorage } from 'node:async_hooks';
import pg from 'pg';

/** What runs statements one after the other. */
export interface Connection {
  query(config: pg.QueryConfig): Promise<pg.QueryResult>;
}

/** The connection that a transaction holds; none before it has one and after it gave it back. */
export interface Checkout {
  connection?: Connection | undefined;
}

/** Connections to one database, which tell whoever asked for one within `noting` which it is. */
export class CheckoutPool extends pg.Pool {
  private readonly asking = new AsyncLocalStorage<Checkout>();

  /** Runs work and notes in `checkout` the connection that is taken in it, for as long as it is out. */
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

function note(checkout: Checkout, connection: pg.PoolClient): pg.PoolClient {
  const release = connection.release.bind(connection);
  checkout.connection = inTurn(connection);
  connection.release = (error) => {
    checkout.connection = undefined;
    release(error);
  };
  return connection;
}

/** One connection answers one question at a time; whoever asks several at once waits here. */
function inTurn(connection: pg.PoolClient): Connection {
  let last: Promise<unknown> = Promise.resolve();
  return {
    query(config) {
      const answer = last.then(() => connection.query(config));
      last = answer.catch(() => undefined);
      return answer;
    },
  };
}
