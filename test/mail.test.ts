import { randomBytes, randomUUID } from 'node:crypto';
import PostalMime from 'postal-mime';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { sealIdentity } from '../activities/identity.ts';
import { deliverDueMail, deliverMail, leaseMinutes } from '../activities/mail-delivery.ts';
import { type MailServices, retryDelaysMinutes, type UndeliverableMail } from '../activities/mail-outcome.ts';
import { mailTemplates, type TemplateName } from '../activities/mail-templates.ts';
import { type NewMail, queueMail } from '../activities/mail.ts';
import { readMailbox } from '../activities/mailbox.ts';
import { isMailAddress, openMailer } from '../activities/mailer.ts';
import type { Tx } from '../prisma/database.ts';
import type { Mail, Prisma } from '../prisma/generated/client.ts';
import { keyRingOf, masterKey } from '../vault/keys.ts';
import { openVault } from '../vault/vault.ts';
import { openTestDatabase, testActor, type TestDatabase } from './support/database.ts';
import { startMailServer, type MailServer } from './support/mail-server.ts';

const vault = openVault(keyRingOf([masterKey(new Uint8Array(randomBytes(32)))]));
const from = 'Alleanza <reciproca@alleanza.example>';
const publicUrl = 'https://alleanza.example';
const start = new Date('2026-11-22T09:00:00Z');

let now = start;
let test: TestDatabase;
let server: MailServer;
let undeliverable: UndeliverableMail[] = [];

beforeAll(async () => {
  test = await openTestDatabase({ clock: { now: () => Promise.resolve(now) } });
  server = await startMailServer();
});
afterAll(async () => {
  await server.close();
  await test.close();
});
afterEach(async () => {
  now = start;
  undeliverable = [];
  server.received.length = 0;
  await within((tx) => tx.db.mail.updateMany({ where: { state: 'queued' }, data: { state: 'cancelled' } }));
});

const within = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
  test.database.inAlliance(test.allianceId, testActor, work);

function services(smtpUrl?: string): MailServices {
  return {
    database: test.database,
    vault,
    mailer: openMailer({ smtpUrl, from, publicUrl }),
    onUndeliverable: async (_tx, mail) => void undeliverable.push(mail),
  };
}

async function addPerson(
  email: string | null,
  change: Partial<Prisma.PersonUncheckedCreateInput> = {},
): Promise<string> {
  const id = randomUUID();
  await within(async (tx) => {
    const identity = {
      givenName: 'Bianca',
      familyName: 'Provini',
      taxCode: null,
      email,
      phone: null,
      address: null,
    };
    const sealed = await sealIdentity(tx, vault, id, identity);
    await tx.db.person.create({
      data: { id, allianceId: tx.allianceId, createdAt: tx.now, ...sealed, ...change },
    });
  });
  return id;
}

async function queue<Name extends TemplateName>(mail: Omit<NewMail<Name>, 'dedupeKey'>): Promise<string> {
  const dedupeKey = randomUUID();
  await within((tx) => queueMail(tx, vault, { ...mail, dedupeKey } as NewMail<Name>));
  return (await within((tx) => tx.db.mail.findFirstOrThrow({ where: { dedupeKey } }))).id;
}

async function queueReceipt(recipientId: string): Promise<string> {
  const params = { protocolNumber: '2026-000123', receivedOn: '2026-11-22' };
  const about = { kind: 'assessment', id: '0198f000-0000-7000-8000-000000000001' };
  return queue({ template: 'applicationReceived', recipientId, params, about });
}

const rowOf = (id: string): Promise<Mail> => within((tx) => tx.db.mail.findUniqueOrThrow({ where: { id } }));

function minutesLater(minutes: number): void {
  now = new Date(now.getTime() + minutes * 60_000);
}

