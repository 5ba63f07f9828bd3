import { randomUUIDv7 } from 'node:crypto';
import { Refusal } from '../domain/refusal.ts';
import type { Tx } from '../prisma/database.ts';
import type { Representative } from '../prisma/generated/client.ts';
import { holdRow } from '../prisma/lock-row.ts';
import type { Subject, Vault } from '../vault/vault.ts';
import { recordAudit } from './audit.ts';

/** Who may bind an organisation by signing, as the alliance has it from the register or the deed of appointment. */
export interface Signatory {
  readonly name: string;
  readonly taxCode: string;
}

/**
 * Records who signs for an organisation from now on, by which account. Whoever did so before no longer does: the key
 * of their entry is destroyed, since what they signed keeps its own evidence.
 */
export async function recordRepresentative(
  tx: Tx,
  vault: Vault,
  who: Signatory & { readonly organisationId: string; readonly accountId: string },
): Promise<string> {
  const { organisationId, accountId, name, taxCode } = who;
  await holdRow(tx, 'organisation', organisationId);
  const ended = await tx.db.representative.updateManyAndReturn({
    where: { organisationId, endedAt: null },
    data: { endedAt: tx.now },
  });
  for (const { id } of ended) await vault.destroy(tx, keyOf(id));
  const id = randomUUIDv7();
  await tx.db.representative.create({
    data: {
      id,
      allianceId: tx.allianceId,
      organisationId,
      accountId,
      sealed: await vault.seal(tx, keyOf(id), 'signatory', { name, taxCode }),
      recordedBy: tx.actor.id,
      createdAt: tx.now,
    },
  });
  await recordAudit(tx, vault, {
    action: 'representative.recorded',
    subjectKind: 'organisation',
    subjectId: organisationId,
  });
  return id;
}

/** Who signs for an organisation today; null when nobody was recorded, or their account is closed. */
export async function representativeOf(tx: Tx, organisationId: string): Promise<Representative | null> {
  const row = await tx.db.representative.findFirst({ where: { organisationId, endedAt: null } });
  if (!row) return null;
  const holder = {
    id: row.accountId,
    organisationId,
    disabledAt: null,
    roles: { has: 'representative' as const },
  };
  return (await tx.db.account.count({ where: holder })) > 0 ? row : null;
}

export async function representativeOrThrow(tx: Tx, organisationId: string): Promise<Representative> {
  const row = await representativeOf(tx, organisationId);
  if (row) return row;
  throw new Refusal('stepNotPossible', {
    detail: {
      it: 'Per questo ente non è registrato chi lo rappresenta, oppure la sua utenza è chiusa: lo faccia chi amministra.',
      en: 'Nobody is recorded as this organisation’s representative, or their account is closed: an administrator does it.',
    },
    possible: ['recordRepresentative'],
  });
}

/** Whoever is recorded as the organisation's representative, if it is this account; nobody else signs. */
export async function signerOrThrow(
  tx: Tx,
  vault: Vault,
  organisationId: string,
  accountId: string,
): Promise<{ readonly representative: Representative; readonly signatory: Signatory }> {
  const representative = await representativeOrThrow(tx, organisationId);
  if (representative.accountId !== accountId) throw notTheRepresentative;
  return { representative, signatory: await openSignatory(tx, vault, representative) };
}

const notTheRepresentative = new Refusal('notAllowed', {
  detail: {
    it: 'Firma soltanto chi è registrato come rappresentante legale dell’ente.',
    en: 'Only whoever is recorded as the organisation’s legal representative signs.',
  },
});

export function openSignatory(tx: Tx, vault: Vault, { id, sealed }: Representative): Promise<Signatory> {
  return vault.open<Signatory>(tx, keyOf(id), 'signatory', sealed);
}

function keyOf(id: string): Subject {
  return { kind: 'representative', id };
}
