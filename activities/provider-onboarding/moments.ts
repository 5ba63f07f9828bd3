import { fromDateColumn } from '../../domain/plain-date.ts';
import { isOver, onboardingSteps, onboardingTimes } from '../../domain/provider-onboarding.ts';
import type { Tx } from '../../prisma/database.ts';
import type { OnboardingStep as StepRow, ProviderApplication } from '../../prisma/generated/client.ts';
import { recordAudit } from '../audit.ts';
import type { Deadline, FireDeadline } from '../deadlines.ts';
import { openTask } from '../tasks.ts';
import { applicationSubject, lockApplication } from './application.ts';
import { endApplication, writeLetter } from './ending.ts';
import { mailClosing, mailSteps } from './mails.ts';
import { isUnopened, waitsForCandidate } from './standing.ts';
import { setStallDeadlines } from './steps.ts';
import { closeUnopened } from './unopened.ts';

/** Calls a step to mind some days before its own. */
export const remindStep: FireDeadline = async (tx, deadline, services) => {
  const late = await openStepOf(tx, deadline);
  if (!late) return;
  const { application, row } = late;
  await mailSteps(tx, services, application, { template: 'stepReminder', ...(await dueWith(tx, row)) });
  await tx.db.onboardingStep.update({ where: { id: row.id }, data: { remindedAt: tx.now } });
};

/** The day has passed: the candidate is told, and a caseworker gets in touch; once, however many steps are late. */
export const escalateStep: FireDeadline = async (tx, deadline, services) => {
  const late = await openStepOf(tx, deadline);
  if (!late) return;
  const { application, row } = late;
  await mailSteps(tx, services, application, { template: 'stepOverdue', ...(await dueWith(tx, row)) });
  await tx.db.onboardingStep.update({ where: { id: row.id }, data: { escalatedAt: tx.now } });
  await recordAudit(tx, services.vault, {
    action: 'providerApplication.stepOverdue',
    ...applicationSubject(application),
    reason: row.step,
  });
  await chase(tx, application);
};

/** Nobody goes on with it: it closes on a day that is told before. */
export const warnClosing: FireDeadline = async (tx, deadline, services) => {
  const application = await lockApplication(tx, deadline.subjectId);
  if (isOver(application.state) || !(await waitsForCandidate(tx, application.id))) return;
  await mailClosing(tx, services, application, deadline.id);
};

/** The end of an application that nobody goes on with. One that waits for the office is not closed for that. */
export const closeStalled: FireDeadline = async (tx, deadline, services) => {
  const application = await lockApplication(tx, deadline.subjectId);
  if (isOver(application.state)) return;
  if (await isUnopened(tx, application.id)) return closeUnopened(tx, services, application, 'neverOpened');
  if (!(await waitsForCandidate(tx, application.id))) return setStallDeadlines(tx, application);
  const letterDocumentId = await writeLetter(tx, services, application, { kind: 'closed' });
  await endApplication(tx, application, 'closed', { letterDocumentId });
  await recordAudit(tx, services.vault, {
    action: 'providerApplication.closed',
    ...applicationSubject(application),
  });
};

async function chase(tx: Tx, application: ProviderApplication): Promise<void> {
  const subject = applicationSubject(application);
  const kind = 'chaseCandidate' as const;
  const asked = await tx.db.task.count({ where: { ...subject, kind, state: { in: ['open', 'claimed'] } } });
  if (asked > 0) return;
  await openTask(tx, {
    ...subject,
    kind,
    candidateRole: 'caseworker',
    assigneeId: application.caseworkerId,
    dueInWorkingDays: onboardingTimes.chaseWorkingDays,
    reminderWorkingDays: 1,
  });
}

/** Everything outside the office's hands that is due on the same day: it is spoken of in one mail. */
async function dueWith(tx: Tx, { applicationId, dueOn }: StepRow) {
  const rows = await tx.db.onboardingStep.findMany({
    where: {
      applicationId,
      dueOn,
      state: { not: 'done' },
      owner: { in: ['candidate', 'representative'] },
    },
  });
  const due = rows.map(({ step }) => step);
  return {
    steps: onboardingSteps.filter((step) => due.includes(step)),
    dueOn: fromDateColumn(dueOn!),
  };
}

async function openStepOf(
  tx: Tx,
  deadline: Deadline,
): Promise<{ readonly application: ProviderApplication; readonly row: StepRow } | undefined> {
  const application = await lockApplication(tx, deadline.subjectId);
  const row = await tx.db.onboardingStep.findUnique({ where: { id: deadline.targetId! } });
  if (isOver(application.state) || !row || row.state === 'done' || row.dueOn === null) return undefined;
  return { application, row };
}
