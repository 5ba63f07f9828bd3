import { restartBudget } from '../restart-budget.ts';
import { StartError } from '../start-error.ts';

/** A server in a process of its own. */
export interface Server {
  readonly port: number;
  /** Settles when the process is gone, whoever ended it. */
  readonly exited: Promise<void>;
  stop(): Promise<void>;
}

export interface KeptServer<T extends Server> {
  /** The server as first started; later ones listen on the same port. */
  readonly first: T;
  /** Settles once it is gone for good after `stopping`; rejects when it cannot be kept running. */
  readonly over: Promise<void>;
  stop(): Promise<void>;
}

interface Care<T extends Server> {
  readonly title: string;
  /** Starts it on the given port, or on a free one. */
  readonly start: (port: number | undefined) => Promise<T>;
  readonly port: number | undefined;
  /** Once aborted, nothing is started again. */
  readonly stopping: AbortSignal;
  readonly onRestart: (line: string) => void;
}

/** Starts the server, and starts it again on the same port whenever it dies alone. */
export async function keepRunning<T extends Server>(care: Care<T>): Promise<KeptServer<T>> {
  const first = await care.start(care.port);
  const budget = restartBudget();
  let current = first;

  async function attend(): Promise<void> {
    for (;;) {
      await current.exited;
      if (care.stopping.aborted) return;
      if (!budget.spend()) {
        throw new StartError(
          `${care.title} dies again and again: read its log, mend what it says and start again.`,
        );
      }
      care.onRestart(`${care.title} ended by itself: starting it again`);
      current = await care.start(first.port);
      if (care.stopping.aborted) await current.stop();
    }
  }

  const over = attend().catch((error: unknown) => {
    if (!care.stopping.aborted) throw error;
  });
  return {
    first,
    over,
    async stop() {
      await current.stop();
      await over;
    },
  };
}
