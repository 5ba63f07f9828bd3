import { Refusal } from '../domain/refusal.ts';
import type { Actor, Tx } from '../prisma/database.ts';
import type { Prisma } from '../prisma/generated/client.ts';
import { subjectKinds, type Position, type ProcessName, type SubmissionRef } from '../workflows/contract.ts';
import { askToLookInto, isPermanent } from './accident.ts';
import type { ActivityServices } from './services.ts';

/** A claimed write, opened for the activity that gives it effect. */
export interface OpenSubmission<Body = unknown> {
  readonly id: string;
  readonly accountId: string;
  readonly subjectId: string;
  /** The session or API token it came with. */
  readonly tokenId: string;
  readonly params: unknown;
  readonly body: Body;
}

/** The answer to the caller: HTTP status and a body of references and states, never personal data. */
export interface Done {
  readonly status: 200 | 201;
  readonly body: Prisma.InputJsonObject;
}

export type Step<Body = never, Answered = Done> = (
  tx: Tx,
  submission: OpenSubmission<Body>,
  services: ActivityServices,
) => Promise<Answered>;

/** A refusal thrown rolls everything back; one returned answers, and what was noted on the way (a try) stays. */
export type NotingStep = Step<never, Done | Refusal>;

/** Says, within the transaction, where a subject's process now stands. */
export type Locate = (tx: Tx, subjectId: string) => Promise<Position>;

/**
 * Gives a submission its effect and its answer in one transaction, once: the row is locked, a done one is left
 * alone. A business refusal rolls the effect back and is kept as the answer. So does an error that trying again
 * never mends, and a person is asked to look: otherwise everything else of the case would wait behind it for good.
 *
 * @returns where the subject's process stands after it
 */
export async function giveEffect(
  services: ActivityServices,
  ref: SubmissionRef,
  step: NotingStep,
  locate: Locate,
): Promise<Position> {
  const settle = (answer: (tx: Tx, submission: Pending) => Promise<Answer>): Promise<Position> =>
    services.database.inAlliance(ref.allianceId, submissionActor, async (tx) => {
      const row = await lock(tx, ref.submissionId);
      const asAccount: Tx = { ...tx, actor: { kind: 'account', id: row.accountId } };
      if (row.state === 'pending') await storeAnswer(asAccount, row.id, await answer(asAccount, row));
      return locate(tx, row.subjectId);
    });
  try {
    return await settle(async (tx, row) => {
      const done = await step(tx, (await open(tx, services, row)) as OpenSubmission<never>, services);
      return done instanceof Refusal ? refusalAnswer(done) : done;
    });
  } catch (error) {
    if (error instanceof Refusal) return settle(() => Promise.resolve(refusalAnswer(error)));
    if (!isPermanent(error)) throw error;
    return settle(async (tx, { process, subjectId }) => {
      const subjectKind = subjectKinds[process as ProcessName];
      await askToLookInto(tx, services, { subjectKind, subjectId }, { what: 'step', error });
      return refusalAnswer(stepFailed);
    });
  }
}

/** Its reference code is the submission's id, by which the log and the audit trail are searched. */
const stepFailed = new Refusal('stepFailed', {
  detail: {
    it: 'Niente è cambiato e riprovare non serve: l’ufficio è stato avvisato. Il resto della pratica va avanti; per informazioni comunichi il codice di riferimento.',
    en: 'Nothing changed and trying again is of no use: the office was told. The rest of the case goes on; to ask about it, quote the reference code.',
  },
});

const submissionActor: Actor = { kind: 'system', id: 'submission' };

interface Pending {
  readonly id: string;
  readonly accountId: string;
  readonly subjectId: string;
  readonly process: string | null;
  readonly state: 'pending' | 'done';
  readonly payloadSealed: Uint8Array | null;
}

interface Answer {
  readonly status: number;
  readonly body: Prisma.InputJsonValue;
}

async function lock(tx: Tx, submissionId: string): Promise<Pending> {
  const [row] = await tx.db.$queryRaw<Pending[]>`
    SELECT id, account_id AS "accountId", subject_id AS "subjectId", process, state::text AS state,
           payload_sealed AS "payloadSealed"
      FROM submission WHERE id = ${submissionId}::uuid FOR UPDATE`;
  if (!row) throw new Error('A message names a submission that does not exist.');
  return row;
}

async function open(tx: Tx, { vault }: ActivityServices, row: Pending): Promise<OpenSubmission> {
  const subject = { kind: 'alliance', id: tx.allianceId } as const;
  const payload = await vault.open<{ tokenId: string; params: unknown; body: unknown }>(
    tx,
    subject,
    'submission',
    row.payloadSealed!,
  );
  return { id: row.id, accountId: row.accountId, subjectId: row.subjectId, ...payload };
}

/**
 * Keeps what a request is answered, for whoever tells it again; what it carried is forgotten. By hand, for every write
 * of everybody ends here (docs/decisions/0046-raw-statements-go-to-the-driver.md).
 */
export async function storeAnswer(
  tx: Tx,
  submissionId: string,
  { status, body }: Pick<Answer, 'status' | 'body'>,
): Promise<void> {
  await tx.db.$executeRaw`
    UPDATE submission
       SET state = 'done', status = ${status}, result = ${JSON.stringify(body)}::jsonb, done_at = ${tx.now}, payload_sealed = NULL
     WHERE id = ${submissionId}::uuid`;
}

function refusalAnswer(refusal: Refusal): Answer {
  const stored = { refusal: { code: refusal.code, ...refusal.refusal } };
  return { status: refusal.status, body: stored as unknown as Prisma.InputJsonValue };
}
