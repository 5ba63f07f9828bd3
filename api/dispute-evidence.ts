import { z } from 'zod';
import { recordAudit } from '../activities/audit.ts';
import { checkDocumentContent } from '../activities/document-content.ts';
import { openDocument, storeDocument } from '../activities/documents.ts';
import { excludeFromTasks } from '../activities/tasks.ts';
import { disputeSubject, lockDisputeForStep } from '../activities/voucher-dispute/dispute.ts';
import { evidenceKinds, MOST_EVIDENCE } from '../domain/voucher-dispute.ts';
import { notFound, Refusal } from '../domain/refusal.ts';
import { openingQuery, ownRoles, reasonOrThrow } from './access.ts';
import { disputeOrThrow, isOfProvider } from './dispute-access.ts';
import { disputeParams } from './dispute-schema.ts';
import { invalidField } from './invalid-field.ts';
import { hasRole } from './principal.ts';
import { route } from './route.ts';
import { id } from './schema.ts';

const tag = 'disputes';
const who = [...ownRoles, 'caseworker', 'provider'] as const;
const path = '/v1/voucher-disputes/{disputeId}/evidence';

const add = route({
  kind: 'write',
  operation: 'addDisputeEvidence',
  method: 'post',
  path,
  tag,
  summary: {
    it: 'Aggiunge una prova a una contestazione non decisa (PDF, JPEG o PNG, 20 MB al massimo): la leggono le parti e lo sportello',
    en: 'Add evidence to an undecided dispute (PDF, JPEG or PNG, 20 MB at most): both parties and the desk read it',
  },
  who,
  status: 201,
  uploads: true,
  params: disputeParams,
  body: z.strictObject({}),
  reply: z.strictObject({ id, mediaType: z.string(), sizeBytes: z.int() }),
  refusals: ['unreadableDocument'],
  beforehand: {
    async admit(tx, { params, principal }) {
      await disputeOrThrow(tx, principal, params.disputeId);
    },
    examine({ upload }) {
      if (!upload) throw missing;
      return checkDocumentContent(upload.bytes);
    },
  },
  async write(tx, { params, upload, content, principal }, { vault }) {
    if (!upload || !content) throw missing;
    const { id: disputeId } = await disputeOrThrow(tx, principal, params.disputeId);
    const dispute = await lockDisputeForStep(tx, disputeId, 'addDisputeEvidence');
    const subject = disputeSubject(dispute);
    const kind = isOfProvider(principal, dispute) ? 'disputeEvidenceOfProvider' : 'disputeEvidence';
    const handedIn = { ...subject, kind, erasedAt: null };
    if ((await tx.db.document.count({ where: handedIn })) >= MOST_EVIDENCE) throw enough;
    const documentId = await storeDocument(tx, vault, { ...subject, kind, name: upload.name, content });
    await excludeFromTasks(tx, subject, ['decideVoucherDispute'], tx.actor.id);
    await recordAudit(tx, vault, { action: 'voucherDispute.evidenceAdded', ...subject });
    return { id: documentId, mediaType: content.mediaType, sizeBytes: content.bytes.length };
  },
});

const read = route({
  kind: 'file',
  operation: 'readDisputeEvidence',
  method: 'get',
  path: `${path}/{documentId}`,
  tag,
  summary: {
    it: 'Apre una prova: le parti e lo sportello, che dice perché',
    en: 'Open evidence: both parties, and the desk, which says why',
  },
  who,
  params: disputeParams.extend({ documentId: id }),
  query: openingQuery,
  reply: z.string(),
  refusals: ['erased'],
  async file(tx, { params, query, principal }, { vault }) {
    const dispute = await disputeOrThrow(tx, principal, params.disputeId);
    const kind = { in: evidenceKinds };
    const row = await tx.db.document.findFirst({
      where: { id: params.documentId, ...disputeSubject(dispute), kind },
    });
    if (!row) throw notFound({ it: 'Documento', en: 'Document' });
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

const missing = invalidField('/body/file', { it: 'manca il documento', en: 'the document is missing' });

const enough = new Refusal('stepNotPossible', {
  detail: {
    it: `Le prove di una parte sono al massimo ${MOST_EVIDENCE}: dire il resto in parole, nella risposta o a chi decide.`,
    en: `One side hands in ${MOST_EVIDENCE} pieces of evidence at most: say the rest in words, in the answer or to whoever decides.`,
  },
  possible: [],
});

export const disputeEvidenceRoutes = [add, read];
