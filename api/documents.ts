import { z } from 'zod';
import { checkDocumentContent } from '../activities/document-content.ts';
import { openDocument, storeDocument } from '../activities/documents.ts';
import { recordAudit } from '../activities/audit.ts';
import { notFound } from '../domain/refusal.ts';
import type { Tx } from '../prisma/database.ts';
import type { Document } from '../prisma/generated/client.ts';
import { mayReachPerson, openingQuery } from './access.ts';
import { reachableAssessments } from './assessment-access.ts';
import { instantIn } from './dates.ts';
import { invalidField } from './invalid-field.ts';
import { recordOpening } from './openings.ts';
import type { Principal } from './principal.ts';
import { route } from './route.ts';
import { asPage, cursorQuery, id, instant, page, pageArguments } from './schema.ts';

/** What people hand in; letters and receipts the service makes itself carry their own kinds. */
const uploadKinds = [
  'identityDocument',
  'signedForm',
  'delegation',
  'courtOrder',
  'familyStatus',
  'iseeAttestation',
  'disabilityCertificate',
  'medicalReport',
  'workDocument',
  'housingDocument',
  'deliveryProof',
  'other',
] as const;
const subjectKind = z.enum(['person', 'assessment']);
const who = ['caseworker', 'citizen', 'employee'] as const;
const documentParams = z.strictObject({ documentId: id });

const document = z
  .strictObject({
    id,
    subjectKind: z.string(),
    subjectId: id,
    kind: z.string(),
    mediaType: z.string(),
    sizeBytes: z.int(),
    uploadedBy: id.nullable().meta({ description: 'Account; none of what the service itself wrote' }),
    createdAt: instant,
    erasedAt: instant.nullable(),
  })
  .meta({ id: 'Document', description: 'What is known of a document without opening it' });

const uploadDocument = route({
  kind: 'write',
  operation: 'uploadDocument',
  method: 'post',
  path: '/v1/documents',
  tag: 'documents',
  summary: {
    it: 'Consegna un documento (PDF, JPEG o PNG, 20 MB al massimo) su una persona o una domanda',
    en: 'Hand in a document (PDF, JPEG or PNG, 20 MB at most) about a person or an application',
  },
  who,
  status: 201,
  uploads: true,
  body: z.strictObject({ subjectKind, subjectId: id, kind: z.enum(uploadKinds) }),
  reply: z.strictObject({ id, mediaType: z.string(), sizeBytes: z.int() }),
  refusals: ['unreadableDocument'],
  beforehand: {
    admit: (tx, { body, principal }) => subjectOrThrow(tx, principal, body),
    examine({ upload }) {
      if (!upload) throw missing;
      return checkDocumentContent(upload.bytes);
    },
  },
  async write(tx, { body, upload, content, principal }, { vault }) {
    if (!upload || !content) throw missing;
    await subjectOrThrow(tx, principal, body);
    const documentId = await storeDocument(tx, vault, { ...body, name: upload.name, content });
    await recordAudit(tx, vault, {
      action: 'document.received',
      subjectKind: 'document',
      subjectId: documentId,
    });
    return { id: documentId, mediaType: content.mediaType, sizeBytes: content.bytes.length };
  },
});

const listDocuments = route({
  kind: 'read',
  operation: 'listDocuments',
  method: 'get',
  path: '/v1/documents',
  tag: 'documents',
  summary: {
    it: 'I documenti di una persona o di una domanda',
    en: 'The documents about a person or an application',
  },
  who,
  query: cursorQuery.extend({ subjectKind, subjectId: id }),
  reply: page(document),
  async read(tx, { query, principal }) {
    await subjectOrThrow(tx, principal, query);
    const rows = await tx.db.document.findMany({
      where: { subjectKind: query.subjectKind, subjectId: query.subjectId },
      ...pageArguments(query),
    });
    return asPage(rows.map(shown), query.limit);
  },
});

const getDocument = route({
  kind: 'read',
  operation: 'getDocument',
  method: 'get',
  path: '/v1/documents/{documentId}',
  tag: 'documents',
  summary: { it: 'Un documento, senza aprirlo', en: 'A document, without opening it' },
  who,
  params: documentParams,
  reply: document,
  async read(tx, { params, principal }) {
    return shown(await reachableOrThrow(tx, principal, params.documentId));
  },
});

const downloadDocument = route({
  kind: 'file',
  operation: 'downloadDocument',
  method: 'get',
  path: '/v1/documents/{documentId}/content',
  tag: 'documents',
  summary: {
    it: 'Apre un documento; chi lo apre per lavoro dice perché',
    en: 'Open a document; whoever opens it at work says why',
  },
  who,
  params: documentParams,
  query: openingQuery,
  reply: z.string(),
  refusals: ['erased'],
  async file(tx, { params, query, principal }, { vault }) {
    const row = await reachableOrThrow(tx, principal, params.documentId);
    const opened = { subjectKind: 'document', subjectId: row.id, personId: await personOf(tx, row) } as const;
    await recordOpening(tx, vault, principal, { action: 'document.opened', ...opened }, query.reason);
    const { name, mediaType, bytes } = await openDocument(tx, vault, row.id);
    return { fileName: name, mediaType, bytes };
  },
});

async function reachableOrThrow(tx: Tx, principal: Principal, documentId: string): Promise<Document> {
  const row = await tx.db.document.findUnique({ where: { id: documentId } });
  if (!row || !(await mayReachSubject(tx, principal, row)))
    throw notFound({ it: 'Documento', en: 'Document' });
  return row;
}

const missing = invalidField('/body/file', { it: 'manca il documento', en: 'the document is missing' });

async function subjectOrThrow(
  tx: Tx,
  principal: Principal,
  subject: { readonly subjectKind: string; readonly subjectId: string },
): Promise<void> {
  if (!(await mayReachSubject(tx, principal, subject))) throw notFound(subjectWord);
}

/** A document is reached by whoever reaches what it is about; what is about anything else, by nobody here. */
async function mayReachSubject(
  tx: Tx,
  principal: Principal,
  subject: { readonly subjectKind: string; readonly subjectId: string },
): Promise<boolean> {
  if (subject.subjectKind === 'person') {
    const person = await tx.db.person.findUnique({ where: { id: subject.subjectId } });
    return person !== null && mayReachPerson(tx, principal, person.id);
  }
  if (subject.subjectKind !== 'assessment') return false;
  const reachable = await reachableAssessments(tx, principal);
  return (await tx.db.assessment.count({ where: { AND: [{ id: subject.subjectId }, reachable] } })) > 0;
}

/** Whose data a document holds: of the person it is about, or of whom the case is for. */
async function personOf(tx: Tx, { subjectKind, subjectId }: Document): Promise<string> {
  if (subjectKind === 'person') return subjectId;
  const { beneficiaryId } = await tx.db.assessment.findUniqueOrThrow({ where: { id: subjectId } });
  return beneficiaryId;
}

function shown(row: Document): z.input<typeof document> {
  return {
    id: row.id,
    subjectKind: row.subjectKind,
    subjectId: row.subjectId,
    kind: row.kind,
    mediaType: row.mediaType,
    sizeBytes: row.sizeBytes,
    uploadedBy: id.safeParse(row.uploadedBy).data ?? null,
    createdAt: row.createdAt.toISOString(),
    erasedAt: instantIn(row.erasedAt),
  };
}

const subjectWord = { it: 'Persona o domanda', en: 'Person or application' };

export const documentRoutes = [uploadDocument, listDocuments, getDocument, downloadDocument];
