import type { Text } from '../domain/text.ts';
import type { Tx } from '../prisma/database.ts';
import type { Prisma } from '../prisma/generated/client.ts';
import { ErasedError } from '../vault/errors.ts';
import type { Vault } from '../vault/vault.ts';
import { openMail } from './mail.ts';

/** A mail that was kept instead of sent, as the development mailbox shows it. */
export interface KeptMail {
  readonly id: string;
  readonly template: string;
  readonly sentAt: Date;
  /** In both languages; none of a mail that was kept without it. */
  readonly subject: Text | undefined;
  /** The whole message (RFC 5322). */
  readonly source: string;
}

/** The latest mails of the development mailbox, newest first; those to erased people are gone. */
export async function readMailbox(
  tx: Tx,
  vault: Vault,
  limit: number,
  where: Prisma.MailWhereInput = {},
): Promise<readonly KeptMail[]> {
  const rows = await tx.db.mail.findMany({
    where: { AND: [{ state: 'sent', sealed: { not: null } }, where] },
    orderBy: [{ sentAt: 'desc' }, { id: 'desc' }],
    take: limit,
  });
  const kept: KeptMail[] = [];
  for (const row of rows) {
    const content = await openMail(tx, vault, row, row.sealed!).then(
      (opened) => ('source' in opened ? opened : undefined),
      (error: unknown) => {
        if (error instanceof ErasedError) return undefined;
        throw error;
      },
    );
    if (content === undefined) continue;
    const { source, subject } = content;
    kept.push({ id: row.id, template: row.template, sentAt: row.sentAt!, subject, source });
  }
  return kept;
}
