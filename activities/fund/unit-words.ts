import type { Tx } from '../../prisma/database.ts';
import type { Award, DeliveredUnit } from '../../prisma/generated/client.ts';
import { ErasedError } from '../../vault/errors.ts';
import type { Bytes } from '../../vault/envelope.ts';
import type { Vault } from '../../vault/vault.ts';
import { dossierSubject } from '../fragility-assessment/dossier.ts';

/** Why a unit is disputed, or why it was decided so. */
type Part = 'dispute' | 'decision';

/** What is said of a unit speaks of whose case it is: it goes with the key of the case. */
export function sealUnitWords(
  tx: Tx,
  vault: Vault,
  { assessmentId }: Pick<Award, 'assessmentId'>,
  { id, part, words }: { readonly id: string; readonly part: Part; readonly words: string },
): Promise<Bytes> {
  return vault.seal(tx, dossierSubject(assessmentId), sealedAs(id, part), words);
}

/** Both, as far as they were said and not erased since. */
export async function openUnitWords(
  tx: Tx,
  vault: Vault,
  assessmentId: string,
  { id, disputeSealed, decisionSealed }: DeliveredUnit,
): Promise<Readonly<Record<Part, string | null>>> {
  const read = async (part: Part, sealed: Uint8Array | null) => {
    if (!sealed) return null;
    try {
      return await vault.open<string>(tx, dossierSubject(assessmentId), sealedAs(id, part), sealed);
    } catch (error) {
      if (error instanceof ErasedError) return null;
      throw error;
    }
  };
  return {
    dispute: await read('dispute', disputeSealed),
    decision: await read('decision', decisionSealed),
  };
}

function sealedAs(id: string, part: Part): string {
  return `deliveredUnit/${id}/${part}`;
}
