import PostalMime from 'postal-mime';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { deliverDueMail } from '../activities/mail-delivery.ts';
import { queueMail } from '../activities/mail.ts';
import { readMailbox } from '../activities/mailbox.ts';
import { isMailAddress } from '../activities/mailer.ts';
import { serviceWords, unitWord } from '../domain/need.ts';
import type { Prisma } from '../prisma/generated/client.ts';
import { openPostOffice, type PostOffice } from './support/post-office.ts';

let post: PostOffice;
beforeAll(async () => {
  post = await openPostOffice();
});
afterEach(() => post.reset());
afterAll(() => post.close());

describe('a mail in the queue', () => {
  it('is there once for its key, and nothing of it can be read', async () => {
    const recipientId = await post.addPerson('bianca@example.org');
    const mail = {
      template: 'applicationReceived',
      recipientId,
      params: { protocolNumber: 'PLANTED-7', receivedOn: '2026-11-22' },
      dedupeKey: 'receipt/7',
    } as const;
    for (let times = 0; times < 3; times += 1) await post.within((tx) => queueMail(tx, post.vault, mail));
    const rows = await post.within((tx) => tx.db.mail.findMany({ where: { dedupeKey: 'receipt/7' } }));
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ state: 'queued', recipientKind: 'person', attempts: 0 });
    expect(Buffer.from(rows[0]!.sealed!).toString('latin1')).not.toContain('PLANTED');
  });

  it('vanishes with the transaction that would have made it due', async () => {
    const recipientId = await post.addPerson('bianca@example.org');
    const params = { protocolNumber: '2026-000123' };
    const undone = post.within(async (tx) => {
      await queueMail(tx, post.vault, {
        template: 'decisionLetterReady',
        recipientId,
        params,
        dedupeKey: 'undone',
      });
      throw new Error('changed my mind');
    });
    await expect(undone).rejects.toThrow('changed my mind');
    expect(await post.within((tx) => tx.db.mail.count({ where: { dedupeKey: 'undone' } }))).toBe(0);
  });
});

describe('a reader', () => {
  const outcomeFor = async (email: string | null, change?: Partial<Prisma.PersonUncheckedCreateInput>) => {
    const id = await post.queueReceipt(await post.addPerson(email, change));
    await deliverDueMail(post.services(post.server.url), post.test.allianceId);
    const { state, errorCode } = await post.rowOf(id);
    return { state, errorCode, told: post.undeliverable.length, received: post.server.received.length };
  };

  it('without an address, or with one that cannot be one, becomes a task', async () => {
    expect(await outcomeFor(null)).toEqual({ state: 'failed', errorCode: 'noAddress', told: 1, received: 0 });
    expect(await outcomeFor('bianca')).toEqual({
      state: 'failed',
      errorCode: 'badAddress',
      told: 2,
      received: 0,
    });
  });

  it('who wants letters by post gets no mail but a task', async () => {
    const outcome = await outcomeFor('bianca@example.org', { channel: 'post' });
    expect(outcome).toEqual({ state: 'failed', errorCode: 'byPost', told: 1, received: 0 });
  });

  it('who died gets nothing, and nobody is bothered', async () => {
    const outcome = await outcomeFor('bianca@example.org', { deceasedOn: new Date('2026-11-20') });
    expect(outcome).toEqual({ state: 'cancelled', errorCode: null, told: 0, received: 0 });
  });

  it('who was erased gets nothing, and what was written is gone', async () => {
    const recipientId = await post.addPerson('bianca@example.org');
    const id = await post.queueReceipt(recipientId);
    await post.within((tx) => post.vault.destroy(tx, { kind: 'person', id: recipientId }));
    await deliverDueMail(post.services(post.server.url), post.test.allianceId);
    expect(await post.rowOf(id)).toMatchObject({ state: 'cancelled', sealed: null });
    expect(post.server.received).toHaveLength(0);
  });

  it('on the staff or at a provider is found by account or organisation', async () => {
    const { accountId, organisationId } = await post.within(async (tx) => {
      const common = { allianceId: tx.allianceId, createdAt: tx.now };
      const account = await tx.db.account.create({
        data: {
          ...common,
          label: 'Sara',
          email: 'sara@alleanza.example',
          roles: ['caseworker'],
          locale: 'en',
        },
      });
      const organisation = await tx.db.organisation.create({
        data: {
          ...common,
          name: 'Il Girasole',
          comuneIstat: '016128',
          email: 'ordini@girasole.example',
          roles: ['provider'],
        },
      });
      return { accountId: account.id, organisationId: organisation.id };
    });
    const task = { it: 'decidere una domanda', en: 'decide an application' };
    await post.queue({
      template: 'taskReminder',
      recipientId: accountId,
      params: { task, dueOn: '2026-11-27' },
    });
    const order = {
      orderCode: 'ORD-7',
      service: serviceWords.forMinor,
      units: 10,
      unit: unitWord('week', 10),
    };
    await post.queue({ template: 'providerOrder', recipientId: organisationId, params: order });
    await deliverDueMail(post.services(post.server.url), post.test.allianceId);
    const texts = new Map(post.server.received.map(({ to, mail }) => [to, mail.text]));
    expect(texts.get('sara@alleanza.example')).toContain(
      'decide an application. It is due on 27 November 2026',
    );
    expect(texts.get('ordini@girasole.example')).toContain(
      'codice ORD-7: servizio per un minore, 10 settimane',
    );
    await post.within((tx) =>
      tx.db.account.update({ where: { id: accountId }, data: { disabledAt: tx.now } }),
    );
    await post.queue({
      template: 'taskReminder',
      recipientId: accountId,
      params: { task, dueOn: '2026-11-27' },
    });
    await deliverDueMail(post.services(post.server.url), post.test.allianceId);
    expect(post.server.received).toHaveLength(2);
  });
});

