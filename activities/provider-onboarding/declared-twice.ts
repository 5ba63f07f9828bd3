import { differencesBetween, type Difference } from '../../domain/declared-twice.ts';
import { fromDateColumn } from '../../domain/plain-date.ts';
import { countingPaper } from '../../domain/provider-paper.ts';
import type { ProviderDeclarations } from '../../domain/provider-onboarding-input.ts';
import type { Tx } from '../../prisma/database.ts';
import type { ProviderApplication } from '../../prisma/generated/client.ts';
import type { Vault } from '../../vault/vault.ts';
import { openEvidence } from '../charter-signing/evidence.ts';
import { applicationKey } from './application.ts';
import { heldDocuments } from './standing.ts';

/** Where the application and the signed charter of a candidate contradict each other: for whoever reviews it to see. */
export async function declaredTwice(
  tx: Tx,
  vault: Vault,
  application: ProviderApplication,
): Promise<readonly Difference[]> {
  const { charterSigningId, declarationsSealed } = application;
  const signing = charterSigningId
    ? await tx.db.charterSigning.findUnique({ where: { id: charterSigningId } })
    : null;
  if (!declarationsSealed || !signing?.evidenceSealed) return [];
  const key = applicationKey(application);
  const declarations = await vault.open<ProviderDeclarations>(tx, key, 'declarations', declarationsSealed);
  const durc = countingPaper(await heldDocuments(tx, application.id), 'durc')?.row;
  const durcIssuedOn = durc ? fromDateColumn(durc.issuedOn) : null;
  const signed = await openEvidence(tx, vault, signing);
  return differencesBetween({ declarations, durcIssuedOn }, signed.declarations);
}
