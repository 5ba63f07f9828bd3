import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bringForward } from '../../activities/deadlines.ts';
import { publishCharter, sendCharter, shippedCharter } from '../../activities/charter-versions.ts';
import { toPlainDate } from '../../domain/time.ts';
import type { Tx } from '../../prisma/database.ts';
import type { CharterSigning } from '../../prisma/generated/client.ts';
import { accountId } from '../../prisma/seed/personas.ts';
import { randomFor } from '../../prisma/seed/random.ts';
import { eventually } from '../support/eventually.ts';
import { times } from '../support/long.ts';
import { plantSignatories } from '../support/planted-signatories.ts';
import { openStack, type Stack } from '../support/stack.ts';
import { decodedText } from './support/decoded.ts';
import { expectReplays, type FetchedHistory } from './support/histories.ts';
import { startService, type ServiceChild } from './support/service-child.ts';

const seed = process.env['SEED'] ?? '20261126';
const random = randomFor(`campaign-killed/${seed}`);
const signatories = times(5_000);
/** As many while it invites as while everybody is reminded. */
const killsEach = times(5);
const invitationsAMinute = 3_000;
const mostAPage = 20;
const mostEventsARun = 2_000;
const remindersEach = shippedCharter.signing.reminderDays.length;
const patienceMs = 900_000;
const batch = 250;

let stack: Stack;
let worker: ServiceChild;
let signings: CharterSigning[];
let versionId: string;

beforeAll(async () => {
  stack = await openStack({ worker: false });
  for (let planted = 0; planted < signatories; planted += batch)
    await within((tx) => plantSignatories(tx, stack.services.vault, batch));
  worker = startService('worker-process', stack.config);
  await worker.ready;
}, 600_000);
afterAll(async () => {
  await worker.kill();
  await stack.close();
});

describe('a campaign whose worker is killed', () => {
  it('invites everybody once, no more a minute than it says', async () => {
    const begin = Date.now();
    versionId = await within(async (tx) => {
      const { id } = await sendCharter(tx, shippedCharter, accountId('sara'));
      await publishCharter(tx, id, toPlainDate(tx.now), accountId('luca'), invitationsAMinute);
      return id;
    });
    await killAsItGrows(signatories, opened);
    await eventually(async () => (await opened()) === signatories, patienceMs);
    await eventually(async () => (await within(({ db }) => db.wakeup.count())) === 0, patienceMs);
    signings = await within(({ db }) =>
      db.charterSigning.findMany({ where: { charterVersionId: versionId } }),
    );
    expect(signings).toHaveLength(signatories);
    expect(new Set(signings.map(({ organisationId }) => organisationId)).size).toBe(signatories);
    expect(await mailsEach('charterRevised')).toEqual(new Map([[1, signatories]]));
    expectPace();
    tell(`${signatories} signatories invited`, begin);
  }, 3_000_000);

  it('reminds everybody of each day once', async () => {
    const begin = Date.now();
    // Offsets of days become none: both reminders of everybody are due at this moment.
    for (let from = 0; from < signatories; from += batch) {
      const subjectIds = signings.slice(from, from + batch).map(({ id }) => id);
      await within((tx) =>
        bringForward(tx, { subjectKind: 'charterSigning', subjectIds, kind: 'remindSigning' }),
      );
    }
    await killAsItGrows(signatories * remindersEach, reminded);
    await eventually(async () => (await reminded()) >= signatories * remindersEach, patienceMs);
    await eventually(async () => (await within(({ db }) => db.wakeup.count())) === 0, patienceMs);
    expect(await mailsEach('charterReminder')).toEqual(new Map([[remindersEach, signatories]]));
    tell(`${signatories * remindersEach} reminders`, begin);
  }, 3_000_000);

  it('leaves runs of 2,000 events at most, which tell nobody’s name and replay', async () => {
    const runs = await historiesOfCampaigns();
    for (const { history } of runs) {
      expect(history.events!.length).toBeLessThanOrEqual(mostEventsARun);
      const told = await decodedText(stack.services.keyRing, history);
      expect(told).toContain(versionId);
      expect(told).not.toMatch(/Ente |@example|Rappresentante/);
    }
    await expectReplays(stack.services, runs);
    const lengths = runs.map(({ history }) => history.events!.length);
    console.log(`runs of ${lengths.join(', ')} events`);
  }, 600_000);
});

/** `kill -9` as soon as so many rows are there that it is at work, and another worker after it. */
async function killAsItGrows(most: number, count: () => Promise<number>): Promise<void> {
  const at = Array.from({ length: killsEach }, () => random.integer(1, most - 1)).toSorted((a, b) => a - b);
  for (const threshold of at) {
    await eventually(async () => (await count()) >= threshold, patienceMs);
    await worker.kill();
    worker = startService('worker-process', stack.config);
    await worker.ready;
  }
}

/** A page is one transaction, and between two of them there is the pause that its organisations are worth. */
function expectPace(): void {
  const pages = [...Map.groupBy(signings, ({ createdAt }) => createdAt.getTime())].toSorted(
    ([a], [b]) => a - b,
  );
  for (const [, page] of pages) expect(page.length).toBeLessThanOrEqual(mostAPage);
  const [first] = pages[0]!;
  const [last] = pages.at(-1)!;
  const pausesMs = ((signatories - mostAPage) / invitationsAMinute) * 60_000;
  expect(last - first).toBeGreaterThanOrEqual(pausesMs);
}

/** To how many representatives so many mails were written. */
async function mailsEach(template: string): Promise<Map<number, number>> {
  const mails = await within(({ db }) =>
    db.mail.groupBy({ by: ['recipientId'], where: { template }, _count: true }),
  );
  return mails.reduce(
    (each, { _count: count }) => each.set(count, (each.get(count) ?? 0) + 1),
    new Map<number, number>(),
  );
}

async function historiesOfCampaigns(): Promise<FetchedHistory[]> {
  const { client } = stack.services;
  const runs: FetchedHistory[] = [];
  for await (const { workflowId, runId } of client.workflow.list({
    query: "WorkflowType = 'charterCampaign'",
  }))
    runs.push({ workflowId, history: await client.workflow.getHandle(workflowId, runId).fetchHistory() });
  return runs;
}

function opened(): Promise<number> {
  return within(({ db }) => db.charterSigning.count({ where: { charterVersionId: versionId } }));
}

function reminded(): Promise<number> {
  return within(({ db }) => db.mail.count({ where: { template: 'charterReminder' } }));
}

function tell(what: string, begin: number): void {
  const seconds = Math.round((Date.now() - begin) / 1000);
  console.log(`${what}, ${killsEach} workers killed, seed ${seed}, ${seconds} s`);
}

function within<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  const actor = { kind: 'system', id: 'test' } as const;
  return stack.services.database.inAlliance(stack.allianceId, actor, work, { timeoutMs: 60_000 });
}
