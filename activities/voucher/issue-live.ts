import { randomUUIDv7 } from 'node:crypto';
import { leftOf, type LiveVoucherLine } from '../../domain/live-voucher.ts';
import { portionHalfUp } from '../../domain/money.ts';
import { endOfDay, startOfDay, toPlainDate } from '../../domain/time.ts';
import { splitVat } from '../../domain/vat.ts';
import { nextReminder } from '../../domain/voucher-expiry.ts';
import { postBatch } from '../../ledger/post.ts';
import { transferId } from '../../ledger/transfer-id.ts';
import { employerSharePledged, voucherIssued } from '../../ledger/voucher-postings.ts';
import type { Tx } from '../../prisma/database.ts';
import type { Prisma, WelfarePlan } from '../../prisma/generated/client.ts';
import type { Vault } from '../../vault/vault.ts';
import { voucherExpiryId } from '../../workflows/contract.ts';
import { nextVoucherNumbers } from '../numbering.ts';
import { reminderDays } from '../voucher-expiry/until-when.ts';
import { wakeUp } from '../wakeup.ts';
import type { LiveVoucher } from '../welfare-plan/live-lookup.ts';
import { fundShares } from './fund-shares.ts';
import { printsOf } from './secret.ts';

type Row = Prisma.VoucherCreateManyInput & { readonly id: string };
type Issued = readonly (readonly [row: Row, line: LiveVoucherLine])[];

/**
 * Issues vouchers of an earlier system anew: what they are worth, who uses them, and until when stay as they were, and
 * they count in the year of their first delivery. Secret and code are new: what an old paper says opens nothing. What
 * is left of each is taken from its holder's wallet, where the caller has put it.
 */
export async function issueLiveVouchers(
  tx: Tx,
  vault: Vault,
  { plan, vouchers }: { readonly plan: WelfarePlan; readonly vouchers: readonly LiveVoucher[] },
): Promise<void> {
  const numbers = await nextVoucherNumbers(tx, vouchers.length);
  const days = await reminderDays(tx);
  const wallets = await tx.db.wallet.findMany({
    where: { planId: plan.id, personId: { in: vouchers.map(({ holderId }) => holderId) } },
  });
  const walletOf = new Map(wallets.map(({ id, personId }) => [personId, id]));
  const issued: [Row, LiveVoucherLine][] = [];
  for (const [nth, { line, holderId, beneficiaryId, service }] of vouchers.entries()) {
    const id = randomUUIDv7();
    const providerId = service?.providerId ?? null;
    const expiresAt = endOfDay(line.validUntil);
    const row = {
      id,
      allianceId: tx.allianceId,
      number: numbers[nth]!,
      earlierNumber: line.earlierNumber,
      takenOverAt: tx.now,
      walletId: walletOf.get(holderId)!,
      employerId: plan.organisationId,
      carryOver: plan.carryOver,
      taxLetter: line.taxLetter,
      holderId,
      beneficiaryId,
      providerId,
      serviceId: service?.id ?? null,
      ...vatOf(line),
      nominalCents: line.nominalCents,
      spentCents: line.spentCents,
      chargedCents: line.isPledged ? line.nominalCents : 0,
      ...(await printsOf(tx, vault, { id, providerId })),
      issuedAt: startOfDay(line.issuedOn),
      expiresAt,
      remindAt: nextReminder({ expiresAt, remindedDays: [] }, days, tx.now),
    };
    issued.push([row, line]);
  }
  await tx.db.voucher.createMany({ data: issued.map(([row]) => row) });
  await wakeUp(tx, voucherExpiryId(tx.allianceId));
  await payFor(tx, issued);
}

function vatOf({ vat, nominalCents }: LiveVoucherLine) {
  return vat === 'multiPurpose'
    ? { vatKind: 'multiPurpose' as const, vatCents: 0, vatTreatment: null }
    : {
        vatKind: 'singlePurpose' as const,
        vatCents: splitVat(nominalCents, vat).vatCents,
        vatTreatment: vat,
      };
}

async function payFor(tx: Tx, issued: Issued): Promise<void> {
  const effectiveOn = toPlainDate(tx.now);
  await postBatch(
    tx,
    { kind: 'voucher_issued', effectiveOn },
    issued.map(([{ id, walletId }, line]) =>
      voucherIssued({
        id: transferId(`voucher/${id}`, 'issue'),
        voucherId: id,
        amountCents: leftOf(line),
        payer: { walletId: walletId! },
        effectiveOn,
      }),
    ),
  );
  const open = issued.filter(([, { isPledged }]) => !isPledged);
  if (open.length === 0) return;
  const { employer } = await fundShares(tx, { paidByFund: false });
  await postBatch(
    tx,
    { kind: 'contribution_pledged', effectiveOn },
    open
      .map(([{ id, employerId, nominalCents }]) =>
        employerSharePledged({
          id: transferId(`voucher/${id}`, 'employer-share'),
          voucherId: id,
          employerId: employerId!,
          amountCents: portionHalfUp(nominalCents, employer),
          effectiveOn,
        }),
      )
      .filter(({ legs }) => legs.length > 0),
  );
}
