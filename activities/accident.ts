import type { TaskKind } from '../domain/task-kinds.ts';
import type { Tx } from '../prisma/database.ts';
import { AlteredVersionError, InvalidFactsError, MissingParameterError } from '../rules/rule-error.ts';
import { BrokenSealError, ErasedError } from '../vault/errors.ts';
import { recordAudit } from './audit.ts';
import type { DeadlineSubject } from './deadlines.ts';
import type { ActivityServices } from './services.ts';
import { openTask } from './tasks.ts';

/**
 * What trying again never mends: the same rows give the same error. Everything else (a database that is away, a
 * master key that is not loaded yet, a mistake of ours that the next release corrects) is tried again for as long as
 * it takes.
 */
const permanentKinds = [
  AlteredVersionError,
  BrokenSealError,
  ErasedError,
  InvalidFactsError,
  MissingParameterError,
] as const;

export function isPermanent(error: unknown): error is Error {
  return permanentKinds.some((kind) => error instanceof kind);
}

/** What a log may know of an error: its kind and where it arose. Messages quote rows, and rows are people. */
export function tracesOf(error: unknown): { readonly kind: string; readonly places: readonly string[] } {
  if (!(error instanceof Error)) return { kind: typeof error, places: [] };
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return { kind: error.name, places: frames.slice(0, 6) };
}

const LOOK_WORKING_DAYS = 2;
interface Failed {
  readonly what: 'step' | 'deadline' | 'look' | 'hold';
  /** Which of them, for the log. */
  readonly of?: string;
  readonly error: Error;
}

const lookIntoFailure: TaskKind = 'lookIntoFailure';

/**
 * Something about a case failed for good. The office is asked to look, once however often it fails until somebody
 * did; the audit trail says what failed and of which kind it was, the log where.
 */
export async function askToLookInto(
  tx: Tx,
  services: ActivityServices,
  subject: DeadlineSubject,
  { what, of, error }: Failed,
): Promise<void> {
  const { kind, places } = tracesOf(error);
  services.log?.error({ ...subject, what, of, kind, places }, 'failed for good, a person has to look');
  await recordAudit(tx, services.vault, { action: `${what}.failed`, ...subject, reason: kind });
  const task = { ...subject, kind: lookIntoFailure };
  const asked = await tx.db.task.count({ where: { ...task, state: { in: ['open', 'claimed'] } } });
  if (asked > 0 || !(await exists(tx, subject))) return;
  const candidateRole = subject.subjectKind === 'award' ? 'fundOfficer' : 'caseworker';
  await openTask(tx, { ...task, candidateRole, dueInWorkingDays: LOOK_WORKING_DAYS });
}

/** An application that failed before it was entered is nobody's case. */
async function exists(tx: Tx, { subjectKind, subjectId: id }: DeadlineSubject): Promise<boolean> {
  const where = { where: { id } };
  switch (subjectKind) {
    case 'assessment':
      return (await tx.db.assessment.count(where)) > 0;
    case 'award':
      return (await tx.db.award.count(where)) > 0;
    case 'charterSigning':
      return (await tx.db.charterSigning.count(where)) > 0;
    case 'providerApplication':
      return (await tx.db.providerApplication.count(where)) > 0;
    case 'admission':
      return (await tx.db.admission.count(where)) > 0;
    case 'serviceProposal':
      return (await tx.db.serviceProposal.count(where)) > 0;
    case 'providerComplaint':
      return (await tx.db.providerComplaint.count(where)) > 0;
    case 'voucherDispute':
      return (await tx.db.voucherDispute.count(where)) > 0;
  }
}
