import { createHash } from 'node:crypto';
import { leftOf, type EarlierTotals } from '../../domain/live-voucher.ts';
import { formatEuro, sumCents } from '../../domain/money.ts';
import type { FieldError } from '../../domain/refusal.ts';
import type { Tx } from '../../prisma/database.ts';
import type { LiveVoucherImport, WelfarePlan } from '../../prisma/generated/client.ts';
import type { Vault } from '../../vault/vault.ts';
import { recordAudit } from '../audit.ts';
import { refuseUsedBankRef } from '../bank-reference.ts';
import { queueMails } from '../mail.ts';
import { issueLiveVouchers } from '../voucher/issue-live.ts';
import { unreadable } from './credit-file.ts';
import { creditWallets } from './credit.ts';
import { readLiveFile, type LiveFile } from './live-file.ts';
import { lookUp } from './live-lookup.ts';
import { bookPrefund } from './prefund.ts';

/** What was sent, and what the earlier system says it comes to. */
export interface EarlierSystem {
  readonly plan: WelfarePlan;
  readonly bytes: Uint8Array;
  readonly totals: EarlierTotals;
  readonly bankRef: string;
  readonly importedBy: string;
}

/**
 * Takes over wallets and vouchers that somebody can still spend, with the money that covers them: what was transferred
 * becomes prefund, the wallets' credit is given from it, and so is what is left on each voucher, which is issued anew
 * with a secret of its own. All is in balance, or refused whole with everything that is wrong; the same file again is
 * the import that it was.
 */
export async function importLiveVouchers(
  tx: Tx,
  vault: Vault,
  system: EarlierSystem,
): Promise<{ readonly imported: LiveVoucherImport; readonly isNew: boolean }> {
  const { plan, totals, bankRef, importedBy } = system;
  const { before, found, fileHash } = await lookedAt(tx, vault, system);
  if (before) return { imported: before, isNew: false };
  const { prefundCents, walletCents, voucherCents } = totals;
  const { organisationId } = plan;
  const amountCents = prefundCents + walletCents + voucherCents;
  await bookPrefund(tx, { organisationId, amountCents, bankRef, recordedBy: importedBy });
  const crediting = { plan, creditedBy: importedBy };
  const { credits, vouchers } = found;
  if (credits.length > 0) await creditWallets(tx, vault, { ...crediting, credits, reason: 'openingBalance' });
  const left = vouchers.map(({ holderId, line }) => ({ personId: holderId, amountCents: leftOf(line) }));
  await creditWallets(tx, vault, { ...crediting, credits: left, reason: 'liveVoucher' });
  await issueLiveVouchers(tx, vault, { plan, vouchers });
  const imported = await tx.db.liveVoucherImport.create({
    data: {
      allianceId: tx.allianceId,
      planId: plan.id,
      fileHash,
      ...totals,
      credits: credits.length,
      vouchers: vouchers.length,
      importedBy,
      importedAt: tx.now,
    },
  });
  await queueMails(
    tx,
    vault,
    [...new Set(vouchers.map(({ holderId }) => holderId))].map((recipientId) => ({
      template: 'vouchersTakenOver' as const,
      recipientId,
      params: {},
      dedupeKey: `vouchersTakenOver/${imported.id}/${recipientId}`,
    })),
  );
  await recordAudit(tx, vault, {
    action: 'liveVouchers.takenOver',
    subjectKind: 'welfarePlan',
    subjectId: plan.id,
    reason: fileHash,
  });
  return { imported, isNew: true };
}

/** What taking it over would do, or everything that is wrong; nothing is kept. */
export async function tryLiveVouchers(tx: Tx, vault: Vault, system: EarlierSystem) {
  const { before, found } = await lookedAt(tx, vault, system);
  return {
    credits: before?.credits ?? found!.credits.length,
    vouchers: before?.vouchers ?? found!.vouchers.length,
    takenOverBefore: before !== null,
  };
}

/**
 * A file that is whole, in balance and paid for, or a refusal.
 *
 * @throws Refusal
 */
async function lookedAt(tx: Tx, vault: Vault, { plan, bytes, totals, bankRef }: EarlierSystem) {
  const file = readLiveFile(bytes);
  const fileHash = createHash('sha256').update(bytes).digest('hex');
  const before = await tx.db.liveVoucherImport.findUnique({
    where: { planId_fileHash: { planId: plan.id, fileHash } },
  });
  const unbalanced = file.errors.length > 0 ? [] : imbalances(file, totals);
  if (before && unbalanced.length === 0) return { before, found: null, fileHash };
  const found = await lookUp(tx, vault, { plan, file });
  const errors = [...file.errors, ...(before ? [] : found.errors), ...unbalanced];
  if (errors.length > 0) throw unreadable(errors);
  await refuseUsedBankRef(tx, bankRef);
  return { before: null, found, fileHash };
}

/** The list must come to what the earlier system says it owes, cent by cent and each sum by itself. */
function imbalances({ credits, vouchers }: LiveFile, totals: EarlierTotals): readonly FieldError[] {
  const listed = {
    walletCents: sumCents(credits.map(({ amountCents }) => amountCents)),
    voucherCents: sumCents(vouchers.map(leftOf)),
  };
  return (['walletCents', 'voucherCents'] as const)
    .filter((sum) => listed[sum] !== totals[sum])
    .map((sum) => ({
      pointer: `/body/${sum}`,
      message: {
        it: `l’elenco somma ${formatEuro(listed[sum])}: deve essere quanto dice il sistema precedente`,
        en: `the list comes to ${formatEuro(listed[sum], 'en')}: it must be what the earlier system says`,
      },
    }));
}
