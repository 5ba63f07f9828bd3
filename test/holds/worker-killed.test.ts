import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { randomFor } from '../../prisma/seed/random.ts';
import { eventually } from '../support/eventually.ts';
import { times } from '../support/long.ts';
import { openStack, type Stack } from '../support/stack.ts';
import { expectSoundLedger, moneyOf, paidOnce } from './support/books.ts';
import { inParallel } from '../../runtime/in-parallel.ts';
import { caseHouseholds } from './support/households.ts';
import { expectReplays } from './support/histories.ts';
import {
  journeyToHeld,
  journeyToSettled,
  openOffice,
  postLetters,
  type Granted,
  type Office,
} from './support/journey.ts';
import { startService, type ServiceChild } from './support/service-child.ts';

const seed = process.env['SEED'] ?? '20261122';
const assessments = times(100);
const kills = times(20);
const unitsEach = 2;
const stepsEach = 10;
const atOnce = 6;
const workersAtOnce = 2;
/** Both workers may be dead, one of them in the middle of a hold, and start slowly on a busy machine. */
const heldWithinMs = 240_000;

let stack: Stack;
let office: Office;
const workers: ServiceChild[] = [];

beforeAll(async () => {
  stack = await openStack({ worker: false });
  office = await openOffice(stack);
  for (let started = 0; started < workersAtOnce; started++) workers.push(startWorker());
  await Promise.all(workers.map(({ ready }) => ready));
});
afterAll(async () => {
  await Promise.all(workers.map((worker) => worker.kill()));
  await stack.close();
});

describe('workers that are killed', () => {
  it('leave every assessment to be ended by others, and no cent is moved twice', async () => {
    const begin = Date.now();
    const killer = new Killer();
    const households = await caseHouseholds(stack, assessments);
    const granted = await inParallel(households, atOnce, async (household) => {
      const onStep = () => killer.count();
      const award = await journeyToHeld(office, household, { units: unitsEach, onStep, heldWithinMs });
      await journeyToSettled(office, award, household, onStep);
      return award;
    });
    await killer.done();
    expect(killer.killed).toBe(kills);
    for (const one of granted) await expectEnded(one);
    await expectSoundLedger(stack);
    const histories = await expectReplays(stack.services);
    const seconds = Math.round((Date.now() - begin) / 1000);
    console.log(
      `${assessments} assessments, ${killer.killed} workers killed, ${histories.length} histories replayed, seed ${seed}, ${seconds} s`,
    );
  }, 1_800_000);
});

async function expectEnded({ assessmentId, awardId }: Granted): Promise<void> {
  expect(await moneyOf(stack, awardId)).toEqual(paidOnce(unitsEach));
  await eventually(async () => {
    await postLetters(office, assessmentId);
    return (await rowsOf(assessmentId, awardId)).every(({ closedAt }) => closedAt);
  }, 60_000);
  const [assessment, award] = await rowsOf(assessmentId, awardId);
  expect([assessment!.state, award!.state]).toEqual(['granted', 'settled']);
}

function rowsOf(assessmentId: string, awardId: string) {
  return stack.services.database.inAlliance(
    stack.allianceId,
    { kind: 'system', id: 'test' },
    async ({ db }) => [
      await db.assessment.findUniqueOrThrow({ where: { id: assessmentId } }),
      await db.award.findUniqueOrThrow({ where: { id: awardId } }),
    ],
  );
}

function startWorker(): ServiceChild {
  return startService('worker-process', stack.config);
}

/** Kills a worker whenever the work has come so far, shortly after a step: others are in the middle of theirs. */
class Killer {
  killed = 0;
  private steps = 0;
  private readonly random = randomFor(`worker-killed/${seed}`);
  private readonly at = Array.from({ length: kills }, () =>
    this.random.integer(1, (assessments - 1) * stepsEach),
  ).toSorted((a, b) => a - b);
  private work: Promise<void> = Promise.resolve();

  count(): void {
    this.steps += 1;
    while (this.at.length > 0 && this.at[0]! <= this.steps) {
      this.at.shift();
      this.work = this.work.then(() => this.kill());
    }
  }

  done(): Promise<void> {
    return this.work;
  }

  private async kill(): Promise<void> {
    await sleep(this.random.integer(0, 300));
    const place = this.random.integer(0, workersAtOnce - 1);
    await workers[place]!.kill();
    this.killed += 1;
    workers[place] = startWorker();
  }
}
