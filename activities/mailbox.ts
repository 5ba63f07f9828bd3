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
    const source = await openMail(tx, vault, row, row.sealed!).then(
      (content) => ('source' in content ? content.source : undefined),
      (error: unknown) => {
        if (error instanceof ErasedError) return undefined;
        throw error;
      },
    );
    if (source !== undefined) kept.push({ id: row.id, template: row.template, sentAt: row.sentAt!, source });
  }
  return kept;
}
