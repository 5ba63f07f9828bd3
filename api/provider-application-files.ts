import { z } from 'zod';
import { recordAudit } from '../activities/audit.ts';
import { checkDocumentContent } from '../activities/document-content.ts';
import { openDocument, storeDocument } from '../activities/documents.ts';
import { applicationSubject } from '../activities/provider-onboarding/application.ts';
import { wakeProcessOf } from '../activities/wakeup.ts';
import { isOver } from '../domain/provider-onboarding.ts';
import { notFound, Refusal } from '../domain/refusal.ts';
import type { Tx } from '../prisma/database.ts';
import type { ProviderApplication } from '../prisma/generated/client.ts';
import { lockRow } from '../prisma/lock-row.ts';
import { openingQuery, reasonOrThrow } from './access.ts';
import { invalidField } from './invalid-field.ts';
import { hasRole, type Principal } from './principal.ts';
import { applicationOrThrow } from './provider-application-access.ts';
import { applicationParams } from './provider-application-schema.ts';
import { route } from './route.ts';
import { id } from './schema.ts';

const tag = 'providers';
const path = '/v1/provider-applications/{applicationId}/files';
const most = { files: 40, sizeBytes: 200_000_000 };
const kinds = ['providerPaper', 'signedAgreement'] as const;
/** They hold the tax code and the certificate of whoever signed: as of the charter, not everybody's of the organisation. */
const signatureEvidence = ['agreementProof', 'agreementCopy'];
const readable = ['application/pdf', 'image/png', 'image/jpeg', 'application/pkcs7-mime'];

const upload = route({
  kind: 'write',
  operation: 'uploadCandidateFile',
  method: 'post',
  path,
  tag,
  summary: {
    it: 'Carica un documento dell’ente candidato (PDF, JPEG o PNG, 20 MB al massimo)',
    en: 'Upload a document of the candidate (PDF, JPEG or PNG, 20 MB at most)',
  },
  who: ['candidate', 'caseworker', 'representative'],
  status: 201,
  uploads: true,
  params: applicationParams,
  body: z.strictObject({ kind: z.enum(kinds) }),
  reply: z.strictObject({ id, mediaType: z.string(), sizeBytes: z.int() }),
  refusals: ['unreadableDocument'],
  beforehand: {
    async admit(tx, { params, principal }) {
      await openOrThrow(tx, principal, params.applicationId);
      await roomOrThrow(tx, params.applicationId, 0);
    },
    examine({ upload: file }) {
      if (!file) throw missing;
      return checkDocumentContent(file.bytes);
    },
  },
  async write(tx, { params, body, upload: file, content, principal }, { vault }) {
    if (!file || !content) throw missing;
    await lockRow(tx, 'provider_application', params.applicationId, 'NO KEY UPDATE');
    await openOrThrow(tx, principal, params.applicationId);
    await roomOrThrow(tx, params.applicationId, content.bytes.length);
    const subject = applicationSubject({ id: params.applicationId });
    const documentId = await storeDocument(tx, vault, {
      ...subject,
      kind: body.kind,
      name: file.name,
      content,
    });
    await recordAudit(tx, vault, {
      action: 'document.received',
      subjectKind: 'document',
      subjectId: documentId,
    });
    if (body.kind === 'signedAgreement') await wakeProcessOf(tx, subject);
    return { id: documentId, mediaType: content.mediaType, sizeBytes: content.bytes.length };
  },
});

const read = route({
  kind: 'file',
  operation: 'readCandidateFile',
  method: 'get',
  path: `${path}/{documentId}`,
  tag,
  summary: {
    it: 'Apre un documento di una richiesta di adesione: consegnato, convenzione o lettera; chi lo apre per lavoro dice perché',
    en: 'Open a document of an application to join: handed in, agreement or letter; whoever opens it at work says why',
  },
  who: ['candidate', 'caseworker', 'provider', 'representative'],
  params: applicationParams.extend({ documentId: id }),
  query: openingQuery,
  reply: z.never(),
  mediaTypes: readable,
  refusals: ['erased'],
  async file(tx, { params, query, principal }, { vault }) {
    const application = await applicationOrThrow(tx, principal, params.applicationId);
    const about = { subjectKind: 'providerApplication', subjectId: application.id };
    const row = await tx.db.document.findFirst({ where: { id: params.documentId, ...about } });
    if (!row) throw notFound({ it: 'Documento', en: 'Document' });
    if (signatureEvidence.includes(row.kind) && !mayOpenEvidence(principal, application)) throw notTheirs;
    if (hasRole(principal, 'caseworker'))
      await recordAudit(tx, vault, {
        action: 'document.opened',
        subjectKind: 'document',
        subjectId: row.id,
        reason: reasonOrThrow(query.reason),
      });
    const { name, mediaType, bytes } = await openDocument(tx, vault, row.id);
    return { fileName: name, mediaType, bytes };
  },
});

function mayOpenEvidence(principal: Principal, { organisationId }: ProviderApplication): boolean {
  if (hasRole(principal, 'caseworker')) return true;
  return hasRole(principal, 'representative') && principal.organisationId === organisationId;
}

async function openOrThrow(tx: Tx, principal: Principal, applicationId: string): Promise<void> {
  const { state } = await applicationOrThrow(tx, principal, applicationId);
  if (isOver(state)) throw isClosed;
}

/** Anybody with a mailbox can open an application: what one takes up is bounded. Hold the application first. */
async function roomOrThrow(tx: Tx, subjectId: string, sizeBytes: number): Promise<void> {
  const { _count, _sum } = await tx.db.document.aggregate({
    where: {
      subjectKind: 'providerApplication',
      subjectId,
      kind: { in: [...kinds, 'returnedAgreement'] },
      erasedAt: null,
    },
    _count: true,
    _sum: { sizeBytes: true },
  });
  if (_count >= most.files || (_sum.sizeBytes ?? 0) + sizeBytes > most.sizeBytes) throw isFull;
}

const missing = invalidField('/body/file', { it: 'manca il documento', en: 'the document is missing' });
const notTheirs = new Refusal('notAllowed', {
  detail: {
    it: 'La convenzione firmata, con la prova della firma, la apre chi rappresenta l’ente.',
    en: 'The signed agreement, with the proof of its signature, is opened by whoever represents the organisation.',
  },
});
const isClosed = new Refusal('stepNotPossible', {
  detail: {
    it: 'Questa richiesta è chiusa: non prende altri documenti.',
    en: 'This application is over: it takes no more documents.',
  },
  possible: [],
});

const isFull = new Refusal('stepNotPossible', {
  detail: {
    it: 'Una richiesta prende al massimo 40 documenti, e 200 MB in tutto: usi quelli già caricati, o chieda all’ufficio.',
    en: 'An application takes 40 files at most, and 200 MB in all: use those uploaded already, or ask the office.',
  },
  possible: [],
});

export const providerApplicationFileRoutes = [upload, read];
