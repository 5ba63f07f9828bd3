import { Refusal } from '../domain/refusal.ts';
import type { Actor, Tx } from '../prisma/database.ts';
import type { Prisma } from '../prisma/generated/client.ts';
import type { SubmissionRef } from '../workflows/contract.ts';
import type { ActivityServices } from './services.ts';

/** A claimed write, opened for the activity that gives it effect. */
export interface OpenSubmission<Body = unknown> {
  readonly id: string;
  readonly accountId: string;
  readonly subjectId: string;
  readonly params: unknown;
  readonly body: Body;
}

/** The answer to the caller: HTTP status and a body of references and states, never personal data. */
export interface Done {
  readonly status: 200 | 201;
  readonly body: Prisma.InputJsonObject;
}

export type Step<Body = never> = (
  tx: Tx,
  submission: OpenSubmission<Body>,
  services: ActivityServices,
) => Promise<Done>;

/**
 * Gives a submission its effect and its answer in one transaction, once: the row is locked, a done one is left
 * alone. A business refusal rolls the effect back and is kept as the answer.
 *
 * @returns the subject of the submission, whose process goes on from here
 */
export async function giveEffect(
  services: ActivityServices,
  ref: SubmissionRef,
  step: Step,
): Promise<string> {
  const { database } = services;
  const { actor, subjectId } = await database.inAlliance(
    ref.allianceId,
    { kind: 'system', id: 'submission' },
    async (tx) => {
      const row = await tx.db.submission.findUniqueOrThrow({ where: { id: ref.submissionId } });
      return { actor: { kind: 'account', id: row.accountId } satisfies Actor, subjectId: row.subjectId! };
    },
  );
  try {
    await database.inAlliance(ref.allianceId, actor, async (tx) => {
      const submission = await lockPending(tx, services, ref.submissionId);
      if (submission)
        await store(tx, submission.id, await step(tx, submission as OpenSubmission<never>, services));
    });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    await database.inAlliance(ref.allianceId, actor, async (tx) => {
      const submission = await lockPending(tx, services, ref.submissionId);
      if (submission) await store(tx, submission.id, refusalAnswer(error));
    });
  }
  return subjectId;
}

async function lockPending(
  tx: Tx,
  services: ActivityServices,
  submissionId: string,
): Promise<OpenSubmission | undefined> {
  await tx.db.$queryRaw`SELECT id FROM submission WHERE id = ${submissionId}::uuid FOR UPDATE`;
  const row = await tx.db.submission.findUniqueOrThrow({ where: { id: submissionId } });
  if (row.state === 'done') return undefined;
  const payload = await services.vault.open<{ params: unknown; body: unknown }>(
    tx,
    { kind: 'alliance', id: tx.allianceId },
    'submission',
    row.payloadSealed!,
  );
  return { id: row.id, accountId: row.accountId, subjectId: row.subjectId!, ...payload };
}

function store(tx: Tx, id: string, answer: { status: number; body: Prisma.InputJsonValue }) {
  return tx.db.submission.update({
    where: { id },
    data: { state: 'done', status: answer.status, result: answer.body, payloadSealed: null, doneAt: tx.now },
  });
}

function refusalAnswer(refusal: Refusal): { status: number; body: Prisma.InputJsonValue } {
  const stored = { refusal: { code: refusal.code, ...refusal.refusal } };
  return { status: refusal.status, body: stored as unknown as Prisma.InputJsonValue };
}
