import type { Tx } from '../../prisma/database.ts';
import { recordAudit } from '../audit.ts';
import type { ActivityServices } from '../services.ts';
import type { Done, OpenSubmission } from '../submission.ts';
import { applicationAnswer, applicationSubject, lockForOperation } from './application.ts';
import { endApplication } from './ending.ts';

/** The candidate no longer wants to be a provider. The office has no such way: it refuses, with reasons and a letter. */
export async function withdrawApplication(
  tx: Tx,
  submission: OpenSubmission,
  services: ActivityServices,
): Promise<Done> {
  const application = await lockForOperation(tx, submission.subjectId, 'withdrawApplication');
  await endApplication(tx, application, 'withdrawn');
  await recordAudit(tx, services.vault, {
    action: 'providerApplication.withdrawn',
    ...applicationSubject(application),
  });
  return applicationAnswer(tx, application.id);
}
