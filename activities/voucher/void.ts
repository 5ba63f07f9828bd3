import { Refusal } from '../../domain/refusal.ts';
import { toPlainDate } from '../../domain/time.ts';
import { reasonOf } from '../../domain/voucher-reasons.ts';
import { writtenTransfer } from '../../ledger/balances.ts';
import { post } from '../../ledger/post.ts';
import { reversal } from '../../ledger/postings.ts';
import { transferId } from '../../ledger/transfer-id.ts';
import { voucherEnded } from '../../ledger/voucher-postings.ts';
import type { Tx } from '../../prisma/database.ts';
import type { Voucher } from '../../prisma/generated/client.ts';
import { recordAudit } from '../audit.ts';
import { endBookings, refuseWhileChargeable } from '../booking/end.ts';
import { lockAward } from '../fund/award.ts';
import { takeUnitBack } from '../fund/voucher-returned.ts';
import type { ActivityServices } from '../services.ts';
import { lapseHold, makeActive } from '../till/let-go.ts';
import { collectForFund } from '../voucher-expiry/fund-residual.ts';
import { residualsOf } from '../voucher-expiry/residual.ts';
import { isShareCollected } from '../welfare-plan/invoice.ts';
import { chargedOf, giveCharged } from './charged-credit.ts';

/** Why a voucher is voided: who was to use it is another, or died, it is not needed, or somebody else has its code. */
export const voidReasons = ['wrongBeneficiary', 'beneficiaryDied', 'notNeeded', 'codeLeaked'] as const;
export type VoidReason = (typeof voidReasons)[number];

/**
 * Takes a voucher back before anybody spent of it: its whole value returns to the wallet or award that paid (or, when
 * that wallet's plan is over, to where its rule says), and the employer's share is no longer pledged. What should have been is ordered anew, with another code. Nothing is ever paid out.
 */
export async function voidVoucher(
  tx: Tx,
  { vault }: Pick<ActivityServices, 'vault'>,
  voucher: Voucher,
  reason: VoidReason,
): Promise<void> {
  const { id, awardId, nominalCents } = voucher;
  const award = awardId ? await lockAward(tx, awardId) : undefined;
  const mayBeCharged = voucher.walletId !== null && reason !== 'codeLeaked' && reason !== 'beneficiaryDied';
  if (mayBeCharged) await refuseWhileChargeable(tx, voucher);
  if (voucher.state === 'held' && (await lapseHold(tx, id))) await makeActive(tx, id);
  const { count } = await tx.db.voucher.updateMany({
    where: { id, state: 'active', spentCents: 0, expiresAt: { gte: tx.now } },
    data: { state: 'voided', closedAt: tx.now, voidReason: reason },
  });
  if (count === 0) throw noLongerWhole;
  await endBookings(tx, { vault }, { voucherId: { in: [id] } }, 'voucherVoided');
  const effectiveOn = toPlainDate(tx.now);
  const [ending] = await residualsOf(tx, [{ ...voucher, at: voucher.expiresAt }]);
  await post(
    tx,
    voucherEnded('voucher_voided', {
      id: transferId(`voucher/${id}`, 'void'),
      effectiveOn,
      voucherId: id,
      amountCents: nominalCents,
      residual: ending!.residual,
    }),
  );
  const told = { residualTo: ending!.to, residualCents: nominalCents };
  await tx.db.voucher.update({ where: { id }, data: told });
  if (ending!.to === 'fund')
    await collectForFund(tx, [{ of: `voucher/${id}`, ref: id, cents: nominalCents }]);
  if (award) await takeUnitBack(tx, award, voucher);
  const reversed = await reverseShare(tx, voucher);
  await giveCharged(tx, chargedOf([ending!], { isTakenBack: reversed }));
  await recordAudit(tx, vault, {
    action: reversed ? 'voucher.voided' : 'voucher.voidedShareKept',
    subjectKind: 'voucher',
    subjectId: id,
    reason,
  });
}

/**
 * What the employer pledged for it is owed no longer, to the cent. What it paid already is the Fund's, and the audit
 * trail says so for whoever makes its next invoice.
 */
async function reverseShare(tx: Tx, { id }: Voucher): Promise<boolean> {
  const original = await writtenTransfer(tx, transferId(`voucher/${id}`, 'employer-share'));
  if (!original) return true;
  if (await isShareCollected(tx, id)) return false;
  await post(
    tx,
    reversal({
      id: transferId(`voucher/${id}`, 'employer-share-reversed'),
      effectiveOn: toPlainDate(tx.now),
      businessRef: id,
      original,
    }),
  );
  return true;
}

/** Wherever somebody asks for its value in money. */
export const notMonetisable = new Refusal('notMonetisable', {
  detail: {
    it: 'Il valore di un buono non si paga in denaro, a nessuno (art. 51 c. 3-bis TUIR; DM 25 marzo 2016 art. 6): annullandolo il credito torna intero, e si ordina di nuovo.',
    en: 'The value of a voucher is paid out to nobody (art. 51 c. 3-bis TUIR; DM 25 March 2016 art. 6): voided, the whole credit comes back and can be ordered with anew.',
  },
  reasons: [reasonOf('NOT_MONETISABLE')],
  possible: ['voidVoucher', 'orderVouchers'],
});

const noLongerWhole = new Refusal('stepNotPossible', {
  detail: {
    it: 'Si annulla solo un buono intero e valido: questo è alla cassa, speso, scaduto o già annullato. Se è alla cassa, chiedere al fornitore di lasciarlo; se è speso, di rimborsarlo.',
    en: 'Only a whole and valid voucher is voided: this one is held at a till, spent, lapsed or voided already. Held, ask the provider to let it go; spent, to refund it.',
  },
});
