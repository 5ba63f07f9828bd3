import { openIdentity } from '../activities/identity.ts';
import type { Tx } from '../prisma/database.ts';
import type { Redemption, Voucher, VoucherHold } from '../prisma/generated/client.ts';
import type { Vault } from '../vault/vault.ts';

/** What a till sees of a hold: enough to know the service and the person, and nothing else of them. */
export async function shownHold(tx: Tx, vault: Vault, hold: VoucherHold, voucher: Voucher) {
  const { id, state, heldUntil, amountCents } = hold;
  const service = voucher.serviceId
    ? await tx.db.offeredService.findUniqueOrThrow({ where: { id: voucher.serviceId } })
    : null;
  return {
    id,
    state,
    heldUntil: heldUntil.toISOString(),
    voucherNumber: voucher.number,
    service: service?.name ?? null,
    beneficiary: await shortNameOf(tx, vault, voucher.beneficiaryId),
    inParts: voucher.vatKind === 'multiPurpose',
    amountCents,
    leftCents: voucher.nominalCents - voucher.spentCents,
  };
}

export function shownReceipt(redemption: Redemption, voucherNumber: string) {
  const { id, number, placeId, amountCents, providerCents, fundCents, feeCents, refundedCents, capturedAt } =
    redemption;
  return {
    id,
    number,
    voucherNumber,
    placeId,
    amountCents,
    providerCents,
    fundCents,
    feeCents,
    refundedCents,
    capturedAt: capturedAt.toISOString(),
  };
}

/** "Ada P.": who stands there can say whether it is they, and a glance at the screen tells no more. */
export async function shortNameOf(tx: Tx, vault: Vault, personId: string): Promise<string | null> {
  const person = await tx.db.person.findUniqueOrThrow({ where: { id: personId } });
  const identity = await openIdentity(tx, vault, person);
  return identity ? `${identity.givenName} ${identity.familyName.slice(0, 1)}.` : null;
}
