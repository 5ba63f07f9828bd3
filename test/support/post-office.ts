import { randomBytes, randomUUID } from 'node:crypto';
import { sealIdentity } from '../../activities/identity.ts';
import type { MailServices, UndeliverableMail } from '../../activities/mail-outcome.ts';
import type { TemplateName } from '../../activities/mail-templates.ts';
import { type NewMail, queueMail } from '../../activities/mail.ts';
import { openMailer } from '../../activities/mailer.ts';
import type { Tx } from '../../prisma/database.ts';
import type { Mail, Prisma } from '../../prisma/generated/client.ts';
import { keyRingOf, masterKey } from '../../vault/keys.ts';
import { openVault, type Vault } from '../../vault/vault.ts';
import { openTestDatabase, testActor, type TestDatabase } from './database.ts';
import { type MailServer, startMailServer } from './mail-server.ts';

export const publicUrl = 'https://alleanza.example';
export const start = new Date('2026-11-22T09:00:00Z');
export const about = { kind: 'assessment', id: '0198f000-0000-7000-8000-000000000001' };

type PersonChange = Partial<Prisma.PersonUncheckedCreateInput>;

/** A database, a clock that stands until it is moved, an SMTP server, and mails to write to people made up. */
export interface PostOffice {
  readonly test: TestDatabase;
  readonly server: MailServer;
  readonly vault: Vault;
  readonly undeliverable: UndeliverableMail[];
  now(): Date;
  minutesLater(minutes: number): void;
  services(smtpUrl?: string, isOff?: boolean): MailServices;
  within<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  addPerson(email: string | null, change?: PersonChange): Promise<string>;
  queue<Name extends TemplateName>(mail: Omit<NewMail<Name>, 'dedupeKey'>): Promise<string>;
  queueReceipt(recipientId: string): Promise<string>;
  rowOf(id: string): Promise<Mail>;
  /** Back to the first instant, with an empty queue and nothing received. */
  reset(): Promise<void>;
  close(): Promise<void>;
}

export async function openPostOffice(): Promise<PostOffice> {
  let now = start;
  const test = await openTestDatabase({ clock: { now: () => Promise.resolve(now) } });
  const server = await startMailServer();
  const vault = openVault(keyRingOf([masterKey(new Uint8Array(randomBytes(32)))]));
  const undeliverable: UndeliverableMail[] = [];
  const within = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
    test.database.inAlliance(test.allianceId, testActor, work);
  const queue: PostOffice['queue'] = async (mail) => {
    const dedupeKey = randomUUID();
    await within((tx) => queueMail(tx, vault, { ...mail, dedupeKey }));
    return (await within((tx) => tx.db.mail.findFirstOrThrow({ where: { dedupeKey } }))).id;
  };
  return {
    test,
    server,
    vault,
    undeliverable,
    within,
    queue,
    now: () => now,
    minutesLater(minutes) {
      now = new Date(now.getTime() + minutes * 60_000);
    },
    services: (smtpUrl, isOff = false) => ({
      database: test.database,
      vault,
      mailer: openMailer({ isOff, smtpUrl, from: 'Alleanza <reciproca@alleanza.example>', publicUrl }),
      onUndeliverable: async (_tx, mail) => void undeliverable.push(mail),
    }),
    addPerson: (email, change) => within((tx) => addPerson(tx, vault, email, change)),
    queueReceipt(recipientId) {
      const params = { protocolNumber: '2026-000123', receivedOn: '2026-11-22' };
      return queue({ template: 'applicationReceived', recipientId, params, about });
    },
    rowOf: (id) => within((tx) => tx.db.mail.findUniqueOrThrow({ where: { id } })),
    async reset() {
      now = start;
      undeliverable.length = 0;
      server.received.length = 0;
      await within((tx) =>
        tx.db.mail.updateMany({ where: { state: 'queued' }, data: { state: 'cancelled' } }),
      );
    },
    async close() {
      await server.close();
      await test.close();
    },
  };
}

async function addPerson(
  tx: Tx,
  vault: Vault,
  email: string | null,
  change: PersonChange = {},
): Promise<string> {
  const id = randomUUID();
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
  return id;
}
