import { createHash } from 'node:crypto';
import type { z } from 'zod';
import type { decideDisputeInput } from '../../domain/voucher-dispute-input.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { Tx } from '../../prisma/database.ts';
import type { VoucherDispute } from '../../prisma/generated/client.ts';
import { recordAudit } from '../audit.ts';
import { cancelDeadlines } from '../deadlines.ts';
import { storeDocument } from '../documents.ts';
import type { ActivityServices } from '../services.ts';
import { cancelTasks, completeTasks } from '../tasks.ts';
import { notBeingPaidOrThrow } from '../settlement/being-paid.ts';
import { giveBack } from '../till/give-back.ts';
import { wakeProcessOf } from '../wakeup.ts';
import { disputeKey, disputeSubject, excludedFrom, lockDisputeForStep, sealedAs } from './dispute.ts';
import { renderDecision } from './letter.ts';
import { mailDecided } from './mails.ts';
import { passOn } from './pass-on.ts';

type Decision = z.output<typeof decideDisputeInput>;

/**
 * Somebody of the office who has no part in it decides, with reasons and in a letter. For the holder the money goes the
 * way of a refund, before the bank has paid the provider or after: onto the voucher, and never into a hand. For the
 * provider nothing moves, and what was frozen is paid with the next batch.
 */
export async function decideDispute(
  tx: Tx,
  services: Pick<ActivityServices, 'vault' | 'publicUrl'>,
  id: string,
  decision: Decision,
): Promise<VoucherDispute> {
  const { vault } = services;
  const dispute = await lockDisputeForStep(tx, id, 'decideVoucherDispute');
  if ((await excludedFrom(tx, dispute)).includes(tx.actor.id)) throw byAParty;
  const grantedCents = grantedOrThrow(dispute, decision);
  const bytes = await renderDecision(tx, services, dispute, { ...decision, grantedCents });
  const subject = disputeSubject(dispute);
  const letterDocumentId = await storeDocument(tx, vault, {
    ...subject,
    kind: 'disputeDecision',
    name: `decisione-${dispute.code}.pdf`,
    content: { bytes, mediaType: 'application/pdf' },
  });
  const decided = await tx.db.voucherDispute.update({
    where: { id },
    data: {
      state: decision.outcome,
      grantedCents,
      reasonsSealed: await vault.seal(
        tx,
        disputeKey(dispute),
        sealedAs(dispute, 'reasons'),
        decision.reasons,
      ),
      letterDocumentId,
      decidedBy: tx.actor.id,
      decidedAt: tx.now,
    },
  });
  if (grantedCents > 0) await returnToVoucher(tx, services, decided, grantedCents);
  await completeTasks(tx, subject, ['decideVoucherDispute'], tx.actor.id);
  await cancelTasks(tx, subject, ['answerVoucherDispute']);
  await cancelDeadlines(tx, { ...subject, kinds: ['disputeUnanswered'] });
  await mailDecided(tx, vault, decided);
  const documentHash = createHash('sha256').update(bytes).digest('hex');
  const detail = { subject: disputeKey(dispute), value: { documentHash } };
  await recordAudit(tx, vault, { action: 'voucherDispute.decided', ...subject, detail });
  await wakeProcessOf(tx, subject);
  return decided;
}

function grantedOrThrow({ amountCents }: VoucherDispute, decision: Decision): number {
  if (decision.outcome === 'forProvider') {
    if (decision.amountCents !== undefined) throw nothingForProvider;
    return 0;
  }
  const grantedCents = decision.amountCents ?? amountCents;
  if (grantedCents > amountCents) throw moreThanDisputed;
  return grantedCents;
}

async function returnToVoucher(
  tx: Tx,
  { vault }: Pick<ActivityServices, 'vault'>,
  { id: disputeId, redemptionId }: VoucherDispute,
  grantedCents: number,
): Promise<void> {
  await notBeingPaidOrThrow(tx, redemptionId);
  const taken = await tx.db.redemption.findUniqueOrThrow({ where: { id: redemptionId } });
  const { refund, voucher } = await giveBack(tx, taken, grantedCents, { disputeId });
  await recordAudit(tx, vault, {
    action: 'redemption.refunded',
    subjectKind: 'redemption',
    subjectId: redemptionId,
  });
  if (voucher.state === 'expired' || voucher.state === 'voided') await passOn(tx, voucher, refund);
}

const byAParty = new Refusal('samePerson', {
  detail: {
    it: 'Decide un’altra persona dell’ufficio: non chi ha aperto la contestazione o aggiunto una prova, né chi ha il buono, agisce per lui o lavora per il fornitore.',
    en: 'Another person of the office decides: not who opened the dispute or added evidence, nor who holds the voucher, acts for them or works for the provider.',
  },
});

const wrongAmount = (it: string, en: string) =>
  new Refusal('invalidRequest', {
    detail: {
      it: 'Corregga il campo indicato e invii di nuovo.',
      en: 'Correct the field shown and send again.',
    },
    errors: [{ pointer: '/body/amountCents', message: { it, en } }],
  });
const moreThanDisputed = wrongAmount('al massimo quanto è contestato', 'at most what is disputed');
const nothingForProvider = wrongAmount(
  'senza importo: al buono non torna niente',
  'no amount: nothing comes back to the voucher',
);
