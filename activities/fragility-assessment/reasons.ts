import type { Band } from '../../domain/assessment-steps.ts';
import type { Tx } from '../../prisma/database.ts';
import type { Decision } from '../../prisma/generated/client.ts';
import type { Vault } from '../../vault/vault.ts';
import { dossierSubject } from './dossier.ts';

/** What a person wrote beside what they recommended, decided or closed. */
export interface Reasons {
  readonly reason: string;
  /** Where whoever recommended corrected the band of the score. */
  readonly bandOverride: Band | null;
}

export async function openReasons(
  tx: Tx,
  vault: Vault,
  { assessmentId, reasonSealed }: Pick<Decision, 'assessmentId' | 'reasonSealed'>,
): Promise<Reasons> {
  const written = await vault.open<Pick<Reasons, 'reason'> & Partial<Reasons>>(
    tx,
    dossierSubject(assessmentId),
    'reason',
    reasonSealed!,
  );
  return { reason: written.reason, bandOverride: written.bandOverride ?? null };
}
