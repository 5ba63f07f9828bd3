import { z } from 'zod';
import { openDocument } from '../activities/documents.ts';
import { notFound } from '../domain/refusal.ts';
import { openingQuery, ownRoles } from './access.ts';
import { assessmentOrThrow } from './assessment-access.ts';
import { assessmentParams } from './assessment-schema.ts';
import { caseOf, recordOpening } from './openings.ts';
import { route } from './route.ts';
import { id, instant, page } from './schema.ts';

const who = ['caseworker', ...ownRoles] as const;
const tag = 'letters';

const letterView = z
  .strictObject({
    id,
    kind: z.enum([
      'receipt',
      'documentRequest',
      'grant',
      'refusal',
      'closure',
      'withdrawal',
      'release',
      'waitingEnded',
    ]),
    protocolNumber: z.string(),
    channel: z.enum(['email', 'pec', 'post']),
    writtenAt: instant,
  })
  .meta({ id: 'Letter' });

const listLetters = route({
  kind: 'read',
  operation: 'listLetters',
  method: 'get',
  path: '/v1/assessments/{assessmentId}/letters',
  tag,
  summary: { it: 'Le lettere di una pratica', en: 'The letters of a case' },
  who,
  params: assessmentParams,
  reply: page(letterView),
  async read(tx, { principal, params }) {
    const assessment = await assessmentOrThrow(tx, principal, params.assessmentId);
    const rows = await tx.db.letter.findMany({
      where: { assessmentId: assessment.id },
      orderBy: { id: 'asc' },
    });
    return {
      items: rows.map((row) => ({
        id: row.id,
        kind: row.kind as z.input<typeof letterView>['kind'],
        protocolNumber: row.protocolNumber,
        channel: row.channel,
        writtenAt: row.createdAt.toISOString(),
      })),
      nextCursor: null,
    };
  },
});

const readLetter = route({
  kind: 'file',
  operation: 'readLetter',
  method: 'get',
  path: '/v1/assessments/{assessmentId}/letters/{letterId}',
  tag,
  summary: {
    it: 'Una lettera, in PDF; chi la apre per lavoro dice perché',
    en: 'A letter, as PDF; whoever opens it at work says why',
  },
  who,
  params: assessmentParams.extend({ letterId: id }),
  query: openingQuery,
  reply: z.never(),
  refusals: ['erased'],
  async file(tx, { principal, params, query }, { vault }) {
    const assessment = await assessmentOrThrow(tx, principal, params.assessmentId);
    const row = await tx.db.letter.findFirst({ where: { id: params.letterId, assessmentId: assessment.id } });
    if (!row) throw notFound({ it: 'Lettera', en: 'Letter' });
    const opening = { action: 'letter.opened', ...caseOf(assessment) } as const;
    await recordOpening(tx, vault, principal, opening, query.reason);
    const document = await openDocument(tx, vault, row.documentId);
    return { bytes: document.bytes, mediaType: document.mediaType, fileName: document.name };
  },
});

export const letterRoutes = [listLetters, readLetter];
