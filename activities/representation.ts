import { isOver } from '../domain/assessment-steps.ts';
import { possibleDisbursementSteps } from '../domain/disbursement-steps.ts';
import { addDays, fromDateColumn, laterOf, type PlainDate } from '../domain/plain-date.ts';
import { startOfDay } from '../domain/time.ts';
import type { Tx } from '../prisma/database.ts';
import type { Assessment } from '../prisma/generated/client.ts';
import { processWorkflowId } from '../workflows/contract.ts';
import { inForce } from './acting-for.ts';
import { cancelDeadlines, setDeadline, type DeadlineSubject, type FireDeadline } from './deadlines.ts';
import { openTask } from './tasks.ts';
import { wakeUp } from './wakeup.ts';

const CONTACT_WORKING_DAYS = 2;

type Filed = Pick<Assessment, 'applicantId' | 'beneficiaryId'>;

/** Sets the moment at which whoever filed a case for somebody else may no longer act for them, if it has one. */
export async function watchRepresentation(tx: Tx, subject: DeadlineSubject, filed: Filed): Promise<void> {
  if (filed.applicantId === filed.beneficiaryId) return;
  const until = await lastDayInForce(tx, filed);
  if (until === null) return;
  const dueAt = until === undefined ? tx.now : startOfDay(addDays(until, 1));
  await setDeadline(tx, { ...subject, kind: 'representationEnds', dueAt });
}

/**
 * The document by which somebody filed the case has lapsed: they are shut out of it, letters go to the person, and a
 * caseworker is asked to find out how the person wants to go on. Renewed meanwhile, its new end is waited for.
 */
export const representationEnds: FireDeadline = async (tx, deadline) => {
  const { subjectKind, subjectId } = deadline;
  const filed = await filedOf(tx, deadline);
  const beneficiary = await tx.db.person.findUniqueOrThrow({ where: { id: filed.beneficiaryId } });
  if (beneficiary.deceasedOn) return;
  if ((await lastDayInForce(tx, filed)) !== undefined) {
    await watchRepresentation(tx, { subjectKind, subjectId }, filed);
    return;
  }
  await openTask(tx, {
    subjectKind,
    subjectId,
    kind: 'representationEnded',
    candidateRole: 'caseworker',
    assigneeId: filed.caseworkerId,
    dueInWorkingDays: CONTACT_WORKING_DAYS,
  });
};

/** A relation was revoked or renewed: the cases that its representative filed for the person look at it again. */
export async function representationChanged(
  tx: Tx,
  { personId, representativeId }: { readonly personId: string; readonly representativeId: string },
): Promise<void> {
  const filed = await tx.db.assessment.findMany({
    where: { applicantId: representativeId, beneficiaryId: personId },
  });
  for (const assessment of filed) {
    const award = await tx.db.award.findUnique({ where: { assessmentId: assessment.id } });
    if (!isOver(assessment.state)) await watchAnew(tx, 'assessment', assessment.id, assessment);
    if (award && possibleDisbursementSteps(award.state).length > 0)
      await watchAnew(tx, 'award', award.id, assessment);
  }
}

async function watchAnew(tx: Tx, subjectKind: 'assessment' | 'award', subjectId: string, filed: Filed) {
  await cancelDeadlines(tx, { subjectKind, subjectId, kinds: ['representationEnds'] });
  await watchRepresentation(tx, { subjectKind, subjectId }, filed);
  const process = subjectKind === 'assessment' ? 'fragilityAssessment' : 'fundDisbursement';
  await wakeUp(tx, processWorkflowId(process, subjectId));
}

async function filedOf(tx: Tx, { subjectKind, subjectId }: DeadlineSubject): Promise<Assessment> {
  if (subjectKind === 'assessment') return tx.db.assessment.findUniqueOrThrow({ where: { id: subjectId } });
  const { assessmentId } = await tx.db.award.findUniqueOrThrow({ where: { id: subjectId } });
  return tx.db.assessment.findUniqueOrThrow({ where: { id: assessmentId } });
}

/** The last day on which the applicant may act for the beneficiary; null without an end, undefined when over. */
async function lastDayInForce(tx: Tx, filed: Filed): Promise<PlainDate | null | undefined> {
  const relations = await tx.db.relation.findMany({
    where: { personId: filed.beneficiaryId, representativeId: filed.applicantId, ...inForce(tx) },
  });
  if (relations.some(({ expiresOn }) => expiresOn === null)) return null;
  const ends = relations.map(({ expiresOn }) => fromDateColumn(expiresOn!));
  return ends.length === 0 ? undefined : ends.reduce(laterOf);
}
