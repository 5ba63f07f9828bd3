import { createHash, randomUUIDv7 } from 'node:crypto';
import { notFound, Refusal } from '../domain/refusal.ts';
import type { Tx } from '../prisma/database.ts';
import type { Bytes } from '../vault/envelope.ts';
import type { Subject, Vault } from '../vault/vault.ts';
import type { DocumentMediaType } from './document-content.ts';

/** A document to keep: what it is about, what it is for, how its sender called it. */
export interface NewDocument {
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly kind: string;
  readonly name: string;
  readonly content: {
    readonly bytes: Bytes;
    readonly mediaType: DocumentMediaType | 'application/pkcs7-mime';
  };
}

export interface OpenDocument {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Bytes;
}

const longestName = 200;

/**
 * Keeps a document, its name and bytes sealed under a key of its own, so that one document can be erased alone.
 * Its fingerprint, an HMAC of the SHA-256 of the plain bytes, tells equal documents of an alliance.
 *
 * @returns the document's id
 */
export async function storeDocument(tx: Tx, vault: Vault, document: NewDocument): Promise<string> {
  const id = randomUUIDv7();
  const { bytes, mediaType } = document.content;
  await vault.makeKeys(tx, [keyOf(id)]);
  await tx.db.document.create({
    data: {
      id,
      allianceId: tx.allianceId,
      subjectKind: document.subjectKind,
      subjectId: document.subjectId,
      kind: document.kind,
      nameSealed: await vault.seal(tx, keyOf(id), 'name', cleanName(document.name)),
      mediaType,
      sizeBytes: bytes.length,
      fingerprint: await vault.fingerprint(tx, createHash('sha256').update(bytes).digest('hex')),
      uploadedBy: tx.actor.id,
      createdAt: tx.now,
    },
  });
  const sealed = await vault.sealBytes(tx, keyOf(id), 'content', bytes);
  await tx.db.documentContent.create({ data: { documentId: id, allianceId: tx.allianceId, sealed } });
  return id;
}

/** Opens a document. Refuses with `notFound`, or with `erased` when it was erased. */
export async function openDocument(tx: Tx, vault: Vault, id: string): Promise<OpenDocument> {
  const document = await tx.db.document.findUnique({ where: { id } });
  if (document === null) throw notFound(documentWord);
  const content = await tx.db.documentContent.findUnique({ where: { documentId: id } });
  if (document.erasedAt !== null || content === null) throw erased();
  return {
    name: await vault.open<string>(tx, keyOf(id), 'name', document.nameSealed),
    mediaType: document.mediaType,
    bytes: await vault.openBytes(tx, keyOf(id), 'content', content.sealed),
  };
}

/** Erases a document: its key, its sealed bytes and its fingerprint go; the row stays and says when. */
export async function eraseDocument(tx: Tx, vault: Vault, id: string): Promise<void> {
  await vault.destroy(tx, keyOf(id));
  await tx.db.documentContent.deleteMany({ where: { documentId: id } });
  await tx.db.document.updateMany({
    where: { id, erasedAt: null },
    data: { erasedAt: tx.now, fingerprint: '' },
  });
}

/** A name fit to be shown and offered for saving: no folders, no control characters, not endless. */
function cleanName(name: string): string {
  const lastPart = name.normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const clean = lastPart.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '').trim();
  return clean === '' ? 'documento' : clean.slice(0, longestName).toWellFormed();
}

function keyOf(id: string): Subject {
  return { kind: 'document', id };
}

function erased(): Refusal {
  return new Refusal('erased', {
    detail: { it: 'Il documento è stato cancellato.', en: 'The document was erased.' },
  });
}

const documentWord = { it: 'Documento', en: 'Document' };
