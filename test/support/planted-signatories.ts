import { randomUUID } from 'node:crypto';
import { storeDocument } from '../../activities/documents.ts';
import type { Tx } from '../../prisma/database.ts';
import { plainPdf } from '../../prisma/seed/plain-pdf.ts';
import { accountId } from '../../prisma/seed/personas.ts';
import type { Vault } from '../../vault/vault.ts';

/** Organisations that have signed the published charter, each by somebody of its own: their rows, and no process. */
export async function plantSignatories(tx: Tx, vault: Vault, count: number): Promise<void> {
  const { allianceId, now: createdAt } = tx;
  const version = await tx.db.charterVersion.findFirstOrThrow({ where: { state: 'published' } });
  const documentId = await storeDocument(tx, vault, {
    subjectKind: 'charterSigning',
    subjectId: version.id,
    kind: 'signedCharter',
    name: 'carta.pdf',
    content: { bytes: plainPdf(['Carta']), mediaType: 'application/pdf' },
  });
  const planted = Array.from({ length: count }, () => ({
    organisationId: randomUUID(),
    holderId: randomUUID(),
  }));
  await tx.db.organisation.createMany({
    data: planted.map(({ organisationId: id }) => ({
      id,
      allianceId,
      name: `Ente ${id}`,
      comuneIstat: '016128',
      roles: ['association' as const],
      createdAt,
    })),
  });
  await tx.db.account.createMany({
    data: planted.map(({ organisationId, holderId: id }) => ({
      id,
      allianceId,
      organisationId,
      label: 'Rappresentante',
      email: `${id}@example.org`,
      roles: ['representative' as const],
      createdAt,
    })),
  });
  await tx.db.representative.createMany({
    data: planted.map(({ organisationId, holderId }) => ({
      allianceId,
      organisationId,
      accountId: holderId,
      sealed: new Uint8Array(1),
      recordedBy: accountId('sara'),
      createdAt,
    })),
  });
  await tx.db.charterSigning.createMany({
    data: planted.map(({ organisationId, holderId }) => ({
      allianceId,
      organisationId,
      charterVersionId: version.id,
      state: 'signed' as const,
      waitingFor: 'test',
      dueOn: createdAt,
      openedBy: accountId('chiara'),
      textHash: 'test',
      method: 'code',
      signedBy: holderId,
      signedAt: createdAt,
      evidenceSealed: new Uint8Array(1),
      documentId,
      createdAt,
    })),
  });
}
