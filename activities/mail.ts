import { randomUUIDv7 } from 'node:crypto';
import type { Text } from '../domain/text.ts';
import type { Tx } from '../prisma/database.ts';
import type { Mail } from '../prisma/generated/client.ts';
import type { Subject, Vault } from '../vault/vault.ts';
import type { Audience, MailText, Sender } from './mail-audience.ts';
import { mailTemplates, type TemplateName, type TemplateParams } from './mail-templates.ts';

/** A mail to write: the template says to what kind of recipient (person, account or organisation) the id belongs. */
export interface NewMail<Name extends TemplateName> {
  readonly template: Name;
  readonly recipientId: string;
  readonly params: TemplateParams<Name>;
  /** One mail per key and alliance, however often it is queued: `receipt/<assessmentId>`. */
  readonly dedupeKey: string;
  /** The matter it is about, for whoever looks into why it did not arrive. */
  readonly about?: { readonly kind: string; readonly id: string };
}

/** What a row's `sealed` holds: what the template needs, then, in the development mailbox, the whole message. */
export type SealedMail = { readonly params: unknown } | { readonly source: string; readonly subject?: Text };

/** Puts a mail in the queue within the transaction that makes it due; it leaves once that is committed. */
export async function queueMail<Name extends TemplateName>(
  tx: Tx,
  vault: Vault,
  mail: NewMail<Name>,
): Promise<void> {
  await tx.db.mail.createMany({ data: [await rowOf(tx, vault, mail)], skipDuplicates: true });
}

/** The same mail to many people in one statement; whoever was erased gets none. */
export async function queueMails<Name extends TemplateName>(
  tx: Tx,
  vault: Vault,
  mails: readonly NewMail<Name>[],
): Promise<void> {
  if (mails.length === 0) return;
  const fresh = await withoutQueued(tx, mails);
  if (fresh.length === 0) return;
  const known = await vault.lockKeys(
    tx,
    'person',
    fresh.map(({ recipientId }) => recipientId),
  );
  const written = fresh.filter(({ recipientId }) => known.has(recipientId));
  await insert(tx, await Promise.all(written.map((mail) => rowOf(tx, vault, mail))));
}

/** Thousands of rows through a model's own insertion would cost as much again as all that is sealed in them. */
async function insert(tx: Tx, rows: readonly Awaited<ReturnType<typeof rowOf>>[]): Promise<void> {
  const column = <Key extends keyof (typeof rows)[number]>(key: Key) => rows.map((row) => row[key]);
  const sealed = rows.map((row) => Buffer.from(row.sealed).toString('base64'));
  await tx.db.$executeRaw`
    INSERT INTO mail (alliance_id, id, template, recipient_kind, recipient_id, subject_kind, subject_id, sealed,
                      dedupe_key, next_attempt_at, queued_at)
    SELECT ${tx.allianceId}::uuid, id, template, kind, recipient, about_kind, about_id, decode(sealed, 'base64'), key,
           ${tx.now}, ${tx.now}
      FROM unnest(${column('id')}::uuid[], ${column('template')}::text[], ${column('recipientKind')}::text[],
                  ${column('recipientId')}::uuid[], ${column('subjectKind')}::text[], ${column('subjectId')}::uuid[],
                  ${sealed}::text[], ${column('dedupeKey')}::text[])
        AS row (id, template, kind, recipient, about_kind, about_id, sealed, key)
    ON CONFLICT (alliance_id, dedupe_key) DO NOTHING`;
}

/** What is queued already need not be sealed to be left out. */
async function withoutQueued<Name extends TemplateName>(
  tx: Tx,
  mails: readonly NewMail<Name>[],
): Promise<readonly NewMail<Name>[]> {
  const queued = await tx.db.$queryRaw<{ key: string }[]>`
    SELECT dedupe_key AS key FROM mail
     WHERE alliance_id = ${tx.allianceId}::uuid AND dedupe_key = ANY (${mails.map(({ dedupeKey }) => dedupeKey)}::text[])`;
  const keys = new Set(queued.map(({ key }) => key));
  return mails.filter(({ dedupeKey }) => !keys.has(dedupeKey));
}

async function rowOf<Name extends TemplateName>(tx: Tx, vault: Vault, mail: NewMail<Name>) {
  const { audience } = mailTemplates[mail.template];
  const row = { id: randomUUIDv7(), recipientKind: audience, recipientId: mail.recipientId };
  return {
    ...row,
    allianceId: tx.allianceId,
    template: mail.template,
    subjectKind: mail.about?.kind ?? null,
    subjectId: mail.about?.id ?? null,
    sealed: await sealMail(tx, vault, row, { params: mail.params }),
    dedupeKey: mail.dedupeKey,
    nextAttemptAt: tx.now,
    queuedAt: tx.now,
  };
}

type MailRow = Pick<Mail, 'id' | 'recipientKind' | 'recipientId'>;

/** What is written to a person goes with that person's key; everything else stands under the alliance's. */
export function sealMail(tx: Tx, vault: Vault, row: MailRow, content: SealedMail) {
  return vault.seal(tx, keyOf(tx, row), fieldOf(row), content);
}

/** Opens what `sealMail` sealed; throws ErasedError when the person was erased. */
export function openMail(tx: Tx, vault: Vault, row: MailRow, sealed: Uint8Array): Promise<SealedMail> {
  return vault.open<SealedMail>(tx, keyOf(tx, row), fieldOf(row), sealed);
}

/** The text of a queued mail. The parameters were typed when they were queued and sealed since. */
export function textOf(template: string, params: unknown, sender: Sender): MailText {
  const { write } = mailTemplates[template as TemplateName] as {
    write: (params: unknown, sender: Sender) => MailText;
  };
  return write(params, sender);
}

export function audienceOf(row: Pick<Mail, 'recipientKind'>): Audience {
  return row.recipientKind as Audience;
}

function keyOf(tx: Tx, row: MailRow): Subject {
  if (audienceOf(row) === 'person') return { kind: 'person', id: row.recipientId };
  return { kind: 'alliance', id: tx.allianceId };
}

function fieldOf(row: MailRow): string {
  return `mail/${row.id}`;
}