describe('a mail in the queue', () => {
  it('is there once for its key, and nothing of it can be read', async () => {
    const recipientId = await addPerson('bianca@example.org');
    const mail = {
      template: 'applicationReceived',
      recipientId,
      params: { protocolNumber: 'PLANTED-7', receivedOn: '2026-11-22' },
      dedupeKey: 'receipt/7',
    } as const;
    for (let times = 0; times < 3; times += 1) await within((tx) => queueMail(tx, vault, mail));
    const rows = await within((tx) => tx.db.mail.findMany({ where: { dedupeKey: 'receipt/7' } }));
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ state: 'queued', recipientKind: 'person', attempts: 0 });
    expect(Buffer.from(rows[0]!.sealed!).toString('latin1')).not.toContain('PLANTED');
  });

  it('vanishes with the transaction that would have made it due', async () => {
    const recipientId = await addPerson('bianca@example.org');
    const params = { protocolNumber: '2026-000123' };
    const undone = within(async (tx) => {
      await queueMail(tx, vault, {
        template: 'decisionLetterReady',
        recipientId,
        params,
        dedupeKey: 'undone',
      });
      throw new Error('changed my mind');
    });
    await expect(undone).rejects.toThrow('changed my mind');
    expect(await within((tx) => tx.db.mail.count({ where: { dedupeKey: 'undone' } }))).toBe(0);
  });
});

describe('delivery by SMTP', () => {
  it('sends a whole, readable message and keeps no copy', async () => {
    const id = await queueReceipt(await addPerson('bianca@example.org'));
    expect(await deliverDueMail(services(server.url), test.allianceId)).toBe(1);
    const [{ to, from: sender, mail }] = server.received as [MailServer['received'][number]];
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
    expect(await rowOf(id)).toMatchObject({
      state: 'sent',
      sealed: null,
      sentAt: start,
      attempts: 1,
      errorCode: null,
    });
  });

  it('writes in the language of the reader', async () => {
    await queueReceipt(await addPerson('bianca@example.org', { locale: 'en' }));
    await deliverDueMail(services(server.url), test.allianceId);
    const { mail } = server.received[0]!;
    expect(mail.subject).toBe('A receipt for you');
    expect(mail.text).toContain('we received your application on 22 November 2026');
    expect(mail.headers).toContainEqual(expect.objectContaining({ key: 'content-language', value: 'en' }));
  });

  it('gives up at once on a recipient whom the server refuses, and says so with a code only', async () => {
    const recipientId = await addPerson('refuse@example.org');
    const id = await queueReceipt(recipientId);
    await deliverDueMail(services(server.url), test.allianceId);
    expect(await rowOf(id)).toMatchObject({ state: 'failed', errorCode: 'smtp550' });
    expect(undeliverable).toEqual([
      {
        mailId: id,
        template: 'applicationReceived',
        recipientKind: 'person',
        recipientId,
        about: { kind: 'assessment', id: '0198f000-0000-7000-8000-000000000001' },
        code: 'smtp550',
      },
    ]);
  });

  it('gives up at once on a message that the server does not take', async () => {
    const id = await queueReceipt(await addPerson('swallow@example.org'));
    await deliverDueMail(services(server.url), test.allianceId);
    expect(await rowOf(id)).toMatchObject({ state: 'failed', errorCode: 'smtp554' });
  });

  it('comes back after growing pauses, and gives up after the last one', async () => {
    const id = await queueReceipt(await addPerson('delay@example.org'));
    const post = services(server.url);
    for (const [index, delayMinutes] of retryDelaysMinutes.entries()) {
      await deliverDueMail(post, test.allianceId);
      expect(await rowOf(id)).toMatchObject({ state: 'queued', attempts: index + 1, errorCode: 'smtp451' });
      minutesLater(delayMinutes - 0.5);
      expect(await deliverDueMail(post, test.allianceId)).toBe(0);
      minutesLater(0.5);
    }
    expect(undeliverable).toEqual([]);
    await deliverDueMail(post, test.allianceId);
    expect(await rowOf(id)).toMatchObject({ state: 'failed', attempts: retryDelaysMinutes.length + 1 });
    expect(undeliverable.map(({ code }) => code)).toEqual(['smtp451']);
    minutesLater(10_000);
    expect(await deliverDueMail(post, test.allianceId)).toBe(0);
  });

  it('waits while no server answers', async () => {
    const id = await queueReceipt(await addPerson('bianca@example.org'));
    await deliverDueMail(services('smtp://127.0.0.1:1'), test.allianceId);
    expect(await rowOf(id)).toMatchObject({ state: 'queued', errorCode: 'ESOCKET' });
    expect(undeliverable).toEqual([]);
  });

  it('repeats a mail whose receipt it never heard of, as the same message', async () => {
    const id = await queueReceipt(await addPerson('drop@example.org'));
    await deliverDueMail(services(server.url), test.allianceId);
    expect(await rowOf(id)).toMatchObject({ state: 'queued', attempts: 1 });
    minutesLater(retryDelaysMinutes[0]!);
    await deliverDueMail(services(server.url), test.allianceId);
    expect(await rowOf(id)).toMatchObject({ state: 'sent', attempts: 2 });
    expect(server.received).toHaveLength(2);
    expect(server.received[1]!.source).toBe(server.received[0]!.source);
  });

  it('sends a mail once, however many deliver at the same time', async () => {
    const id = await queueReceipt(await addPerson('bianca@example.org'));
    const post = services(server.url);
    await Promise.all(Array.from({ length: 8 }, () => deliverMail(post, test.allianceId, id)));
    expect(server.received).toHaveLength(1);
  });

  it('takes up a mail again that a process left lying half sent', async () => {
    const id = await queueReceipt(await addPerson('bianca@example.org'));
    const post = services(server.url);
    const dying = { ...post, mailer: { ...post.mailer, send: () => new Promise<never>(() => undefined) } };
    void deliverMail(dying, test.allianceId, id);
    await expect.poll(async () => (await rowOf(id)).attempts).toBe(1);
    expect(await deliverDueMail(post, test.allianceId)).toBe(0);
    minutesLater(leaseMinutes);
    expect(await deliverDueMail(post, test.allianceId)).toBe(1);
    expect(await rowOf(id)).toMatchObject({ state: 'sent', attempts: 2 });
  });

  it('ignores the late word of an attempt that another one has overtaken', async () => {
    const id = await queueReceipt(await addPerson('bianca@example.org'));
    const post = services(server.url);
    let answer: (delivery: { kind: 'refused'; code: string }) => void = () => undefined;
    const send = () => new Promise<{ kind: 'refused'; code: string }>((resolve) => (answer = resolve));
    const slow = deliverMail({ ...post, mailer: { ...post.mailer, send } }, test.allianceId, id);
    await expect.poll(async () => (await rowOf(id)).attempts).toBe(1);
    minutesLater(leaseMinutes);
    await deliverDueMail(post, test.allianceId);
    answer({ kind: 'refused', code: 'smtp550' });
    await slow;
    expect(await rowOf(id)).toMatchObject({ state: 'sent', errorCode: null });
    expect(undeliverable).toEqual([]);
  });

  it('does not let one accident hold up the others', async () => {
    const broken = await queueReceipt(await addPerson('bianca@example.org'));
    await within((tx) => tx.db.mail.update({ where: { id: broken }, data: { sealed: new Uint8Array(40) } }));
    const sound = await queueReceipt(await addPerson('marta@example.org'));
    await expect(deliverDueMail(services(server.url), test.allianceId)).rejects.toThrow(/1 mails went wrong/);
    expect(await rowOf(broken)).toMatchObject({ state: 'queued', attempts: 1, errorCode: 'accident' });
    expect((await rowOf(broken)).nextAttemptAt.getTime()).toBeGreaterThan(now.getTime());
    expect(await rowOf(sound)).toMatchObject({ state: 'sent' });
  });
});

