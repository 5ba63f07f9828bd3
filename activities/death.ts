import type { Tx } from '../prisma/database.ts';
import type { Vault } from '../vault/vault.ts';
import { recordAudit } from './audit.ts';

/**
 * A death was recorded by mistake: the person is written to again, about what is still open too. Money that went back
 * to the Fund has gone back, and mail that was stopped stays so: what is needed again is applied for again.
 */
export async function takeBackDeath(tx: Tx, vault: Vault, personId: string): Promise<void> {
  await tx.db.person.update({ where: { id: personId }, data: { deceasedOn: null } });
  const filed = await tx.db.assessment.findMany({
    where: { beneficiaryId: personId },
    select: { id: true },
  });
  await tx.db.award.updateMany({
    where: { assessmentId: { in: filed.map(({ id }) => id) }, lettersStopped: true },
    data: { lettersStopped: false },
  });
  await recordAudit(tx, vault, { action: 'death.takenBack', subjectKind: 'person', subjectId: personId });
}
