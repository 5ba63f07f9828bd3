import type { Declarations } from '../../domain/charter-declarations.ts';
import { asInCharter, differencesBetween, type Difference } from '../../domain/declared-twice.ts';
import { fromDateColumn } from '../../domain/plain-date.ts';
import { countingPaper } from '../../domain/provider-paper.ts';
import type { ProviderDeclarations } from '../../domain/provider-onboarding-input.ts';
import { applicationStates, isOver } from '../../domain/provider-onboarding.ts';
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
  const signed = await openEvidence(tx, vault, signing);
  return differencesBetween(
    await declaredIn(tx, vault, application, declarationsSealed),
    signed.declarations,
  );
}

/** What the application of whoever is to sign the charter declared already: nobody types the same facts twice. */
export async function declaredBefore(
  tx: Tx,
  vault: Vault,
  organisationId: string,
): Promise<Declarations | null> {
  const application = await tx.db.providerApplication.findFirst({
    where: { organisationId, state: { in: openStates }, declarationsSealed: { not: null } },
  });
  if (!application?.declarationsSealed) return null;
  return asInCharter(await declaredIn(tx, vault, application, application.declarationsSealed));
}

async function declaredIn(tx: Tx, vault: Vault, application: ProviderApplication, sealed: Uint8Array) {
  const key = applicationKey(application);
  const declarations = await vault.open<ProviderDeclarations>(tx, key, 'declarations', sealed);
  const durc = countingPaper(await heldDocuments(tx, application.id), 'durc')?.row;
  return { declarations, durcIssuedOn: durc ? fromDateColumn(durc.issuedOn) : null };
}

const openStates = applicationStates.filter((state) => !isOver(state));
