import { recordAudit } from '../activities/audit.ts';
import type { Tx } from '../prisma/database.ts';
import type { Assessment } from '../prisma/generated/client.ts';
import type { Vault } from '../vault/vault.ts';
import { reasonOrThrow, type OpeningReason } from './access.ts';
import { hasRole, type Principal } from './principal.ts';

/** Something sealed that is about to be opened: what is done, to what, and whose data they are. */
export interface Opening {
  readonly action:
    | 'person.opened'
    | 'dossier.opened'
    | 'letter.opened'
    | 'document.opened'
    | 'decision.opened'
    | 'notes.opened';
  readonly subjectKind: 'person' | 'assessment' | 'document';
  readonly subjectId: string;
  readonly personId: string;
}

/**
 * Each opening of somebody's sealed data leaves a row: who, what, why. A caseworker says why; the others have the one
 * reason that lets them in at all. Only one's own data are opened without a trace.
 */
export async function recordOpening(
  tx: Tx,
  vault: Vault,
  principal: Principal,
  { personId, ...opened }: Opening,
  reason?: OpeningReason,
): Promise<void> {
  if (personId === principal.personId) return;
  await recordAudit(tx, vault, { ...opened, reason: whyOrThrow(principal, reason) });
}

/** The case whose dossier, letter or decision is opened, and whose data it holds. */
export function caseOf({ id, beneficiaryId }: Pick<Assessment, 'id' | 'beneficiaryId'>) {
  return { subjectKind: 'assessment', subjectId: id, personId: beneficiaryId } as const;
}

function whyOrThrow(principal: Principal, reason: OpeningReason | undefined): string {
  if (hasRole(principal, 'caseworker')) return reasonOrThrow(reason);
  if (hasRole(principal, 'commissionMember')) return 'decision';
  return hasRole(principal, 'auditor') ? 'check' : 'representation';
}
