import { providerDocumentWords } from '../../domain/provider-service.ts';
import { countingPaper, isGood } from '../../domain/provider-paper.ts';
import { howToRenew, standingTimes } from '../../domain/provider-standing.ts';
import type { FireDeadline } from '../deadlines.ts';
import { openTask } from '../tasks.ts';
import { admissionSubject, lockAdmission } from './admission.ts';
import { tellHoldersOf } from './holders.ts';
import { mailProvider } from './mail-provider.ts';
import { settleStanding } from './settle.ts';
import { readStanding } from './standing.ts';

/** A paper will lapse soon: the provider is written to, and finds on its list what to do. */
export const alertDocument: FireDeadline = async (tx, deadline, services) => {
  const admission = await lockAdmission(tx, deadline.subjectId);
  const { papers, today } = await readStanding(tx, admission);
  const paper = papers.find(({ id }) => id === deadline.targetId);
  if (!paper || !isGood(paper, today) || countingPaper(papers, paper.category) !== paper) return;
  await mailProvider(tx, services, admission, {
    template: 'documentExpiring',
    params: {
      document: providerDocumentWords[paper.category],
      validUntil: paper.validUntil!,
      howToRenew: howToRenew[paper.category],
    },
    occasion: deadline.id,
  });
  const task = { ...admissionSubject(admission), kind: 'renewDocument' } as const;
  if ((await tx.db.task.count({ where: { ...task, state: { in: ['open', 'claimed'] } } })) > 0) return;
  await openTask(tx, {
    ...task,
    candidateRole: 'provider',
    organisationId: admission.organisationId,
    dueInWorkingDays: standingTimes.renewalWorkingDays,
    reminderWorkingDays: standingTimes.renewalReminderWorkingDays,
  });
};

/** A day has passed on which something ended: whether orders stop is read off what is there now. */
export const followPapers: FireDeadline = async (tx, deadline, services) => {
  await settleStanding(tx, services, await lockAdmission(tx, deadline.subjectId));
};

/** Still suspended after all these days: whoever waits for units hears of it. */
export const tellHolders: FireDeadline = async (tx, deadline, services) => {
  const admission = await lockAdmission(tx, deadline.subjectId);
  const { state } = await readStanding(tx, admission);
  if (state === 'suspended') await tellHoldersOf(tx, services, admission, deadline.id);
};
