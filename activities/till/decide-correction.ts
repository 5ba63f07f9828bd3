import { notFound, Refusal } from '../../domain/refusal.ts';
import type { Tx } from '../../prisma/database.ts';
import type { RedemptionCorrection, Voucher } from '../../prisma/generated/client.ts';
import { lockRow } from '../../prisma/lock-row.ts';
import { recordAudit } from '../audit.ts';
import { queueMail } from '../mail.ts';
import { officeDid } from '../office-tasks.ts';
import type { ActivityServices } from '../services.ts';
import { notBeingPaidOrThrow } from '../settlement/being-paid.ts';
import { notDisputedOrThrow } from '../voucher-dispute/frozen.ts';
import { answerField, excludedFrom, subjectOf, toDecide } from './ask-correction.ts';
import { captureHold, type Receipt } from './capture.ts';
import { giveBack } from './give-back.ts';
import { holdVoucher } from './hold.ts';
import { takeBySlip } from './slip.ts';

type Services = Pick<ActivityServices, 'vault'>;

/**
 * Somebody else than who asked approves: what was taken by mistake is given back, and what was to be taken is taken, in
 * one transaction. Where the money is with the bank, or a till holds the voucher, it waits, and is approved later.
 */
export async function approveCorrection(
  tx: Tx,
  services: Services,
  id: string,
): Promise<RedemptionCorrection> {
  const asked = await lockForDecision(tx, id);
  const made = asked.kind === 'reversal' ? await reverse(tx, asked) : await takeLate(tx, asked);
  return decide(tx, services, asked, {
    state: 'approved',
    ...(made ? { madeRedemptionId: made.redemption.id } : {}),
  });
}

/** Nothing was wrong, or nothing can be done: what was taken stands, and whoever asked is told why. */
export async function refuseCorrection(
  tx: Tx,
  services: Services,
  { id, reason }: { readonly id: string; readonly reason: string },
): Promise<RedemptionCorrection> {
  const asked = await lockForDecision(tx, id);
  const voucher = await voucherOf(tx, asked);
  const answerSealed = await services.vault.seal(tx, subjectOf(voucher), answerField(id), { reason });
  return decide(tx, services, asked, { state: 'refused', answerSealed });
}

/** The correction, locked and still open, for somebody who did not ask for it and has no part in it. */
async function lockForDecision(tx: Tx, id: string): Promise<RedemptionCorrection> {
  const correction = await lockRow(tx, 'redemption_correction', id);
  if (!correction) throw notFound({ it: 'Correzione', en: 'Correction' });
  if (correction.state !== 'asked') throw decidedAlready;
  if (correction.askedBy === tx.actor.id) throw byAnother;
  if ((await excludedFrom(tx, correction)).includes(tx.actor.id)) throw byAParty;
  return correction;
}

/** All that is left of the redemption goes back; the right amount is taken as at the moment of the wrong one. */
async function reverse(tx: Tx, asked: RedemptionCorrection): Promise<Receipt | undefined> {
  const redemptionId = asked.redemptionId!;
  await notBeingPaidOrThrow(tx, redemptionId);
  await notDisputedOrThrow(tx, redemptionId);
  const wrong = await tx.db.redemption.findUniqueOrThrow({ where: { id: redemptionId } });
  const leftCents = wrong.amountCents - wrong.refundedCents;
  const { voucher } = await giveBack(tx, wrong, leftCents, { correctionId: asked.id });
  if (asked.rightCents === null) return undefined;
  const till = await tx.db.tillUser.findUniqueOrThrow({ where: { id: wrong.tillUserId } });
  // What a till held in time it may take, or a correction, after the last day: the voucher was good when that began.
  const goodAt = new Date(Math.min(wrong.capturedAt.getTime(), voucher.expiresAt.getTime()));
  const held = orThrow(await holdVoucher(tx, till, voucher, asked.rightCents, goodAt));
  return orThrow(await captureHold(tx, till, held.id, undefined));
}

async function takeLate(tx: Tx, asked: RedemptionCorrection): Promise<Receipt> {
  const slip = await tx.db.paperSlip.findUniqueOrThrow({ where: { id: asked.slipId! } });
  const till = await tx.db.tillUser.findUniqueOrThrow({ where: { id: asked.tillUserId! } });
  const voucher = await voucherOf(tx, asked);
  const said = { servedAt: asked.servedAt!, wantedCents: asked.rightCents! };
  return orThrow(await takeBySlip(tx, till, { slip, voucher }, said));
}

async function decide(
  tx: Tx,
  { vault }: Services,
  asked: RedemptionCorrection,
  outcome: { readonly state: 'approved' | 'refused' } & Partial<
    Pick<RedemptionCorrection, 'answerSealed' | 'madeRedemptionId'>
  >,
): Promise<RedemptionCorrection> {
  const { id, providerId } = asked;
  const decided = await tx.db.redemptionCorrection.update({
    where: { id },
    data: { ...outcome, decidedBy: tx.actor.id, decidedAt: tx.now },
  });
  await officeDid(tx, toDecide(id), tx.actor.id);
  await recordAudit(tx, vault, {
    action: `correction.${outcome.state}`,
    subjectKind: 'redemptionCorrection',
    subjectId: id,
  });
  const { number: voucherNumber, holderId } = await voucherOf(tx, asked);
  const isApproved = outcome.state === 'approved';
  const about = { kind: 'redemptionCorrection', id };
  await queueMail(tx, vault, {
    template: 'correctionDecided',
    recipientId: providerId,
    params: { voucherNumber, isApproved },
    dedupeKey: `correctionDecided/${id}`,
    about,
  });
  if (isApproved)
    await queueMail(tx, vault, {
      template: 'redemptionCorrected',
      recipientId: holderId,
      params: { voucherNumber, isLateSlip: asked.kind === 'lateSlip' },
      dedupeKey: `redemptionCorrected/${id}`,
      about,
    });
  return decided;
}

function voucherOf(tx: Tx, { voucherId }: RedemptionCorrection): Promise<Voucher> {
  return tx.db.voucher.findUniqueOrThrow({ where: { id: voucherId } });
}

/** A refusal that would stand at a till takes the whole decision back here. */
function orThrow<T>(done: T | Refusal): T {
  if (done instanceof Refusal) throw done;
  return done;
}

const byAnother = new Refusal('samePerson', {
  detail: {
    it: 'Chi ha chiesto la correzione non decide su di essa: serve un’altra persona.',
    en: 'Whoever asked for the correction does not decide on it: another person is needed.',
  },
});
const byAParty = new Refusal('samePerson', {
  detail: {
    it: 'Decide un’altra persona dell’ufficio: non chi ha il buono, agisce per lui o lavora per il fornitore.',
    en: 'Another person of the office decides: not who holds the voucher, acts for them or works for the provider.',
  },
});
const decidedAlready = new Refusal('stepNotPossible', {
  detail: {
    it: 'Su questa correzione è già stato deciso.',
    en: 'This correction was decided already.',
  },
  possible: ['getCorrection'],
});
