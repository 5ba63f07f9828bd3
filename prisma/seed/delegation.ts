import { storeDocument } from '../../activities/documents.ts';
import { addDays, addYears, toDateColumn, type PlainDate } from '../../domain/plain-date.ts';
import type { Vault } from '../../vault/vault.ts';
import type { Tx } from '../database.ts';
import type { DemoPerson } from './people.ts';
import { plainPdf } from './plain-pdf.ts';
import { seedId } from './seed-id.ts';

const DAYS_SINCE_SIGNED = 30;

/** The paper by which one person acts for another for a year, and the relation that rests on it. */
export async function writeDelegation(
  tx: Tx,
  vault: Vault,
  between: { readonly person: DemoPerson; readonly delegate: DemoPerson },
  today: PlainDate,
): Promise<void> {
  const { person, delegate } = between;
  const signedOn = addDays(today, -DAYS_SINCE_SIGNED);
  const documentId = await storeDocument(tx, vault, {
    subjectKind: 'person',
    subjectId: person.id,
    kind: 'delegation',
    name: 'delega-di-esempio.pdf',
    content: { bytes: paper(person, delegate, signedOn), mediaType: 'application/pdf' },
  });
  await tx.db.relation.create({
    data: {
      id: seedId(`relation/${delegate.id}/${person.id}`),
      allianceId: tx.allianceId,
      kind: 'delegate',
      personId: person.id,
      representativeId: delegate.id,
      documentId,
      validFrom: toDateColumn(signedOn),
      expiresOn: toDateColumn(addYears(signedOn, 1)),
      createdAt: tx.now,
    },
  });
}

function paper(person: DemoPerson, delegate: DemoPerson, signedOn: PlainDate): Uint8Array<ArrayBuffer> {
  return plainPdf([
    'DELEGA (documento di esempio, persone inventate)',
    `${person.givenName} ${person.familyName} delega`,
    `${delegate.givenName} ${delegate.familyName}`,
    'a presentare domanda al Fondo di Solidarieta.',
    signedOn,
  ]);
}
