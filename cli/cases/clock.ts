import type { Connection, TestService } from '@temporalio/client';
import { setTimeout as sleep } from 'node:timers/promises';
import type { TimeSource } from '../../domain/clock.ts';
import { beginAnew, type Run } from './begin-anew.ts';
import { OpenRuns } from './open-runs.ts';
import { milliseconds } from './run-history.ts';

/** What is still to be done at `now` outside Temporal (wake-ups, submissions, mail), in words. */
export type PendingElsewhere = (now: Date) => Promise<readonly string[]>;

/** Raised when a case does not come to rest; the message names what is still moving. */
export class NotQuietError extends Error {}

const defaultQuietLimitMs = 30_000;
const skipLimitMs = 60_000;
/** A timer starts some milliseconds after the workflow computed it, so what is due "at" an instant comes later. */
const slackMs = 2_000;

/**
 * The time of one case: the test server's, moved to the case's first date. Time passes only through
 * {@link advanceTo}, from one due instant to the next, and never while anything is still moving: a long jump
 * would run a wake-up of the first day on the last.
 */
export class CaseClock implements TimeSource {
  private readonly connection: Connection;
  private readonly testService: TestService;
  private readonly runs: OpenRuns;
  private readonly offsetMs: number;
  private readonly pendingElsewhere: PendingElsewhere;
  private readonly quietLimitMs: number;

  private constructor(
    connection: Connection,
    testService: TestService,
    offsetMs: number,
    pendingElsewhere: PendingElsewhere,
    quietLimitMs: number,
  ) {
    this.connection = connection;
    this.testService = testService;
    this.runs = new OpenRuns(connection.workflowService);
    this.offsetMs = offsetMs;
    this.pendingElsewhere = pendingElsewhere;
    this.quietLimitMs = quietLimitMs;
  }

  /** The clock of the server behind `connection`, showing `start` at this moment. */
  static async startingAt(
    start: Date,
    connection: Connection,
    pendingElsewhere: PendingElsewhere,
    quietLimitMs = defaultQuietLimitMs,
  ): Promise<CaseClock> {
    const { testService } = connection;
    if (!testService) throw new TypeError('A case needs the time-skipping test server');
    const serverMs = await serverTimeMs(testService);
    return new CaseClock(connection, testService, start.getTime() - serverMs, pendingElsewhere, quietLimitMs);
  }

  async now(): Promise<Date> {
    return new Date((await serverTimeMs(this.testService)) + this.offsetMs);
  }

  /** Waits until nothing can happen any more without time passing. */
  async quiet(): Promise<void> {
    await this.rest();
  }

  /** Lets time pass until `instant`, stopping at every due instant on the way until all is quiet again. */
  async advanceTo(instant: Date): Promise<void> {
    const targetMs = instant.getTime() - this.offsetMs;
    for (;;) {
      const nextDueMs = await this.rest();
      const isDue = nextDueMs !== undefined && nextDueMs <= targetMs + slackMs;
      if (!isDue && (await serverTimeMs(this.testService)) >= targetMs) return;
      await this.skipTo(isDue ? nextDueMs : targetMs);
    }
  }

  openWorkflowIds(): Promise<readonly string[]> {
    return this.runs.openWorkflowIds();
  }

  /**
   * Two looks that agree, with nothing pending outside Temporal between them; says what is due next. Gives up when
   * the same things stay under way for too long: a busy machine is slow, but it gets on.
   */
  private async rest(): Promise<number | undefined> {
    let seen: string | undefined;
    let picture = '';
    let unchangedSince = Date.now();
    for (let looks = 0; ; looks += 1) {
      const serverMs = await serverTimeMs(this.testService);
      const { signature, busy, nextDueMs, jammed } = await this.runs.scan(serverMs);
      for (const run of jammed) await this.free(run);
      const now = new Date(serverMs + this.offsetMs);
      const moving = busy.length > 0 ? busy : await this.pendingElsewhere(now);
      if (moving.length === 0 && seen === signature) return nextDueMs;
      seen = moving.length === 0 ? signature : undefined;
      const latest = [signature, ...moving].join('\n');
      if (latest !== picture) unchangedSince = Date.now();
      picture = latest;
      if (Date.now() - unchangedSince > this.quietLimitMs)
        throw new NotQuietError(`Nothing gets on for ${this.quietLimitMs / 1000} s: ${moving.join('; ')}`);
      if (moving.length > 0) await sleep(looks < 5 ? 3 : 15);
    }
  }

  /** Begins a jammed run anew, and lets go the time that its task, which never ends, holds. */
  private async free(run: Run): Promise<void> {
    await beginAnew(this.connection.workflowService, run, await this.runs.history(run));
    await this.testService.unlockTimeSkipping({});
  }

  /** One skip at a time: two at once make the server jump by days. */
  private async skipTo(serverMs: number): Promise<void> {
    const durationMs = Math.ceil(serverMs - (await serverTimeMs(this.testService)));
    if (durationMs <= 0) return;
    const duration = { seconds: Math.floor(durationMs / 1000) as never, nanos: (durationMs % 1000) * 1e6 };
    await this.connection.withDeadline(Date.now() + skipLimitMs, () =>
      this.testService.unlockTimeSkippingWithSleep({ duration }),
    );
  }
}

async function serverTimeMs(testService: TestService): Promise<number> {
  return milliseconds((await testService.getCurrentTime({})).time);
}
