import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deliverDueMail } from '../../activities/mail-delivery.ts';
import { openMailer } from '../../activities/mailer.ts';
import type { ActivityServices } from '../../activities/services.ts';
import { escalateTask } from '../../activities/tasks.ts';
import { startApi, type Caller, type TestApi } from './support.ts';
import { makeTask, step } from './task-support.ts';

/** Whoever is told that an overdue task can be claimed can claim it; whoever cannot is told in whose hands it is. */
let api: TestApi;
let colleagues: readonly Caller[];

beforeAll(async () => {
  api = await startApi();
  colleagues = [await api.signIn('caseworker'), await api.signIn('caseworker')];
});
afterAll(() => api.close());

async function escalated(change: Parameters<typeof makeTask>[1]): Promise<string> {
  const taskId = await makeTask(api, { dueAt: new Date('2026-06-01T21:59:59Z'), ...change });
  await api.inAlliance((tx) =>
    escalateTask(
      tx,
      {
        id: randomUUID(),
        kind: 'escalateTask',
        subjectKind: 'award',
        subjectId: randomUUID(),
        targetId: taskId,
        dueAt: tx.now,
      },
      api.services as unknown as ActivityServices,
    ),
  );
  const mailer = openMailer({ smtpUrl: undefined, from: 'a@example.org', publicUrl: 'https://example.org' });
  await deliverDueMail(
    { ...api.services, mailer, onUndeliverable: () => Promise.resolve() },
    api.test.allianceId,
  );
  return taskId;
}

/** The latest mail that somebody finds in the development mailbox, as text. */
async function latestMail(caller: Caller): Promise<string | undefined> {
  const rows = await api.inAlliance((tx) =>
    tx.db.mail.findMany({ where: { recipientId: caller.accountId }, orderBy: { id: 'desc' }, take: 1 }),
  );
  if (!rows[0]) return undefined;
  const { text } = await caller.get(`/v1/dev/mailbox/${rows[0].id}`);
  return text.replaceAll(/=\r?\n/g, '').replaceAll(/\s+/g, ' ');
}

const canClaim = 'prenderla in carico';

describe('the mail about an overdue task', () => {
  it('offers it to those who can claim it, and to nobody who must not do it', async () => {
    const excluded = await api.signIn('caseworker');
    const officer = await api.signIn('fundOfficer');
    const taskId = await escalated({ excludedIds: [excluded.accountId] });
    for (const one of colleagues) expect(await latestMail(one)).toContain(canClaim);
    for (const one of [excluded, officer]) {
      expect(await latestMail(one)).toBeUndefined();
      expect((await step(one, taskId, 'claim')).status).not.toBe(200);
    }
    expect((await step(colleagues[1]!, taskId, 'claim')).status).toBe(200);
  });

  it('offers it to nobody while somebody holds it', async () => {
    const [holder, other] = colleagues as [Caller, Caller];
    const taskId = await escalated({ state: 'claimed', assigneeId: holder.accountId });
    for (const one of colleagues) expect(await latestMail(one)).not.toContain(canClaim);
    expect(await latestMail(holder)).toContain('in carico a lei');
    expect(await latestMail(other)).toContain('altra persona');
    expect((await step(other, taskId, 'claim')).status).toBe(409);
    await step(holder, taskId, 'release');
    expect((await step(other, taskId, 'claim')).status).toBe(200);
  });
});
