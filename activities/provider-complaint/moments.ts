import { complaintTimes } from '../../domain/provider-complaint.ts';
import { recordAudit } from '../audit.ts';
import type { FireDeadline } from '../deadlines.ts';
import { openTask } from '../tasks.ts';
import { complaintSubject, lockComplaint } from './complaint.ts';
import { mailComplaint } from './mails.ts';

/** The last day has passed without an answer: an administrator sees to it, and the provider is told so. */
export const complaintOverdue: FireDeadline = async (tx, deadline, services) => {
  const complaint = await lockComplaint(tx, deadline.subjectId);
  if (complaint.state !== 'open') return;
  await openTask(tx, {
    ...complaintSubject(complaint),
    kind: 'complaintOverdue',
    candidateRole: 'administrator',
    dueInWorkingDays: complaintTimes.overdueWorkingDays,
    priority: 100,
  });
  await mailComplaint(tx, services, complaint, 'complaintLate');
  await recordAudit(tx, services.vault, {
    action: 'complaint.overdue',
    subjectKind: 'providerComplaint',
    subjectId: complaint.id,
  });
};
