import { z } from 'zod';
import { checkDocumentContent } from '../activities/document-content.ts';
import { openDocument, storeDocument } from '../activities/documents.ts';
import { recordAudit } from '../activities/audit.ts';
import { admissionSubject } from '../activities/provider-standing/admission.ts';
import { notFound, Refusal } from '../domain/refusal.ts';
import { openingQuery, reasonOrThrow } from './access.ts';
import { invalidField } from './invalid-field.ts';
import { hasRole } from './principal.ts';
import { admissionOrThrow } from './provider-standing-access.ts';
import { providerParams, standingView } from './provider-standing-schema.ts';
import { shownStanding } from './provider-standing-view.ts';
import { route } from './route.ts';
import { id } from './schema.ts';

const tag = 'providers';
const onePath = '/v1/providers/{organisationId}';

const getStanding = route({
  kind: 'read',
  operation: 'getProviderStanding',
  method: 'get',
  path: `${onePath}/standing`,
  tag,
  summary: {
    it: 'Dove sta un fornitore ammesso: stato, motivi, documenti con i giorni che restano, che cosa fare',
    en: 'Where an admitted provider stands: state, grounds, documents with the days left, what to do',
  },
  who: ['provider', 'caseworker', 'administrator'],
  params: providerParams,
  reply: standingView,
  read: async (tx, { params, principal, locale }, { vault }) =>
    shownStanding(tx, vault, await admissionOrThrow(tx, principal, params.organisationId), locale),
});

const uploadFile = route({
  kind: 'write',
  operation: 'uploadProviderFile',
  method: 'post',
  path: `${onePath}/files`,
  tag,
  summary: {
    it: 'Carica il documento di un fornitore ammesso (PDF, JPEG o PNG, 20 MB al massimo); poi si dice che cosa è',
    en: 'Upload a document of an admitted provider (PDF, JPEG or PNG, 20 MB at most); then say what it is',
  },
  who: ['provider', 'caseworker'],
  status: 201,
  uploads: true,
  params: providerParams,
  body: z.strictObject({}),
  reply: z.strictObject({ id, mediaType: z.string(), sizeBytes: z.int() }),
  refusals: ['unreadableDocument'],
  beforehand: {
    admit: async (tx, { params, principal }) => {
      await admissionOrThrow(tx, principal, params.organisationId);
    },
    examine({ upload }) {
      if (!upload) throw missing;
      return checkDocumentContent(upload.bytes);
    },
  },
  async write(tx, { params, upload, content, principal }, { vault }) {
    if (!upload || !content) throw missing;
    const admission = await admissionOrThrow(tx, principal, params.organisationId);
    const about = { ...admissionSubject(admission), kind: 'providerPaper' };
    const documentId = await storeDocument(tx, vault, { ...about, name: upload.name, content });
    await recordAudit(tx, vault, {
      action: 'document.received',
      subjectKind: 'document',
      subjectId: documentId,
    });
    return { id: documentId, mediaType: content.mediaType, sizeBytes: content.bytes.length };
  },
});

const readPaper = route({
  kind: 'file',
  operation: 'readProviderDocument',
  method: 'get',
  path: `${onePath}/documents/{providerDocumentId}/content`,
  tag,
  summary: {
    it: 'Apre un documento di un fornitore ammesso; chi lo apre per lavoro dice perché',
    en: 'Open a document of an admitted provider; whoever opens it at work says why',
  },
  who: ['provider', 'caseworker'],
  params: providerParams.extend({ providerDocumentId: id }),
  query: openingQuery,
  reply: z.string(),
  refusals: ['erased'],
  async file(tx, { params, query, principal }, { vault }) {
    const { organisationId } = await admissionOrThrow(tx, principal, params.organisationId);
    const paper = await tx.db.providerDocument.findFirst({
      where: { id: params.providerDocumentId, organisationId },
    });
    if (!paper?.documentId) throw notFound({ it: 'Documento', en: 'Document' });
    if (hasRole(principal, 'caseworker'))
      await recordAudit(tx, vault, {
        action: 'document.opened',
        subjectKind: 'document',
        subjectId: paper.documentId,
        reason: reasonOrThrow(query.reason),
      });
    const { name, mediaType, bytes } = await openDocument(tx, vault, paper.documentId);
    return { fileName: name, mediaType, bytes };
  },
});

const readLetter = route({
  kind: 'file',
  operation: 'readRevocationLetter',
  method: 'get',
  path: `${onePath}/revocations/letter`,
  tag,
  summary: {
    it: 'La lettera di revoca di un fornitore, in PDF',
    en: 'The letter that revokes a provider, as PDF',
  },
  who: ['provider', 'caseworker'],
  params: providerParams,
  reply: z.never(),
  mediaTypes: ['application/pdf'],
  refusals: ['erased', 'stepNotPossible'],
  async file(tx, { params, principal }, { vault }) {
    const admission = await admissionOrThrow(tx, principal, params.organisationId);
    const decided = await tx.db.revocation.findFirst({
      where: { admissionId: admission.id, letterDocumentId: { not: null } },
      orderBy: { id: 'desc' },
    });
    if (!decided) throw noLetter;
    const { name, mediaType, bytes } = await openDocument(tx, vault, decided.letterDocumentId!);
    return { fileName: name, mediaType, bytes };
  },
});

const missing = invalidField('/body/file', { it: 'manca il documento', en: 'the document is missing' });
const noLetter = new Refusal('stepNotPossible', {
  detail: {
    it: 'Nessuna revoca è stata decisa: non c’è una lettera.',
    en: 'No revocation was decided: there is no letter.',
  },
  possible: ['getProviderStanding'],
});

export const providerStandingRoutes = [getStanding, uploadFile, readPaper, readLetter];
