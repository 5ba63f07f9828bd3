import type { z } from 'zod';
import type { answerDisputeInput } from '../../domain/voucher-dispute-input.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { Tx } from '../../prisma/database.ts';
import type { VoucherDispute } from '../../prisma/generated/client.ts';
import { mayStepForOrThrow } from '../acting-for.ts';
import { recordAudit } from '../audit.ts';
import { cancelDeadlines } from '../deadlines.ts';
import type { ActivityServices } from '../services.ts';
import { cancelTasks, completeTasks } from '../tasks.ts';
import { wakeProcessOf } from '../wakeup.ts';
import { disputeKey, disputeSubject, lockDisputeForStep, sealedAs } from './dispute.ts';
import { mailToProvider, mailWithdrawnAtDesk } from './mails.ts';
import { askToDecide } from './moments.ts';

type Services = Pick<ActivityServices, 'vault'>;

/** The provider says what it has to say, once; from now on it is the office's turn. */
export async function answerDispute(
  tx: Tx,
  { vault }: Services,
  id: string,
  { agrees, text }: z.output<typeof answerDisputeInput>,
): Promise<VoucherDispute> {
  const dispute = await lockDisputeForStep(tx, id, 'answerVoucherDispute');
  const answered = await tx.db.voucherDispute.update({
    where: { id },
    data: {
      state: 'answered',
      agrees,
      answerSealed: await vault.seal(tx, disputeKey(dispute), sealedAs(dispute, 'answer'), text),
      answeredBy: tx.actor.id,
      answeredAt: tx.now,
    },
  });
  const subject = disputeSubject(dispute);
  await completeTasks(tx, subject, ['answerVoucherDispute'], tx.actor.id);
  await cancelDeadlines(tx, { ...subject, kinds: ['disputeUnanswered'] });
  await askToDecide(tx, answered);
  await recordAudit(tx, vault, { action: 'voucherDispute.answered', ...subject });
  await wakeProcessOf(tx, subject);
  return answered;
}

/**
 * The holder no longer disputes it: what was frozen is paid with the next batch. Where the desk withdraws it for them it
 * is nobody of the provider, and the holder is told: no dispute ends without whoever opened it.
 */
export async function withdrawDispute(tx: Tx, { vault }: Services, id: string): Promise<VoucherDispute> {
  const { holderId, providerId } = await lockDisputeForStep(tx, id, 'withdrawVoucherDispute');
  const by = await mayStepForOrThrow(tx, tx.actor.id, holderId);
  if (by === 'caseworker') await notOfProviderOrThrow(tx, providerId);
  const withdrawn = await tx.db.voucherDispute.update({
    where: { id },
    data: { state: 'withdrawn', withdrawnAt: tx.now },
  });
  const subject = disputeSubject(withdrawn);
  await cancelTasks(tx, subject, ['answerVoucherDispute', 'decideVoucherDispute']);
  await cancelDeadlines(tx, { ...subject, kinds: ['disputeUnanswered'] });
  await mailToProvider(tx, vault, withdrawn, 'disputeWithdrawn');
  if (by === 'caseworker') await mailWithdrawnAtDesk(tx, vault, withdrawn);
  await recordAudit(tx, vault, { action: 'voucherDispute.withdrawn', ...subject });
  await wakeProcessOf(tx, subject);
  return withdrawn;
}

async function notOfProviderOrThrow(tx: Tx, providerId: string): Promise<void> {
  const { organisationId } = await tx.db.account.findUniqueOrThrow({ where: { id: tx.actor.id } });
  if (organisationId === providerId) throw ofProvider;
}

const ofProvider = new Refusal('samePerson', {
  detail: {
    it: 'Chi lavora per il fornitore non ritira una contestazione contro di esso: la ritira chi l’ha aperta, o un’altra persona dello sportello.',
    en: 'Whoever works for the provider does not withdraw a dispute against it: whoever opened it does, or another person of the desk.',
  },
});
