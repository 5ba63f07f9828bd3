import type { z } from 'zod';
import { recordOnceADay } from '../activities/audit.ts';
import type { Tx } from '../prisma/database.ts';
import type { Award } from '../prisma/generated/client.ts';
import type { Vault } from '../vault/vault.ts';
import type { awardView } from './award-schema.ts';
import { hasRole, type Principal } from './principal.ts';
import { dutyOf } from './provider-access.ts';

/** Both parties and caseworkers, as of a voucher’s dispute: of a provider whoever works for all of it, of the Fund’s office and of auditors nobody. */
export function mayReadWords(principal: Principal): boolean {
  if (hasRole(principal, 'caseworker')) return true;
  if (hasRole(principal, 'provider')) return dutyOf(principal)?.placeId === null;
  return !hasRole(principal, 'fundOfficer', 'auditor');
}

/** What was said of a dispute is read with the award, by whoever decides or acts for somebody: it leaves a row. */
export async function recordWordsRead(
  tx: Tx,
  principal: Principal,
  vault: Vault,
  { award, shown }: { readonly award: Award; readonly shown: z.input<typeof awardView> },
): Promise<void> {
  if (!shown.orders.some(({ deliveredUnits }) => deliveredUnits.some(({ dispute }) => dispute))) return;
  const { beneficiaryId } = await tx.db.assessment.findUniqueOrThrow({ where: { id: award.assessmentId } });
  if (beneficiaryId === principal.personId) return;
  const reason = hasRole(principal, 'caseworker') ? 'delivery' : 'representation';
  await recordOnceADay(tx, vault, {
    action: 'dispute.read',
    subjectKind: 'award',
    subjectIds: [award.id],
    reason,
  });
}
