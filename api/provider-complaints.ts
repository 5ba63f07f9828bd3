import { z } from 'zod';
import { recordAudit } from '../activities/audit.ts';
import { openDocument } from '../activities/documents.ts';
import { nextComplaintCode } from '../activities/numbering.ts';
import { complaintKey, complaintSubject, complaintWord } from '../activities/provider-complaint/complaint.ts';
import { decidersOf } from '../activities/provider-complaint/deciders.ts';
import { dueOnFrom, openRound } from '../activities/provider-complaint/open.ts';
import { wakeProcessOf } from '../activities/wakeup.ts';
import { complaintStates, fileComplaintInput } from '../domain/provider-complaint.ts';
import { fromDateColumn } from '../domain/plain-date.ts';
import { notFound } from '../domain/refusal.ts';
import type { Tx } from '../prisma/database.ts';
import type { ComplaintRound, ProviderComplaint } from '../prisma/generated/client.ts';
import type { Vault } from '../vault/vault.ts';
import { complaintOrThrow, fullDutyOrThrow, reachableComplaints } from './complaint-access.ts';
import { complaintAnswered, complaintParams, complaintView } from './complaint-schema.ts';
import { instantIn } from './dates.ts';
import { stepsInComplaint } from './possible-complaint-steps.ts';
import type { Principal } from './principal.ts';
import { route } from './route.ts';
import { asPage, orderedQuery, page, pageArguments } from './schema.ts';

const tag = 'complaints';
const readers = ['caseworker', 'administrator', 'auditor', 'provider'] as const;

const fileComplaint = route({
  kind: 'write',
  operation: 'fileComplaint',
  method: 'post',
  path: '/v1/provider-complaints',
  tag,
  summary: {
    it: 'Fa un reclamo all’alleanza, con i motivi: risponde chi non ha deciso la questione, entro i giorni della carta',
    en: 'Complain to the alliance, with reasons: somebody who did not decide the matter answers, in the charter’s days',
  },
  who: ['provider'],
  status: 201,
  body: fileComplaintInput,
  reply: complaintAnswered,
  async write(tx, { body, principal }, { vault }) {
    const organisationId = fullDutyOrThrow(principal);
    const { reasons, ...matter } = body;
    const excludedIds = await decidersOf(tx, organisationId, matter);
    const complaint = await tx.db.providerComplaint.create({
      data: {
        ...matter,
        organisationId,
        allianceId: tx.allianceId,
        code: await nextComplaintCode(tx),
        dueOn: await dueOnFrom(tx),
        createdAt: tx.now,
      },
    });
    await openRound(tx, vault, complaint, { reasons, filedBy: principal.accountId, excludedIds });
    await wakeProcessOf(tx, complaintSubject(complaint));
    await recordAudit(tx, vault, {
      action: 'complaint.filed',
      subjectKind: 'providerComplaint',
      subjectId: complaint.id,
    });
    const { id, state, round, dueOn } = complaint;
    return { complaintId: id, state, round, dueOn: fromDateColumn(dueOn) };
  },
});

const listComplaints = route({
  kind: 'read',
  operation: 'listComplaints',
  method: 'get',
  path: '/v1/provider-complaints',
  tag,
  summary: {
    it: 'I reclami dei fornitori; ogni fornitore vede i propri',
    en: 'Providers’ complaints; a provider sees its own',
  },
  who: readers,
  query: orderedQuery.extend({ state: z.enum(complaintStates).optional() }),
  reply: page(complaintView.omit({ rounds: true })),
  async read(tx, { query, principal }) {
    const rows = await tx.db.providerComplaint.findMany({
      where: { AND: [reachableComplaints(principal), query.state ? { state: query.state } : {}] },
      ...pageArguments(query),
    });
    const { items, nextCursor } = asPage(rows, query.limit);
    return { items: await Promise.all(items.map((row) => listItem(tx, principal, row))), nextCursor };
  },
});

const getComplaint = route({
  kind: 'read',
  operation: 'getComplaint',
  method: 'get',
  path: '/v1/provider-complaints/{complaintId}',
  tag,
  summary: { it: 'Un reclamo, con motivi e risposte', en: 'A complaint, with its reasons and answers' },
  who: readers,
  params: complaintParams,
  reply: complaintView,
  async read(tx, { params, principal }, { vault }) {
    const complaint = await complaintOrThrow(tx, principal, params.complaintId);
    const rounds = await tx.db.complaintRound.findMany({
      where: { complaintId: complaint.id },
      orderBy: { number: 'asc' },
    });
    const shown = rounds.map((round) => roundView(tx, vault, complaint, round));
    return { ...(await listItem(tx, principal, complaint)), rounds: await Promise.all(shown) };
  },
});

const readAnswer = route({
  kind: 'file',
  operation: 'readComplaintAnswer',
  method: 'get',
  path: '/v1/provider-complaints/{complaintId}/letter',
  tag,
  summary: { it: 'L’ultima risposta a un reclamo, in PDF', en: 'The last answer to a complaint, as PDF' },
  who: readers,
  params: complaintParams,
  reply: z.never(),
  mediaTypes: ['application/pdf'],
  async file(tx, { params, principal }, { vault }) {
    const { id } = await complaintOrThrow(tx, principal, params.complaintId);
    const round = await tx.db.complaintRound.findFirst({
      where: { complaintId: id, letterDocumentId: { not: null } },
      orderBy: { number: 'desc' },
    });
    if (!round) throw notFound(complaintWord);
    const document = await openDocument(tx, vault, round.letterDocumentId!);
    return { bytes: document.bytes, mediaType: document.mediaType, fileName: document.name };
  },
});

export const providerComplaintRoutes = [fileComplaint, listComplaints, getComplaint, readAnswer];

async function listItem(tx: Tx, principal: Principal, row: ProviderComplaint) {
  const { id, code, organisationId, about, subjectId, state, round } = row;
  return {
    id,
    code,
    organisationId,
    about,
    subjectId,
    state,
    round,
    possible: await stepsInComplaint(tx, principal, row),
    dueOn: fromDateColumn(row.dueOn),
    createdAt: row.createdAt.toISOString(),
  };
}

async function roundView(tx: Tx, vault: Vault, complaint: ProviderComplaint, round: ComplaintRound) {
  const opened = (field: 'reasons' | 'answer', sealed: Uint8Array) =>
    vault.open<string>(tx, complaintKey(complaint), `${field}/${round.number}`, sealed);
  return {
    reasons: await opened('reasons', round.reasonsSealed),
    filedAt: round.filedAt.toISOString(),
    dueOn: fromDateColumn(round.dueOn),
    outcome: round.outcome,
    answer: round.answerSealed && (await opened('answer', round.answerSealed)),
    answeredAt: instantIn(round.answeredAt),
  };
}
