import { randomUUIDv7 } from 'node:crypto';
import type { z } from 'zod';
import type { openDisputeInput } from '../../domain/voucher-dispute-input.ts';
import { REMINDER_WORKING_DAYS } from '../../domain/voucher-dispute.ts';
import { fromDateColumn, toDateColumn } from '../../domain/plain-date.ts';
import { Refusal } from '../../domain/refusal.ts';
import { endOfDay, toPlainDate } from '../../domain/time.ts';
import { reasonOf } from '../../domain/voucher-reasons.ts';
import { addWorkingDays } from '../../domain/working-days.ts';
import type { Tx } from '../../prisma/database.ts';
import type { Redemption, Voucher, VoucherDispute } from '../../prisma/generated/client.ts';
import { lockRow } from '../../prisma/lock-row.ts';
import { recordAudit } from '../audit.ts';
import { setDeadline } from '../deadlines.ts';
import { nextDisputeCode } from '../numbering.ts';
import type { ActivityServices } from '../services.ts';
import { openTask } from '../tasks.ts';
import { wakeProcessOf } from '../wakeup.ts';
import { disputeKey, disputeSubject, sealedAs } from './dispute.ts';
import { mailOpened } from './mails.ts';
import { disputeTerms, type DisputeTerms } from './terms.ts';

type Said = z.output<typeof openDisputeInput>;

/**
 * Whoever held a voucher disputes what was taken with it. The redemption is locked as by a batch that is drawn up: one
 * of the two is first, and from then on nothing of it is planned, paid or given back until somebody decides, but for the
 * rest of what was paid in part.
 */
export async function openDispute(
  tx: Tx,
  { vault }: Pick<ActivityServices, 'vault'>,
  voucher: Voucher,
  said: Said,
): Promise<VoucherDispute> {
  const redemption = await lockRow(tx, 'redemption', said.redemptionId, 'NO KEY UPDATE');
  if (redemption?.voucherId !== voucher.id) throw ofAnother;
  const amountCents = amountOrThrow(voucher, redemption, said.amountCents);
  const terms = await disputeTerms(tx);
  if (!(await terms.isInTime(redemption.capturedAt))) throw tooLate;
  await notDisputedBeforeOrThrow(tx, redemption.id);
  const dispute = await write(tx, vault, { voucher, redemption, terms }, { ...said, amountCents });
  await askProvider(tx, dispute, terms);
  await mailOpened(tx, vault, dispute, redemption);
  await recordAudit(tx, vault, { action: 'voucherDispute.opened', ...disputeSubject(dispute) });
  await wakeProcessOf(tx, disputeSubject(dispute));
  return dispute;
}

/** At most what was not given back yet; of one service all of it. */
function amountOrThrow(
  { vatKind }: Voucher,
  { amountCents, refundedCents }: Redemption,
  wantedCents: number | undefined,
): number {
  const leftCents = amountCents - refundedCents;
  const disputedCents = wantedCents ?? leftCents;
  if (leftCents === 0 || disputedCents > leftCents) throw notAsMuch;
  if (vatKind === 'singlePurpose' && disputedCents !== leftCents) throw wholeOnly;
  return disputedCents;
}

async function notDisputedBeforeOrThrow(tx: Tx, redemptionId: string): Promise<void> {
  const before = await tx.db.voucherDispute.findFirst({
    where: { redemptionId, state: { not: 'withdrawn' } },
  });
  if (before) throw disputedBefore(before.id);
}

async function write(
  tx: Tx,
  vault: ActivityServices['vault'],
  about: { readonly voucher: Voucher; readonly redemption: Redemption; readonly terms: DisputeTerms },
  { reason, text, amountCents }: Said & { readonly amountCents: number },
): Promise<VoucherDispute> {
  const { voucher, redemption, terms } = about;
  const id = randomUUIDv7();
  const { holderId } = voucher;
  return tx.db.voucherDispute.create({
    data: {
      id,
      allianceId: tx.allianceId,
      code: await nextDisputeCode(tx),
      redemptionId: redemption.id,
      voucherId: voucher.id,
      providerId: redemption.providerId,
      holderId,
      reason,
      amountCents,
      textSealed: await vault.seal(tx, disputeKey({ holderId }), sealedAs({ id }, 'text'), text),
      openedBy: tx.actor.id,
      openedAt: tx.now,
      answerDueOn: toDateColumn(addWorkingDays(toPlainDate(tx.now), terms.answerWorkingDays)),
      decisionWorkingDays: terms.decisionWorkingDays,
    },
  });
}

async function askProvider(
  tx: Tx,
  dispute: VoucherDispute,
  { answerWorkingDays }: DisputeTerms,
): Promise<void> {
  const subject = disputeSubject(dispute);
  await openTask(tx, {
    ...subject,
    kind: 'answerVoucherDispute',
    candidateRole: 'provider',
    organisationId: dispute.providerId,
    dueInWorkingDays: answerWorkingDays,
    ...(answerWorkingDays > REMINDER_WORKING_DAYS ? { reminderWorkingDays: REMINDER_WORKING_DAYS } : {}),
  });
  const dueAt = endOfDay(fromDateColumn(dispute.answerDueOn));
  await setDeadline(tx, { ...subject, kind: 'disputeUnanswered', dueAt });
}

const ofAnother = new Refusal('invalidRequest', {
  detail: {
    it: 'Corregga il campo indicato e invii di nuovo.',
    en: 'Correct the field shown and send again.',
  },
  errors: [
    {
      pointer: '/body/redemptionId',
      message: { it: 'una riscossione di questo buono', en: 'a redemption of this voucher' },
    },
  ],
});
const notAsMuch = new Refusal('stepNotPossible', {
  detail: {
    it: 'Di questa riscossione non resta tanto da contestare: forse è già stata rimborsata.',
    en: 'There is not as much left to dispute of this redemption: it may have been refunded already.',
  },
  possible: ['listVoucherRedemptions'],
});
const wholeOnly = new Refusal('wholeAmountOnly', {
  detail: {
    it: 'Il buono vale per un servizio intero: si contesta per intero.',
    en: 'The voucher is for one whole service: it is disputed whole.',
  },
  reasons: [reasonOf('WHOLE_AMOUNT_ONLY')],
});
const tooLate = new Refusal('stepNotPossible', {
  detail: {
    it: 'Il tempo per contestare questa riscossione è passato. Resta la via della mediazione o del giudice; lo sportello aiuta.',
    en: 'The time for disputing this redemption is over. Mediation and the courts stay open; the desk helps.',
  },
  possible: [],
});

function disputedBefore(disputeId: string): Refusal {
  return new Refusal('alreadyExists', {
    detail: {
      it: 'Questa riscossione è già stata contestata: una riscossione si contesta una volta.',
      en: 'This redemption was disputed already: each is disputed once.',
    },
    possible: ['getVoucherDispute'],
    matchIds: [disputeId],
  });
}
