import { forkPart, type Part } from './fork-part.ts';
import { logFileFor } from './log-file.ts';
import { recordOf, type ProcessRecord } from './processes.ts';
import { restartBudget } from './restart-budget.ts';
import { writeRunFile, type Reach } from './run-file.ts';
import { StartError } from './start-error.ts';

export type Say = (line: string) => void;

export interface Launch {
  readonly name: string;
  readonly file: string;
  readonly parameters?: readonly string[];
  /** What differs from the supervisor's own environment. */
  readonly env?: Readonly<Record<string, string>>;
}

/** How long each process may take to finish what it is doing, in the order in which they are stopped. */
const patience: readonly (readonly [name: string, patienceMs: number])[] = [
  ['preparation', 1_000],
  ['API', 15_000],
  ['worker', 25_000],
  ['guard', 45_000],
];

/**
 * The processes under the supervisor. Whatever is launched is written to run.json, for the next start to find
 * after a kill; once it is stopping, nothing is launched any more.
 */
export class Tree {
  readonly #dataDir: string;
  readonly #say: Say;
  readonly #parts = new Map<string, Part>();
  #reach: Reach | undefined;
  #isStopping = false;
  #forking: Promise<unknown> = Promise.resolve();
  #written: Promise<void> = Promise.resolve();

  constructor(dataDir: string, say: Say) {
    this.#dataDir = dataDir;
    this.#say = say;
  }

  /**
   * Starts the process and waits until it serves; gives what it found. @throws StartError when it ends
   * instead
   */
  async launch(launch: Launch): Promise<Readonly<Record<string, string>>> {
    const part = await this.#fork(launch);
    return part.ready;
  }

  /**
   * Starts the process again whenever it ends before it is asked to. Never resolves; rejects when that does
   * not help, or when the process itself said that it cannot go on and `canGiveUp` takes its word for it.
   */
  async attend(launch: Launch, { canGiveUp = false } = {}): Promise<never> {
    const budget = restartBudget();
    for (;;) {
      const { name } = launch;
      const end = await this.#parts.get(name)?.ended;
      if (this.#isStopping || end === undefined) return new Promise(() => undefined);
      if (end.isOwn && canGiveUp) throw new StartError(end.sentence);
      if (!budget.spend()) throw new StartError(`The ${name} dies again and again. ${end.sentence}`);
      this.#say(`${end.sentence}; starting it again`);
      await this.#fork(launch);
    }
  }

  /** Writes where everything is reached, for the CLI and for further processes. */
  async publish(reach: Reach): Promise<void> {
    this.#reach = reach;
    await this.#write();
  }

  /** Stops what runs, each only after those who use it. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    await this.#forking;
    for (const [name, patienceMs] of patience) await this.#parts.get(name)?.stop(patienceMs);
  }

  /** One fork at a time, so that stopping can wait for the last one. */
  #fork(launch: Launch): Promise<Part> {
    const part = this.#forking.then(() => this.#forkNow(launch));
    this.#forking = part.catch(() => undefined);
    return part;
  }

  async #forkNow({ name, file, parameters = [], env = {} }: Launch): Promise<Part> {
    const logFile = await logFileFor(this.#dataDir, name.toLowerCase());
    if (this.#isStopping) throw new Error(`The ${name} is not started any more`);
    const part = await forkPart({
      name,
      file,
      parameters,
      env: { ...process.env, ...env },
      logFile,
      progress: this.#say,
    });
    this.#parts.set(name, part);
    await this.#write();
    return part;
  }

  /** One write at a time, each of what is true when its turn comes. */
  #write(): Promise<void> {
    this.#written = this.#written.then(async () => {
      const supervisor = await recordOf(process.pid);
      if (supervisor === undefined) throw new Error('This process has no record of its own');
      await writeRunFile(this.#dataDir, {
        supervisor,
        parts: this.#records(),
        ...(this.#reach && { reach: this.#reach }),
      });
    });
    return this.#written;
  }

  #records(): Readonly<Record<string, ProcessRecord>> {
    const records = [...this.#parts].flatMap(([name, { record }]) =>
      record ? [[name, record] as const] : [],
    );
    return Object.fromEntries(records);
  }
}
