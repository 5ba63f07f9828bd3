import type { RefusalDetail } from '../domain/refusal.ts';
import type { Text } from '../domain/text.ts';
import type { Tx } from '../prisma/database.ts';
import { ErasedError } from '../vault/errors.ts';
import type { Vault } from '../vault/vault.ts';

/** Answers are kept for good: what a no tells about a household is kept under the key of its case. */
export async function sealDetail(
  tx: Tx,
  vault: Vault,
  assessmentId: string,
  detail: Text,
): Promise<NonNullable<RefusalDetail['sealedDetail']>> {
  const sealed = await vault.seal(tx, { kind: 'assessment', id: assessmentId }, 'refusal', detail);
  return { assessmentId, base64: Buffer.from(sealed).toString('base64') };
}

/** The refusal as it is told: with what it sealed, as long as the case has not been erased. */
export async function withSealedDetail<Told extends RefusalDetail>(
  tx: Tx,
  vault: Vault,
  refusal: Told,
): Promise<Told> {
  if (!refusal.sealedDetail) return refusal;
  const { assessmentId, base64 } = refusal.sealedDetail;
  const subject = { kind: 'assessment', id: assessmentId } as const;
  try {
    const detail = await vault.open<Text>(tx, subject, 'refusal', Buffer.from(base64, 'base64'));
    return { ...refusal, detail };
  } catch (error) {
    if (error instanceof ErasedError) return refusal;
    throw error;
  }
}
