import type { AuditAction, AuditSubject } from '../domain/audit-names.ts';
import { startOfDay, toPlainDate } from '../domain/time.ts';
import type { Tx } from '../prisma/database.ts';
import type { Vault } from '../vault/vault.ts';
import type { Subject } from '../vault/vault.ts';

export interface AuditEntry {
  /** What was done, as a past fact: `dossier.opened`, `decision.made`. */
  readonly action: AuditAction;
  readonly subjectKind: AuditSubject;
  readonly subjectId?: string;
  /** Why, from a fixed list, or the hash of what it was done with; never free text about a person. */
  readonly reason?: string;
  /** Before and after, sealed under the key of whom they speak of, so that erasing the person erases them here too. */
  readonly detail?: { readonly subject: Subject; readonly value: unknown };
}

/** Leaves a row in the audit trail within the transaction that did the thing. */
export async function recordAudit(tx: Tx, vault: Vault, entry: AuditEntry): Promise<void> {
  await recordAudits(tx, vault, [entry]);
}

/**
 * What is read anew at every look at a screen: one row for each thing, account and civil day says who learnt it when, and
 * the trail is not drowned by a screen that refreshes.
 */
export async function recordOnceADay(
  tx: Tx,
  vault: Vault,
  {
    subjectIds,
    ...entry
  }: Omit<AuditEntry, 'subjectId' | 'detail'> & { readonly subjectIds: readonly string[] },
): Promise<void> {
  const { action, subjectKind } = entry;
  const known = await tx.db.audit.findMany({
    where: {
      action,
      subjectKind,
      subjectId: { in: [...subjectIds] },
      actorId: tx.actor.id,
      at: { gte: startOfDay(toPlainDate(tx.now)) },
    },
    select: { subjectId: true },
  });
  const read = new Set(known.map(({ subjectId }) => subjectId));
  const unread = subjectIds.filter((id) => !read.has(id));
  await recordAudits(
    tx,
    vault,
    unread.map((subjectId) => ({ ...entry, subjectId })),
  );
}

/** The same for many things that one transaction did, in one statement. */
export async function recordAudits(tx: Tx, vault: Vault, entries: readonly AuditEntry[]): Promise<void> {
  if (entries.length === 0) return;
  const data = await Promise.all(entries.map((entry) => rowOf(tx, vault, entry)));
  await tx.db.audit.createMany({ data });
}

async function rowOf(tx: Tx, vault: Vault, entry: AuditEntry) {
  return {
    allianceId: tx.allianceId,
    at: tx.now,
    actorKind: tx.actor.kind,
    actorId: tx.actor.id,
    action: entry.action,
    subjectKind: entry.subjectKind,
    subjectId: entry.subjectId ?? null,
    reason: entry.reason ?? null,
    detailSealed: entry.detail
      ? await vault.seal(tx, entry.detail.subject, 'audit', entry.detail.value)
      : null,
  };
}
