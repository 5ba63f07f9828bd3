import { z } from 'zod';
import { withSealedDetail } from '../activities/sealed-detail.ts';
import { notFound } from '../domain/refusal.ts';
import { SubmissionState } from '../prisma/generated/enums.ts';
import { problemOf, type StoredRefusal } from './problem.ts';
import { route } from './route.ts';
import { id, instant } from './schema.ts';

const submission = z
  .strictObject({
    id,
    operation: z.string(),
    subjectId: id.nullable(),
    state: z.enum(SubmissionState),
    createdAt: instant,
    status: z.int().nullable().meta({ description: 'HTTP status of the answer, once done' }),
    answer: z.record(z.string(), z.unknown()).nullable().meta({ description: 'The answer, once done' }),
  })
  .meta({ id: 'Submission', description: 'A write that was kept: pending, or done with its answer' });

const getSubmission = route({
  kind: 'read',
  operation: 'getSubmission',
  method: 'get',
  path: '/v1/submissions/{submissionId}',
  tag: 'submissions',
  summary: { it: 'Che fine ha fatto una mia richiesta', en: 'What became of a request of mine' },
  who: 'signedIn',
  params: z.strictObject({ submissionId: id }),
  reply: submission,
  async read(tx, { params, principal, locale }, { vault }) {
    const row = await tx.db.submission.findFirst({
      where: { id: params.submissionId, accountId: principal.accountId },
    });
    if (!row) throw notFound({ it: 'Richiesta', en: 'Request' });
    const result = row.result as { refusal?: StoredRefusal } | null;
    const refusal = result?.refusal && (await withSealedDetail(tx, vault, result.refusal));
    const answer = refusal ? problemOf(refusal, locale, `urn:uuid:${row.id}`) : result;
    return {
      id: row.id,
      operation: row.operation,
      subjectId: row.subjectId,
      state: row.state,
      createdAt: row.createdAt.toISOString(),
      status: row.status,
      answer: answer as Record<string, unknown> | null,
    };
  },
});

export const submissionRoutes = [getSubmission];
