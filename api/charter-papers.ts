import { z } from 'zod';
import { recordAudit } from '../activities/audit.ts';
import { openPaperOrThrow, preparePaper } from '../activities/charter-signing/paper.ts';
import { lockSigningForStep } from '../activities/charter-signing/signing.ts';
import { openDocument } from '../activities/documents.ts';
import { signerOrThrow } from '../activities/representatives.ts';
import { consentInput } from '../domain/charter-steps.ts';
import { fromDateColumn } from '../domain/plain-date.ts';
import { notFound } from '../domain/refusal.ts';
import type { Text } from '../domain/text.ts';
import type { Tx } from '../prisma/database.ts';
import type { CharterSigning } from '../prisma/generated/client.ts';
import type { Vault } from '../vault/vault.ts';
import { openingQuery, reasonOrThrow } from './access.ts';
import { signingOrThrow } from './charter-signing-access.ts';
import { signingParams, signingStep } from './charter-signing-schema.ts';
import { hasRole, type Principal } from './principal.ts';
import { route, type FileReply } from './route.ts';

const tag = 'charter';
const onePath = '/v1/charter-signings/{signingId}';

const prepare = route({
  kind: 'write',
  operation: 'prepareCharterPaper',
  method: 'post',
  path: `${onePath}/paper`,
  tag,
  summary: {
    it: 'Accetta gli obblighi e dichiara: prepara il testo da firmare digitalmente, al posto di quello di prima',
    en: 'Accept the obligations and declare: prepare the text to sign digitally, in the place of the one before',
  },
  who: ['representative'],
  status: 201,
  params: signingParams,
  body: consentInput,
  reply: signingStep,
  async write(tx, { params, body: consent, principal }, { vault }) {
    const { id } = await signingOrThrow(tx, principal, params.signingId);
    const signing = await lockSigningForStep(tx, id, 'uploadSignedCopy');
    await preparePaper(tx, vault, signing, { accountId: principal.accountId, consent });
    const { state, waitingFor, dueOn } = signing;
    return { signingId: id, state, waitingFor, dueOn: fromDateColumn(dueOn) };
  },
});

const readPaper = route({
  kind: 'file',
  operation: 'readCharterPaper',
  method: 'get',
  path: `${onePath}/paper`,
  tag,
  summary: {
    it: 'Scarica il testo da firmare digitalmente, in PDF: lo firma così com’è chi rappresenta l’ente',
    en: 'Download the text to sign digitally, as PDF: whoever represents the organisation signs it as it is',
  },
  who: ['representative'],
  params: signingParams,
  reply: z.never(),
  mediaTypes: ['application/pdf'],
  refusals: ['stepNotPossible'],
  async file(tx, { params, principal }, { vault }) {
    const signing = await signingOrThrow(tx, principal, params.signingId);
    await signerOrThrow(tx, vault, signing.organisationId, principal.accountId);
    await openPaperOrThrow(tx, vault, signing);
    return fileOf(tx, vault, signing.paperId!);
  },
});

const readSigned = route({
  kind: 'file',
  operation: 'readSignedCharter',
  method: 'get',
  path: `${onePath}/document`,
  tag,
  summary: {
    it: 'La carta come è stata firmata, con la prova, in PDF; chi la apre per lavoro dice perché',
    en: 'The charter as it was signed, with the proof, as PDF; whoever opens it at work says why',
  },
  who: ['caseworker', 'representative'],
  params: signingParams,
  query: openingQuery,
  reply: z.never(),
  mediaTypes: ['application/pdf'],
  refusals: ['erased'],
  async file(tx, { params, query, principal }, { vault }) {
    const signing = await signingOrThrow(tx, principal, params.signingId);
    const documentId = signing.countersignedDocumentId ?? signing.documentId;
    return openedBy(tx, vault, principal, {
      signing,
      documentId,
      what: { it: 'Carta firmata', en: 'Signed charter' },
      reason: query.reason,
    });
  },
});

const downloadCopy = route({
  kind: 'file',
  operation: 'downloadSignedCopy',
  method: 'get',
  path: `${onePath}/signed-copy`,
  tag,
  summary: {
    it: 'Il file con la firma digitale, com’è arrivato; chi lo apre per lavoro dice perché',
    en: 'The file with the digital signature, as it arrived; whoever opens it at work says why',
  },
  who: ['caseworker', 'representative'],
  params: signingParams,
  query: openingQuery,
  reply: z.never(),
  mediaTypes: ['application/pdf', 'application/pkcs7-mime'],
  refusals: ['erased'],
  async file(tx, { params, query, principal }, { vault }) {
    const signing = await signingOrThrow(tx, principal, params.signingId);
    return openedBy(tx, vault, principal, {
      signing,
      documentId: signing.signedCopyId,
      what: { it: 'File firmato', en: 'Signed file' },
      reason: query.reason,
    });
  },
});

interface Opening {
  readonly signing: CharterSigning;
  readonly documentId: string | null;
  readonly what: Text;
  readonly reason: Parameters<typeof reasonOrThrow>[0];
}

/** Opens a paper of a signing; whoever does so at work says why, and that is kept. */
async function openedBy(
  tx: Tx,
  vault: Vault,
  principal: Principal,
  { signing, documentId, what, reason }: Opening,
): Promise<FileReply> {
  if (!documentId) throw notFound(what);
  if (hasRole(principal, 'caseworker'))
    await recordAudit(tx, vault, {
      action: 'charter.opened',
      subjectKind: 'charterSigning',
      subjectId: signing.id,
      reason: reasonOrThrow(reason),
    });
  return fileOf(tx, vault, documentId);
}

async function fileOf(tx: Tx, vault: Vault, documentId: string): Promise<FileReply> {
  const { bytes, mediaType, name } = await openDocument(tx, vault, documentId);
  return { bytes, mediaType, fileName: name };
}

export const charterPaperRoutes = [prepare, readPaper, readSigned, downloadCopy];
