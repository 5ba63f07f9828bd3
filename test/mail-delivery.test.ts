import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Delivery } from '../activities/mailer.ts';
import { deliverDueMail, deliverMail, leaseMinutes } from '../activities/mail-delivery.ts';
import { retryDelaysMinutes } from '../activities/mail-outcome.ts';
import type { MailServer } from './support/mail-server.ts';
import { about, openPostOffice, type PostOffice, publicUrl, start } from './support/post-office.ts';

let post: PostOffice;
beforeAll(async () => {
  post = await openPostOffice();
});
afterEach(() => post.reset());
afterAll(() => post.close());

describe('delivery by SMTP', () => {
  it('sends a whole, readable message and keeps no copy', async () => {
    const id = await post.queueReceipt(await post.addPerson('bianca@example.org'));
    expect(await deliverDueMail(post.services(post.server.url), post.test.allianceId)).toBe(1);
    const [{ to, from: sender, mail }] = post.server.received as [MailServer['received'][number]];
    expect({ to, sender }).toEqual({ to: 'bianca@example.org', sender: 'reciproca@alleanza.example' });
    expect(mail.from).toMatchObject({ name: 'Alleanza', address: 'reciproca@alleanza.example' });
    expect(mail.to).toEqual([{ name: '', address: 'bianca@example.org' }]);
    expect(mail.subject).toBe('Una ricevuta per lei');
    expect(mail.text).toContain('abbiamo ricevuto la sua domanda il 22 novembre 2026');
    expect(mail.text).toContain('Il numero di protocollo è 2026-000123.');
    expect(mail.text).toContain(publicUrl);
    expect(mail.messageId).toBe(`<${id}@alleanza.example>`);
    expect(new Date(mail.date!)).toEqual(start);
    expect(mail.headers).toContainEqual(
      expect.objectContaining({ key: 'auto-submitted', value: 'auto-generated' }),
    );
    expect(await post.rowOf(id)).toMatchObject({
      state: 'sent',
      sealed: null,
      sentAt: start,
      attempts: 1,
      errorCode: null,
    });
  });

  it('writes in the language of the reader', async () => {
    await post.queueReceipt(await post.addPerson('bianca@example.org', { locale: 'en' }));
    await deliverDueMail(post.services(post.server.url), post.test.allianceId);
    const { mail } = post.server.received[0]!;
    expect(mail.subject).toBe('A receipt for you');
    expect(mail.text).toContain('we received your application on 22 November 2026');
    expect(mail.headers).toContainEqual(expect.objectContaining({ key: 'content-language', value: 'en' }));
  });

  it('gives up at once on a recipient whom the server refuses, and says so with a code only', async () => {
    const recipientId = await post.addPerson('refuse@example.org');
    const id = await post.queueReceipt(recipientId);
    await deliverDueMail(post.services(post.server.url), post.test.allianceId);
    expect(await post.rowOf(id)).toMatchObject({ state: 'failed', errorCode: 'smtp550' });
    expect(post.undeliverable).toEqual([
      {
        mailId: id,
        template: 'applicationReceived',
        recipientKind: 'person',
        recipientId,
        about,
        code: 'smtp550',
      },
    ]);
  });

  it.each([
    ['550-unknown', 'failed'],
    ['550-bare', 'failed'],
    ['553-bare', 'failed'],
    ['554-disabled', 'failed'],
    ['554-relay', 'queued'],
    ['550-bare-relay', 'queued'],
    ['530-auth', 'queued'],
    ['550-sender', 'queued'],
    ['550-policy', 'queued'],
    ['554-odd', 'queued'],
  ])('takes as the recipient’s fault only what is: %s leaves it %s', async (said, state) => {
    const id = await post.queueReceipt(await post.addPerson(`say-${said}@example.org`));
    await deliverDueMail(post.services(post.server.url), post.test.allianceId);
    expect(await post.rowOf(id)).toMatchObject({ state, errorCode: `smtp${said.slice(0, 3)}` });
    expect(post.undeliverable).toHaveLength(state === 'failed' ? 1 : 0);
  });

  it('tells the log when it is the service whom the server refuses, without whom it wrote to', async () => {
    const told: unknown[] = [];
    const log = { error: (details: object, message: string) => void told.push({ ...details, message }) };
    const id = await post.queueReceipt(await post.addPerson('say-554-relay@example.org'));
    await deliverDueMail({ ...post.services(post.server.url), log }, post.test.allianceId);
    expect(told).toEqual([{ mail: id, code: 'smtp554', message: expect.stringContaining('mail server') }]);
  });

  it('gives up at once on a message that the server does not take', async () => {
    const id = await post.queueReceipt(await post.addPerson('swallow@example.org'));
    await deliverDueMail(post.services(post.server.url), post.test.allianceId);
    expect(await post.rowOf(id)).toMatchObject({ state: 'failed', errorCode: 'smtp554' });
  });

  it('comes back after growing pauses, and gives up after the last one', async () => {
    const id = await post.queueReceipt(await post.addPerson('delay@example.org'));
    const services = post.services(post.server.url);
    for (const [index, delayMinutes] of retryDelaysMinutes.entries()) {
      await deliverDueMail(services, post.test.allianceId);
      expect(await post.rowOf(id)).toMatchObject({
        state: 'queued',
        attempts: index + 1,
        errorCode: 'smtp451',
      });
      post.minutesLater(delayMinutes - 0.5);
      expect(await deliverDueMail(services, post.test.allianceId)).toBe(0);
      post.minutesLater(0.5);
    }
    expect(post.undeliverable).toEqual([]);
    await deliverDueMail(services, post.test.allianceId);
    expect(await post.rowOf(id)).toMatchObject({ state: 'failed', attempts: retryDelaysMinutes.length + 1 });
    expect(post.undeliverable.map(({ code }) => code)).toEqual(['smtp451']);
    post.minutesLater(10_000);
    expect(await deliverDueMail(services, post.test.allianceId)).toBe(0);
  });

  it('waits while no server answers', async () => {
    const id = await post.queueReceipt(await post.addPerson('bianca@example.org'));
    await deliverDueMail(post.services('smtp://127.0.0.1:1'), post.test.allianceId);
    expect(await post.rowOf(id)).toMatchObject({ state: 'queued', errorCode: 'ESOCKET' });
    expect(post.undeliverable).toEqual([]);
  });

  it('repeats a mail whose receipt it never heard of, as the same message', async () => {
    const id = await post.queueReceipt(await post.addPerson('drop@example.org'));
    await deliverDueMail(post.services(post.server.url), post.test.allianceId);
    expect(await post.rowOf(id)).toMatchObject({ state: 'queued', attempts: 1 });
    post.minutesLater(retryDelaysMinutes[0]!);
    await deliverDueMail(post.services(post.server.url), post.test.allianceId);
    expect(await post.rowOf(id)).toMatchObject({ state: 'sent', attempts: 2 });
    expect(post.server.received).toHaveLength(2);
    expect(post.server.received[1]!.source).toBe(post.server.received[0]!.source);
  });

  it('sends a mail once, however many deliver at the same time', async () => {
    const id = await post.queueReceipt(await post.addPerson('bianca@example.org'));
    const services = post.services(post.server.url);
    await Promise.all(Array.from({ length: 8 }, () => deliverMail(services, post.test.allianceId, id)));
    expect(post.server.received).toHaveLength(1);
  });

  it('passes over a mail that somebody else is at, and does not wait', async () => {
    const id = await post.queueReceipt(await post.addPerson('bianca@example.org'));
    const services = post.services(post.server.url);
    const other = await post.test.superuser();
    await other.query('BEGIN');
    await other.query('SELECT FROM mail WHERE id = $1 FOR UPDATE', [id]);
    await deliverMail(services, post.test.allianceId, id);
    expect(post.server.received).toEqual([]);
    await other.query('COMMIT');
    await deliverMail(services, post.test.allianceId, id);
    expect(post.server.received).toHaveLength(1);
  }, 15_000);

  it('takes up a mail again that a process left lying half sent', async () => {
    const id = await post.queueReceipt(await post.addPerson('bianca@example.org'));
    const services = post.services(post.server.url);
    const dying = {
      ...services,
      mailer: { ...services.mailer, send: () => new Promise<never>(() => undefined) },
    };
    void deliverMail(dying, post.test.allianceId, id);
    await expect.poll(async () => (await post.rowOf(id)).attempts).toBe(1);
    expect(await deliverDueMail(services, post.test.allianceId)).toBe(0);
    post.minutesLater(leaseMinutes);
    expect(await deliverDueMail(services, post.test.allianceId)).toBe(1);
    expect(await post.rowOf(id)).toMatchObject({ state: 'sent', attempts: 2 });
  });

  it('ignores the late word of an attempt that another one has overtaken', async () => {
    const id = await post.queueReceipt(await post.addPerson('bianca@example.org'));
    const services = post.services(post.server.url);
    let answer: (delivery: { kind: 'refused'; code: string }) => void = () => undefined;
    const send = () => new Promise<{ kind: 'refused'; code: string }>((resolve) => (answer = resolve));
    const slow = deliverMail({ ...services, mailer: { ...services.mailer, send } }, post.test.allianceId, id);
    await expect.poll(async () => (await post.rowOf(id)).attempts).toBe(1);
    post.minutesLater(leaseMinutes);
    await deliverDueMail(services, post.test.allianceId);
    answer({ kind: 'refused', code: 'smtp550' });
    await slow;
    expect(await post.rowOf(id)).toMatchObject({ state: 'sent', errorCode: null });
    expect(post.undeliverable).toEqual([]);
  });

  it('ignores it too while the other one is still sending', async () => {
    const id = await post.queueReceipt(await post.addPerson('bianca@example.org'));
    const services = post.services(post.server.url);
    const answers: ((delivery: Delivery) => void)[] = [];
    const send = () => new Promise<Delivery>((resolve) => answers.push(resolve));
    const deliver = () =>
      deliverMail({ ...services, mailer: { ...services.mailer, send } }, post.test.allianceId, id);
    const first = deliver();
    await expect.poll(() => answers.length).toBe(1);
    post.minutesLater(leaseMinutes);
    const second = deliver();
    await expect.poll(() => answers.length).toBe(2);
    answers[0]!({ kind: 'refused', code: 'smtp550' });
    await first;
    expect(await post.rowOf(id)).toMatchObject({ state: 'queued', attempts: 2, errorCode: null });
    answers[1]!({ kind: 'sent' });
    await second;
    expect(await post.rowOf(id)).toMatchObject({ state: 'sent' });
    expect(post.undeliverable).toEqual([]);
  });

  it('does not let one accident hold up the others', async () => {
    const broken = await post.queueReceipt(await post.addPerson('bianca@example.org'));
    await post.within((tx) =>
      tx.db.mail.update({ where: { id: broken }, data: { sealed: new Uint8Array(40) } }),
    );
    const sound = await post.queueReceipt(await post.addPerson('marta@example.org'));
    await expect(deliverDueMail(post.services(post.server.url), post.test.allianceId)).rejects.toThrow(
      /1 mails went wrong/,
    );
    expect(await post.rowOf(broken)).toMatchObject({ state: 'queued', attempts: 1, errorCode: 'accident' });
    expect((await post.rowOf(broken)).nextAttemptAt.getTime()).toBeGreaterThan(post.now().getTime());
    expect(await post.rowOf(sound)).toMatchObject({ state: 'sent' });
  });
});

describe('delivery when mail is off', () => {
  it('tells somebody of each mail and keeps none in a mailbox that nobody opens', async () => {
    const id = await post.queueReceipt(await post.addPerson('bianca@example.org'));
    await deliverDueMail(post.services(undefined, true), post.test.allianceId);
    expect(await post.rowOf(id)).toMatchObject({ state: 'failed', errorCode: 'mailOff', sealed: null });
    expect(post.undeliverable).toMatchObject([{ mailId: id, about, code: 'mailOff' }]);
  });
});
