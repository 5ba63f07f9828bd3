import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { forgetAttempts } from '../activities/attempts.ts';
import { askForMissingRules } from '../activities/missing-rules.ts';
import { forgetLapsedSessions } from '../activities/lapsed-sessions.ts';
import { deliverDueMail } from '../activities/mail-delivery.ts';
import { remindOfSettlement } from '../activities/settlement/remind.ts';
import { sealAll } from '../ledger/seal.ts';
import type { Tx } from '../prisma/database.ts';
import type { Log } from './log.ts';
import type { Services } from './services.ts';
import { resendStalled } from './sweeper.ts';
import { dispatchWakeups, wakeAll } from './wakeups.ts';

/** How often each round is made, in milliseconds; 0 leaves it out. */
export interface Pace {
  readonly beatMs: number;
  readonly wakeupsMs: number;
  /** How long a wake-up that went wrong waits for its next try. */
  readonly wakeupRetryMs: number;
  readonly wakeAllMs: number;
  readonly mailMs: number;
  readonly sweepMs: number;
  readonly sealMs: number;
}

export const servicePace: Pace = {
  beatMs: 5_000,
  wakeupsMs: 1_000,
  wakeupRetryMs: 60_000,
  wakeAllMs: 3_600_000,
  mailMs: 1_000,
  sweepMs: 15_000,
  sealMs: 20_000,
};

const ROUND_TIMEOUT_MS = 20_000;
/** It compares every row with what is sealed: it takes longer the longer an alliance keeps books (docs/ledger.md). */
const SEAL_TIMEOUT_MS = 600_000;

/**
 * What a worker does besides Temporal's work, each round by itself and again after a pause: a heartbeat, wake-ups
 * that were asked for, mail that is due, submissions nobody answered, tries at the open door that are long over, rules that an older alliance has not, providers whom nobody paid for a week, blocks of the ledger to seal. What goes
 * wrong in one alliance does not keep the others waiting.
 */
export function startRounds(services: Services, pace: Pace): { stop(): Promise<void> } {
  const { database, log } = services;
  const worker = randomUUID();
  const stopping = new AbortController();
  const inEach = (work: (allianceId: string) => Promise<unknown>) => async () => {
    const accidents: unknown[] = [];
    for (const { id } of await database.gate.alliances())
      await work(id).catch((error: unknown) => accidents.push(error));
    if (accidents.length > 0) throw accidents[0];
  };
  const within = (process: string, work: (tx: Tx) => Promise<unknown>, timeoutMs = ROUND_TIMEOUT_MS) =>
    inEach((allianceId) =>
      database.inAlliance(allianceId, { kind: 'system', id: process }, work, { timeoutMs }),
    );
  const rounds: readonly [name: string, everyMs: number, round: () => Promise<void>][] = [
    ['heartbeat', pace.beatMs, () => database.gate.beat(worker)],
    [
      'wakeups',
      pace.wakeupsMs,
      inEach((allianceId) => dispatchWakeups(services, allianceId, pace.wakeupRetryMs)),
    ],
    ['wake-all', pace.wakeAllMs, within('wake-all', wakeAll)],
    ['attempts', pace.wakeAllMs, within('attempts', forgetAttempts)],
    ['rules', pace.wakeAllMs, within('rules', askForMissingRules)],
    ['sessions', pace.wakeAllMs, within('sessions', forgetLapsedSessions)],
    ['settlement', pace.wakeAllMs, within('settlement', remindOfSettlement)],
    ['mail', pace.mailMs, inEach((allianceId) => deliverDueMail(services, allianceId))],
    ['sweep', pace.sweepMs, inEach((allianceId) => resendStalled(services, allianceId))],
    ['seal', pace.sealMs, within('sealer', sealAll, SEAL_TIMEOUT_MS)],
  ];
  const running = rounds
    .filter(([, everyMs]) => everyMs > 0)
    .map(([name, everyMs, round]) => repeat(name, everyMs, round, stopping.signal, log));
  return {
    async stop() {
      stopping.abort();
      await Promise.all(running);
    },
  };
}

async function repeat(
  name: string,
  everyMs: number,
  round: () => Promise<void>,
  stopping: AbortSignal,
  log: Log,
): Promise<void> {
  while (!stopping.aborted) {
    try {
      await round();
    } catch (error) {
      log.error({ round: name, kind: (error as Error).name }, 'a round failed, the next one tries again');
    }
    await sleep(everyMs, undefined, { signal: stopping }).catch(() => undefined);
  }
}
