import type { z } from 'zod';
import { toDateColumn } from '../../domain/plain-date.ts';
import { countingPaper } from '../../domain/provider-paper.ts';
import { regulariseBy, regularisingUntil } from '../../domain/provider-standing.ts';
import type { recordRegularisationInput } from '../../domain/provider-standing-steps.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { Tx } from '../../prisma/database.ts';
import { recordAudit } from '../audit.ts';
import type { ActivityServices } from '../services.ts';
import type { Done, OpenSubmission } from '../submission.ts';
import { lockAdmissionForStep, standingAnswer } from './admission.ts';
import { mailProvider } from './mail-provider.ts';
import { settleStanding } from './settle.ts';
import { readStanding } from './standing.ts';
import { wrongField } from './wrong-field.ts';

/**
 * An invitation to pay what is missing. With a certificate in force orders go on for its term; it never gives them back
 * to whoever is suspended already, but its last day is shown.
 */
export async function recordRegularisation(
  tx: Tx,
  submission: OpenSubmission<z.output<typeof recordRegularisationInput>>,
  services: ActivityServices,
): Promise<Done> {
  const { receivedOn } = submission.body;
  const admission = await lockAdmissionForStep(tx, submission.subjectId);
  const { today, papers, grounds, openRegularisation } = await readStanding(tx, admission);
  if (receivedOn > today)
    throw wrongField('/body/receivedOn', { it: 'al più tardi oggi', en: 'today at the latest' });
  if (openRegularisation) throw openAlready;
  const by = regulariseBy(receivedOn);
  const row = await tx.db.regularisation.create({
    data: {
      allianceId: tx.allianceId,
      admissionId: admission.id,
      receivedOn: toDateColumn(receivedOn),
      regulariseBy: toDateColumn(by),
      recordedBy: submission.accountId,
      createdAt: tx.now,
    },
  });
  const until = regularisingUntil({ receivedOn, regulariseBy: by }, countingPaper(papers, 'durc'));
  await mailProvider(tx, services, admission, {
    template: 'regularisationRecorded',
    params: { dueOn: by, ordersUntil: grounds.length === 0 && until && until >= today ? until : null },
    occasion: row.id,
  });
  await settleStanding(tx, services, admission);
  await recordAudit(tx, services.vault, {
    action: 'provider.regularisationRecorded',
    subjectKind: 'organisation',
    subjectId: admission.organisationId,
  });
  return standingAnswer(tx, admission);
}

const openAlready = new Refusal('stepNotPossible', {
  detail: {
    it: 'Un invito a regolarizzare è già registrato: lo chiude il nuovo DURC.',
    en: 'An invitation to regularise is recorded already: the new DURC settles it.',
  },
  possible: ['renewDocument'],
});
