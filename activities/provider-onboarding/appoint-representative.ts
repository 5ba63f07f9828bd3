import { Refusal } from '../../domain/refusal.ts';
import type { Tx } from '../../prisma/database.ts';
import { recordAudit } from '../audit.ts';
import { invite } from '../invitations.ts';
import { recordRepresentative } from '../representatives.ts';
import type { ActivityServices } from '../services.ts';
import type { Done, OpenSubmission } from '../submission.ts';
import { completeTasks } from '../tasks.ts';
import {
  applicationAnswer,
  applicationKey,
  applicationSubject,
  lockForOperation,
  type CandidateContact,
} from './application.ts';
import { settleOnboarding } from './settle.ts';
import { stepsOf } from './standing.ts';
import { finish, noteProgress } from './steps.ts';

/**
 * An administrator records who signs for the candidate, as it said and the register has it: an account of their own,
 * invited at their own mailbox. The charter is asked of them at once.
 */
export async function appointRepresentative(
  tx: Tx,
  submission: OpenSubmission,
  services: ActivityServices,
): Promise<Done> {
  const { vault } = services;
  const application = await lockForOperation(tx, submission.subjectId, 'appointRepresentative');
  if ((await stepsOf(tx, application.id)).get('representative')!.state === 'done') throw isRecorded;
  const { representative } = await vault.open<CandidateContact>(
    tx,
    applicationKey(application),
    'contact',
    application.contactSealed!,
  );
  const organisationId = application.organisationId!;
  const account = await tx.db.account.create({
    data: {
      allianceId: tx.allianceId,
      label: representative.name,
      email: representative.email,
      roles: ['representative'],
      organisationId,
      locale: 'it',
      createdAt: tx.now,
    },
  });
  const { name, taxCode } = representative;
  await recordRepresentative(tx, vault, { organisationId, accountId: account.id, name, taxCode });
  await invite(tx, vault, account.id);
  await finish(tx, application, 'representative', submission.accountId);
  await completeTasks(tx, applicationSubject(application), ['appointRepresentative'], submission.accountId);
  await noteProgress(tx, application);
  await recordAudit(tx, vault, {
    action: 'providerApplication.representativeAppointed',
    ...applicationSubject(application),
  });
  await settleOnboarding(tx, services, application.id);
  return applicationAnswer(tx, application.id);
}

const isRecorded = new Refusal('stepNotPossible', {
  detail: {
    it: 'Chi rappresenta l’ente è già registrato: per cambiarlo c’è la voce dell’ente.',
    en: 'Who represents the organisation is on record already: to change it use the organisation’s own entry.',
  },
  possible: ['recordRepresentative'],
});
