import { openIdentity } from '../activities/identity.ts';
import type { Tx } from '../prisma/database.ts';
import type { Redemption, Voucher, VoucherHold } from '../prisma/generated/client.ts';
import type { Vault } from '../vault/vault.ts';

/** The service that a voucher buys, and for whom. */
interface Named {
  /** None of a cumulative voucher. */
  readonly service: string | null;
  /** None once who they were is erased. */
  readonly beneficiary: string | null;
}

/** What a till is told of a voucher that it may take: enough to know the service and the person, and no more of them. */
export async function namesOn(tx: Tx, vault: Vault, voucher: Voucher): Promise<Named> {
  const [row] = await tx.db.$queryRaw<{ service: string | null; identitySealed: Uint8Array | null }[]>`
    SELECT service.name AS service, person.identity_sealed AS "identitySealed"
      FROM person LEFT JOIN offered_service service ON service.id = ${voucher.serviceId}::uuid
     WHERE person.id = ${voucher.beneficiaryId}::uuid`;
  const { service, identitySealed } = row!;
  return { service, beneficiary: await shortName(tx, vault, { id: voucher.beneficiaryId, identitySealed }) };
}

/** What a till sees of a hold. */
export function shownHold(hold: VoucherHold, voucher: Voucher, named: Named) {
  const { id, state, heldUntil, amountCents } = hold;
  return {
    id,
    state,
    heldUntil: heldUntil.toISOString(),
    voucherNumber: voucher.number,
    ...named,
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
