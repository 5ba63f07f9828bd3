import { openIdentity } from '../activities/identity.ts';
import type { Tx } from '../prisma/database.ts';
import type { Redemption, Voucher, VoucherHold } from '../prisma/generated/client.ts';
import type { Vault } from '../vault/vault.ts';

/** What a till sees of a hold: enough to know the service and the person, and nothing else of them. */
export async function shownHold(tx: Tx, vault: Vault, hold: VoucherHold, voucher: Voucher) {
  const { id, state, heldUntil, amountCents } = hold;
  const [named] = await tx.db.$queryRaw<{ service: string | null; identitySealed: Uint8Array | null }[]>`
    SELECT service.name AS service, person.identity_sealed AS "identitySealed"
      FROM person LEFT JOIN offered_service service ON service.id = ${voucher.serviceId}::uuid
     WHERE person.id = ${voucher.beneficiaryId}::uuid`;
  const { service, identitySealed } = named!;
  return {
    id,
    state,
    heldUntil: heldUntil.toISOString(),
    voucherNumber: voucher.number,
    service,
    beneficiary: await shortName(tx, vault, { id: voucher.beneficiaryId, identitySealed }),
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
  return shortName(tx, vault, await tx.db.person.findUniqueOrThrow({ where: { id: personId } }));
}

async function shortName(
  tx: Tx,
  vault: Vault,
  person: { readonly id: string; readonly identitySealed: Uint8Array | null },
): Promise<string | null> {
  const identity = await openIdentity(tx, vault, person);
  return identity ? `${identity.givenName} ${identity.familyName.slice(0, 1)}.` : null;
}