describe('a reader', () => {
  const outcomeFor = async (email: string | null, change?: Partial<Prisma.PersonUncheckedCreateInput>) => {
    const id = await queueReceipt(await addPerson(email, change));
    await deliverDueMail(services(server.url), test.allianceId);
    const { state, errorCode } = await rowOf(id);
    return { state, errorCode, told: undeliverable.length, received: server.received.length };
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
    const recipientId = await addPerson('bianca@example.org');
    const id = await queueReceipt(recipientId);
    await within((tx) => vault.destroy(tx, { kind: 'person', id: recipientId }));
    await deliverDueMail(services(server.url), test.allianceId);
    expect(await rowOf(id)).toMatchObject({ state: 'cancelled', sealed: null });
    expect(server.received).toHaveLength(0);
  });

  it('on the staff or at a provider is found by account or organisation', async () => {
    const { accountId, organisationId } = await within(async (tx) => {
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
    await queue({ template: 'taskReminder', recipientId: accountId, params: { task, dueOn: '2026-11-27' } });
    const order = { orderCode: 'ORD-7', service: 'asilo nido', units: 10, unit: 'settimana' };
    await queue({ template: 'providerOrder', recipientId: organisationId, params: order });
    await deliverDueMail(services(server.url), test.allianceId);
    const texts = new Map(server.received.map(({ to, mail }) => [to, mail.text]));
    expect(texts.get('sara@alleanza.example')).toContain(
      'decide an application. It is due on 27 November 2026',
    );
    expect(texts.get('ordini@girasole.example')).toContain('codice ORD-7: asilo nido, 10 (unità: settimana)');
  });
});

describe('the development mailbox', () => {
  it('keeps the whole message, sealed, and shows it newest first', async () => {
    const first = await queueReceipt(await addPerson('bianca@example.org'));
    await deliverDueMail(services(), test.allianceId);
    minutesLater(1);
    const second = await queueReceipt(await addPerson('marta@example.org'));
    await deliverDueMail(services(), test.allianceId);
    expect(server.received).toHaveLength(0);
    const row = await rowOf(first);
    expect(row).toMatchObject({ state: 'sent', messageId: `<${first}@alleanza.example>` });
    expect(Buffer.from(row.sealed!).toString('latin1')).not.toContain('bianca');
    const kept = await within((tx) => readMailbox(tx, vault, 2));
    expect(kept.map(({ id }) => id)).toEqual([second, first]);
    const mail = await PostalMime.parse(kept[1]!.source);
    expect(mail.subject).toBe('Una ricevuta per lei');
    expect(mail.text).toContain('2026-000123');
  });

  it('has nothing to show of someone who was erased', async () => {
    const recipientId = await addPerson('bianca@example.org');
    const id = await queueReceipt(recipientId);
    await deliverDueMail(services(), test.allianceId);
    await within((tx) => vault.destroy(tx, { kind: 'person', id: recipientId }));
    const kept = await within((tx) => readMailbox(tx, vault, 100));
    expect(kept.map((mail) => mail.id)).not.toContain(id);
  });
});

describe('the templates', () => {
  /** One value for whatever a template may ask for, recognisable wherever it comes out again. */
  const planted = {
    protocolNumber: 'PLANTED-1',
    orderCode: 'PLANTED-2',
    service: 'PLANTED-3',
    unit: 'PLANTED-4',
    units: 424242,
    task: { it: 'PLANTED-5', en: 'PLANTED-5' },
    receivedOn: '2031-01-02',
    dueOn: '2031-01-02',
    silenceAcceptsOn: '2031-01-02',
  };
  const rendered = Object.entries(mailTemplates).map(([name, { audience, write }]) => ({
    name,
    audience,
    ...(write as (params: typeof planted) => ReturnType<typeof write>)(planted),
  }));

  it('write to persons, staff and providers, never to employers', () => {
    expect([...new Set(rendered.map(({ audience }) => audience))].toSorted()).toEqual([
      'person',
      'provider',
      'staff',
    ]);
    expect(rendered.filter(({ name }) => /employ/i.test(name))).toEqual([]);
  });

  it('put nothing of the case into a subject', () => {
    for (const { name, subject } of rendered) {
      for (const text of [subject.it, subject.en]) {
        expect(text, name).not.toMatch(
          /PLANTED|424242|2031|fragil|fondo|fund|domanda|application|dinieg|assegnazion/i,
        );
        expect(text.length, name).toBeGreaterThan(5);
      }
    }
  });

  it('never tell an outcome, an amount or a state of health', () => {
    for (const { name, audience, paragraphs } of rendered) {
      if (audience !== 'person') continue;
      const text = paragraphs.flatMap(({ it, en }) => [it, en]).join(' ');
      expect(text, name).not.toMatch(
        /€|euro|fragil|punteggi|score|accolt|grant|dinieg|refus|ISEE|disab|salute|health/i,
      );
    }
  });

  it('say in both languages the same values', () => {
    for (const { name, paragraphs } of rendered) {
      for (const { it, en } of paragraphs) {
        expect(en.match(/PLANTED-\d|424242|2031/g), name).toEqual(it.match(/PLANTED-\d|424242|2031/g));
        expect(en, name).not.toBe(it);
      }
    }
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
