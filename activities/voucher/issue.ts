import { randomUUIDv7 } from 'node:crypto';
import { portionHalfUp, type Fraction } from '../../domain/money.ts';
import { toPlainDate } from '../../domain/time.ts';
import { vatAtIssue } from '../../domain/voucher.ts';
import type { VatTreatment } from '../../domain/vat.ts';
import { postBatch } from '../../ledger/post.ts';
import { employerSharePledged, voucherIssued, type Payer } from '../../ledger/voucher-postings.ts';
import { transferId } from '../../ledger/transfer-id.ts';
import type { Tx } from '../../prisma/database.ts';
import type { CarryOver, TaxLetter, Voucher } from '../../prisma/generated/client.ts';
import { nextVoucherNumbers } from '../numbering.ts';
import type { ActivityServices } from '../services.ts';
import { untilWhen, wakeIfSooner } from '../voucher-expiry/until-when.ts';
import { takeCharged } from './charged-credit.ts';
import { printsOf } from './secret.ts';

interface WalletPayer {
  readonly walletId: string;
  readonly employerId: string;
  readonly carryOver: CarryOver;
  readonly taxLetter: TaxLetter;
  /** The employer's contribution to the Fund on what is issued. */
  readonly employerShare: Fraction;
}

/** Who pays: an employer's plan through its employee's wallet, or the Fund through an award. */
export type VoucherPayer = WalletPayer | { readonly awardId: string };

/** Vouchers that differ in nothing but their number: one for each unit. */
export interface VoucherDraft {
  readonly payer: VoucherPayer;
  readonly orderId: string | null;
  readonly holderId: string;
  readonly beneficiaryId: string;
  /** None of a cumulative voucher. */
  readonly service: {
    readonly id: string;
    readonly providerId: string;
    readonly vatTreatment: VatTreatment;
  } | null;
  readonly nominalCents: number;
  readonly count: number;
  /** Where the same rows must come out again; otherwise ids are drawn. */
  readonly ids?: readonly string[];
  readonly expiresAt: Date;
}

/**
 * Issues vouchers whose lawfulness somebody else has looked at: rows, money and the employer's pledge in the
 * transaction at hand. The title counts as delivered at this moment.
 *
 * @throws LedgerRefusal when wallet or award have not as many cents; nothing of the transaction can be kept then
 */
export async function issueVouchers(
  tx: Tx,
  { vault }: Pick<ActivityServices, 'vault'>,
  draft: VoucherDraft,
): Promise<Voucher[]> {
  const { payer } = draft;
  const charged = 'walletId' in payer ? await takeCharged(tx, { ...draft, walletId: payer.walletId }) : [];
  const numbers = await nextVoucherNumbers(tx, draft.count);
  const until = await untilWhen(tx, draft.expiresAt);
  const rows = await Promise.all(
    numbers.map(async (number, index) => {
      const id = draft.ids?.[index] ?? randomUUIDv7();
      const chargedCents = charged[index] ?? 0;
      return { ...(await rowOf(tx, vault, draft, { id, number })), ...until, chargedCents };
    }),
  );
  const vouchers = await tx.db.voucher.createManyAndReturn({ data: rows });
  await wakeIfSooner(
    tx,
    vouchers.map(({ id }) => id),
    until,
  );
  await payFor(tx, draft, vouchers);
  return vouchers;
}

async function rowOf(
  tx: Tx,
  vault: ActivityServices['vault'],
  draft: VoucherDraft,
  { id, number }: Pick<Voucher, 'id' | 'number'>,
) {
  const { payer, service, nominalCents } = draft;
  const providerId = service?.providerId ?? null;
  return {
    id,
    allianceId: tx.allianceId,
    number,
    orderId: draft.orderId,
    ...('awardId' in payer
      ? { awardId: payer.awardId }
      : {
          walletId: payer.walletId,
          employerId: payer.employerId,
          carryOver: payer.carryOver,
          taxLetter: payer.taxLetter,
        }),
    holderId: draft.holderId,
    beneficiaryId: draft.beneficiaryId,
    providerId,
    serviceId: service?.id ?? null,
    ...vatAtIssue(nominalCents, service ?? undefined),
    vatTreatment: service?.vatTreatment ?? null,
    nominalCents,
    ...(await printsOf(tx, vault, { id, providerId })),
    issuedAt: tx.now,
  };
}

async function payFor(tx: Tx, { payer, nominalCents }: VoucherDraft, vouchers: readonly Voucher[]) {
  const effectiveOn = toPlainDate(tx.now);
  const from: Payer = 'awardId' in payer ? { awardId: payer.awardId } : { walletId: payer.walletId };
  await postBatch(
    tx,
    { kind: 'voucher_issued', effectiveOn },
    vouchers.map(({ id }) =>
      voucherIssued({
        id: transferId(`voucher/${id}`, 'issue'),
        voucherId: id,
        amountCents: nominalCents,
        payer: from,
        effectiveOn,
      }),
    ),
  );
  if ('walletId' in payer) await pledge(tx, payer, vouchers);
}

/** The employer's contribution on what was not charged before: credit that came back from a voucher was. */
async function pledge(
  tx: Tx,
  { employerId, employerShare }: WalletPayer,
  vouchers: readonly Voucher[],
): Promise<void> {
  const effectiveOn = toPlainDate(tx.now);
  const pledges = vouchers.map(({ id: voucherId, nominalCents, chargedCents }) => ({
    voucherId,
    amountCents: portionHalfUp(nominalCents - chargedCents, employerShare),
  }));
  await postBatch(
    tx,
    { kind: 'contribution_pledged', effectiveOn },
    pledges
      .filter(({ amountCents }) => amountCents > 0)
      .map(({ voucherId, amountCents }) => {
        const id = transferId(`voucher/${voucherId}`, 'employer-share');
        return employerSharePledged({ id, voucherId, employerId, amountCents, effectiveOn });
      }),
  );
}