describe('the development mailbox', () => {
  it('keeps the whole message, sealed, and shows it newest first', async () => {
    const first = await post.queueReceipt(await post.addPerson('bianca@example.org'));
    await deliverDueMail(post.services(), post.test.allianceId);
    post.minutesLater(1);
    const second = await post.queueReceipt(await post.addPerson('marta@example.org'));
    await deliverDueMail(post.services(), post.test.allianceId);
    expect(post.server.received).toHaveLength(0);
    const row = await post.rowOf(first);
    expect(row).toMatchObject({ state: 'sent', messageId: `<${first}@alleanza.example>` });
    expect(Buffer.from(row.sealed!).toString('latin1')).not.toContain('bianca');
    const kept = await post.within((tx) => readMailbox(tx, post.vault, 2));
    expect(kept.map(({ id }) => id)).toEqual([second, first]);
    const mail = await PostalMime.parse(kept[1]!.source);
    expect(mail.subject).toBe('Una ricevuta per lei');
    expect(mail.text).toContain('2026-000123');
  });

  it('has nothing to show of someone who was erased', async () => {
    const recipientId = await post.addPerson('bianca@example.org');
    const id = await post.queueReceipt(recipientId);
    await deliverDueMail(post.services(), post.test.allianceId);
    await post.within((tx) => post.vault.destroy(tx, { kind: 'person', id: recipientId }));
    const kept = await post.within((tx) => readMailbox(tx, post.vault, 100));
    expect(kept.map((mail) => mail.id)).not.toContain(id);
  });
});

describe('an address', () => {
  it('is one plain address', () => {
    for (const address of ['bianca@example.org', 'a.b+c@sub.example.it', 'josé@esempio.it']) {
      expect(isMailAddress(address), address).toBe(true);
    }
    const wrong = [
      'bianca',
      'bianca@localhost',
      'a@b@example.org',
      'a b@example.org',
      'a@example..org',
      'a@example.org,b@example.org',
      'a@example.org\r\nBcc: b@example.org',
      'Bianca <a@example.org>',
      `${'a'.repeat(250)}@example.org`,
    ];
    for (const address of wrong) expect(isMailAddress(address), address).toBe(false);
  });
});
